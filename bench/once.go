package main

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/oslogen/oslogen/bench/floor"
	"github.com/oslogen/oslogen/bench/internal/peer"
)

// once has the measurements that are made once, after the rounds.
type once struct {
	sites   pair
	flood   peer.Flood
	codec   codecCost
	sizes   []sizeCost
	methods []methodCost
}

const floodCalls = 10_000

// measureOnce makes the measurements that need no rounds. The codec is timed at both
// ends, because machines are slow for a while, and there is no floor to compare its
// time with.
func (s *stage) measureOnce(ctx context.Context) (*once, error) {
	o := &once{}
	for _, step := range []func(context.Context, *once) error{s.timeCodec, s.traceAllocs, s.floodCalls, s.growSizes, s.growMethods, s.timeCodec} {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if err := step(ctx, o); err != nil {
			return nil, err
		}
	}
	return o, nil
}

// pair is where both sides of a call allocate: the most frequent places, each with its
// number.
type pair struct{ client, server []string }

// traceAllocs has every allocation of some calls recorded, in peers of their own.
func (s *stage) traceAllocs(_ context.Context, o *once) error {
	var peers [2]*peer.Process
	for i, role := range []peer.Role{peer.Server, peer.Client} {
		spec := s.spec(peer.Generated, role)
		spec.Topic += "_traced"
		spec.Trace = true
		var err error
		if peers[i], err = peer.Start(spec); err != nil {
			return err
		}
		defer peers[i].Stop()
	}
	work := peer.Load{Topic: topic(peer.Generated) + "_traced", Data: small - floor.Overhead, Callers: 16, For: 500 * time.Millisecond}
	if _, err := peers[1].Run(work); err != nil { // pools fill
		return err
	}
	var before [2]peer.Allocs
	for i := range peers {
		var err error
		if before[i], err = peers[i].Allocs(); err != nil {
			return err
		}
	}
	r, err := peers[1].Run(work)
	if err != nil {
		return err
	}
	for i, to := range []*[]string{&o.sites.server, &o.sites.client} {
		after, err := peers[i].Allocs()
		if err != nil {
			return err
		}
		*to = perCall(before[i], after, r.Calls)
	}
	return nil
}

func perCall(before, after peer.Allocs, calls int) (sites []string) {
	times := map[string]float64{}
	for site, n := range after {
		if per := float64(n-before[site]) / float64(calls); per >= 0.1 {
			times[site] = per
		}
	}
	for _, site := range slices.SortedFunc(maps.Keys(times), func(a, b string) int { return cmp.Compare(times[b], times[a]) }) {
		sites = append(sites, fmt.Sprintf("%.1f %s", times[site], site[strings.LastIndexByte(site, '/')+1:]))
	}
	return sites
}

// floodCalls has many calls wait at once for a server that holds them back.
func (s *stage) floodCalls(_ context.Context, o *once) (err error) {
	spec := s.spec(peer.Generated, peer.Server)
	held := spec.Topic + "_held"
	spec.Topic = held
	server, err := peer.Start(spec)
	if err != nil {
		return err
	}
	defer server.Stop()
	spec = s.spec(peer.Generated, peer.Client)
	spec.URL += "?rpc_conn_pool_size=1&conn_pool_min_size=1" // or goroutines of further connections would count
	client, err := peer.Start(spec)
	if err != nil {
		return err
	}
	defer client.Stop()
	l := peer.Load{Topic: held, Data: small - floor.Overhead, Callers: 1, For: warmUpTime, Calls: floodCalls}
	if _, err := client.Flood(l, func() error { return nil }); err != nil { // connections are opened, pools fill
		return err
	}
	if err := server.Gate(true); err != nil {
		return err
	}
	o.flood, err = client.Flood(l, func() error { return server.Gate(false) })
	return err
}

// bars are the demands on the measurements that are made once.
func (o *once) bars() []bar {
	per := func(what string, limit, got float64, unit string) bar {
		return bar{what: what, limit: limit, got: fmt.Sprintf("%.1f%s", got, unit), value: got}
	}
	f := o.flood
	worst := 0.0
	for i, s := range o.sizes[1:] {
		growth := s.cpu / o.sizes[i].cpu / (float64(s.bytes) / float64(o.sizes[i].bytes))
		worst = max(worst, growth)
	}
	methods := o.methods[len(o.methods)-1].perCall.Seconds() / o.methods[0].perCall.Seconds()
	return []bar{
		per("prepare a 1.6 KB call, ns", 600, o.codec.encode, fmt.Sprintf(" (%d bytes)", o.codec.bytes)),
		per("prepare a 1.6 KB call, allocations, its request's included", 1, o.codec.encodeAllocs, ""),
		per("decode a 1.6 KB request, context untouched, ns", 4000, o.codec.decode, ""),
		per("decode a 1.6 KB request, context untouched, allocations", 6, o.codec.decodeAllocs, ""),
		per("concurrent calls left unanswered, of 10,000", 0, float64(floodCalls-f.Answered), ""),
		per("client memory of a call that waits, bytes", 8192, float64(f.Heap+f.Stack), fmt.Sprintf(" (heap %d, stack %d)", f.Heap, f.Stack)),
		per("goroutines left after 10,000 concurrent calls", 0, float64(f.GoroutinesAfter-f.GoroutinesBefore), ""),
		per("CPU of a call grows no faster than its size, steps of 10", 1.3, worst, ""),
		per("CPU of a call with 1000 methods / with 1", 1.3, methods, ""),
	}
}
