package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/oslogen/oslogen/bench/floor"
	"github.com/oslogen/oslogen/bench/internal/cpu"
	"github.com/oslogen/oslogen/bench/internal/peer"
	"github.com/oslogen/oslogen/internal/brokertest"
)

// stage is the broker and the peers, which are started when first needed.
type stage struct {
	broker *brokertest.Broker
	peers  map[string]*peer.Process
	sleep  error // why cores may sleep with one caller, nil if they are kept awake
}

var errAskedFor = errors.New("asked for by -sleep")

func open(ctx context.Context, o options) (*stage, error) {
	sleep := errAskedFor
	if !o.sleep {
		var release func()
		if release, sleep = cpu.Awake(); sleep == nil {
			release()
		}
	}
	b, err := brokertest.Start(ctx, brokertest.Options{})
	if err != nil {
		return nil, err
	}
	return &stage{broker: b, peers: map[string]*peer.Process{}, sleep: sleep}, nil
}

func (s *stage) close() {
	for _, p := range s.peers {
		p.Stop()
	}
	s.broker.Stop()
}

func topic(k peer.Kind) string { return "bench_" + string(k) }

func (s *stage) spec(k peer.Kind, r peer.Role) peer.Spec {
	return peer.Spec{Kind: k, Role: r, URL: s.broker.URL(""), AMQPURL: s.broker.AMQPURL(""), Topic: topic(k)}
}

// peer returns the peer of a kind and role.
func (s *stage) peer(k peer.Kind, r peer.Role) (*peer.Process, error) {
	name := string(k) + " " + string(r)
	if p := s.peers[name]; p != nil {
		return p, nil
	}
	p, err := peer.Start(s.spec(k, r))
	if err == nil {
		s.peers[name] = p
	}
	return p, err
}

// sample is the cost of one slot in one round. CPU is seconds for 10,000 calls.
type sample struct {
	rate                            float64
	p50, p99                        time.Duration
	clientCPU, serverCPU, brokerCPU float64
	clientAllocs, serverAllocs      float64
}

func (s sample) cpu() float64 { return s.clientCPU + s.serverCPU + s.brokerCPU }

// measure warms everything up and then makes the rounds. Every other round goes
// through the rows backwards, so that an effect of time, or of the row before, is an
// advantage in some rounds and a disadvantage in others.
func (s *stage) measure(ctx context.Context, o options, groups []group, start time.Time) (samples map[slot][]sample, rounds int, err error) {
	if o.rounds == 0 {
		return nil, 0, nil
	}
	if err := s.round(ctx, o, groups, 0, func(slot) time.Duration { return warmUpTime }, func(slot, sample) {}); err != nil {
		return nil, 0, err
	}
	samples = map[slot][]sample{}
	length := func(s slot) time.Duration { return s.time() }
	switch {
	case o.profile != "":
		length = func(slot) time.Duration { return profileTime }
	case o.quick:
		length = func(s slot) time.Duration { return s.time() / 3 }
	}
	for took := time.Duration(0); rounds < o.rounds && time.Since(start)+took < o.budget; rounds++ {
		began := time.Now()
		err := s.round(ctx, o, groups, rounds, length, func(at slot, got sample) { samples[at] = append(samples[at], got) })
		if err != nil {
			return nil, 0, err
		}
		took = time.Since(began)
		fmt.Fprintf(os.Stderr, "round %d of %d: %s\n", rounds+1, o.rounds, took.Round(time.Second))
	}
	return samples, rounds, nil
}

func (s *stage) round(ctx context.Context, o options, groups []group, number int, length func(slot) time.Duration, note func(slot, sample)) error {
	for _, g := range groups {
		if number%2 == 1 {
			g = slices.Clone(g)
			slices.Reverse(g)
		}
		if _, err := s.profiled("", g[0], warmUpTime); err != nil { // the load was another one
			return fmt.Errorf("%s: %w", g[0], err)
		}
		for _, at := range g {
			if err := ctx.Err(); err != nil {
				return err
			}
			got, err := s.profiled(o.profile, at, length(at))
			if err != nil {
				return fmt.Errorf("%s: %w", at, err)
			}
			note(at, got)
		}
	}
	return nil
}

// profiled measures a slot, and writes profiles of its peers if there is a directory for them.
func (s *stage) profiled(dir string, at slot, d time.Duration) (sample, error) {
	client, err := s.peer(at.client, peer.Client)
	if err != nil {
		return sample{}, err
	}
	server, err := s.peer(at.server, peer.Server)
	if err != nil {
		return sample{}, err
	}
	if dir == "" || at.isPython() {
		return s.slot(client, server, at, d)
	}
	name := strings.NewReplacer(" ", "_", ",", "").Replace(at.String())
	if dir, err = filepath.Abs(dir); err != nil {
		return sample{}, err
	}
	for _, p := range []*peer.Process{client, server} {
		if err := p.Profile(filepath.Join(dir, name+"_"+string(p.Role)+".pprof")); err != nil {
			return sample{}, err
		}
		defer p.Profile("") //nolint:errcheck // an error ends the measurement anyway
	}
	return s.slot(client, server, at, d)
}

// slot measures one slot: the cost of its calls from the first to the end of the last.
//
// With one caller all processes wait most of the time, each for the one before it. The
// time to wake a core that sleeps depends on the machine: a virtual one took 50 us,
// four times a call. So the cores are kept awake then.
func (s *stage) slot(client, server *peer.Process, at slot, d time.Duration) (sample, error) {
	if at.callers == 1 && s.sleep == nil {
		release, err := cpu.Awake()
		if err != nil {
			return sample{}, err
		}
		defer release()
	}
	before, err := s.spent(client, server)
	if err != nil {
		return sample{}, err
	}
	l := peer.Load{
		Topic: topic(at.server), Cast: at.cast, Unconfirmed: at.unconfirmed, Args: at.args,
		Data: at.bytes - floor.Overhead, Callers: at.callers, For: d,
	}
	if at.cast {
		l.Calls = mostCasts
	}
	start := time.Now()
	r, err := client.Run(l)
	if err != nil {
		return sample{}, err
	}
	after, err := s.settle(client, server, before.served+r.Calls)
	if err != nil {
		return sample{}, err
	}
	if at.cast {
		r.Took = time.Since(start) // until the last one was served: a sender alone only fills buffers
	}
	per10k := func(d time.Duration) float64 { return d.Seconds() * 10_000 / float64(r.Calls) }
	return sample{
		rate: float64(r.Calls) / r.Took.Seconds(), p50: r.P50, p99: r.P99,
		clientCPU:    per10k(after.client - before.client),
		serverCPU:    per10k(after.server - before.server),
		brokerCPU:    per10k(after.broker - before.broker),
		clientAllocs: float64(r.Mallocs) / float64(r.Calls),
		serverAllocs: float64(after.mallocs-before.mallocs) / float64(r.Calls),
	}, nil
}

// spending is the use of resources since the start.
type spending struct {
	client, server, broker time.Duration
	served                 int
	mallocs                uint64 // of the server
}

func (s *stage) spent(client, server *peer.Process) (now spending, err error) {
	stats, err := server.Stats()
	if err != nil {
		return now, err
	}
	now.served, now.mallocs = stats.Calls, stats.Mallocs
	if now.client, err = client.CPU(); err != nil {
		return now, err
	}
	if now.server, err = server.CPU(); err != nil {
		return now, err
	}
	now.broker, err = cpu.Time(s.broker.Pid())
	return now, err
}

// settle waits until the server has served everything: casts return before.
func (s *stage) settle(client, server *peer.Process, served int) (spending, error) {
	for deadline := time.Now().Add(20 * time.Second); ; time.Sleep(5 * time.Millisecond) {
		now, err := s.spent(client, server)
		if err != nil || now.served >= served {
			return now, err
		}
		if time.Now().After(deadline) {
			return now, fmt.Errorf("the server got %d requests of %d", now.served, served)
		}
	}
}
