package amqp_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/oslogen/oslogen/internal/brokertest"
	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/amqp"
	"github.com/oslogen/oslogen/runtime/notify"
)

// rig is a workload against a broker behind two proxies: two servers and two
// listeners that share a topic, and callers, casters and notifiers. Every message
// has an id of its own, by which lost and double ones are found.
type rig struct {
	*testing.T
	broker  *brokertest.Broker
	proxies []*brokertest.Proxy // before the servers, before the clients
	topic   string
	late    *lag

	served, events runs

	calls, answered, casts, notified atomic.Int64
	failed                           sync.Map // class of error -> *atomic.Int64
	overdue, wrong                   atomic.Int64
	worst                            atomic.Int64 // beyond a deadline, nanoseconds

	acknowledged runs // notifications whose Notify returned nil

	stop    chan struct{}
	working sync.WaitGroup
}

// callTimeout is the deadline of the rig's calls, casts and notifications.
const callTimeout = 2 * time.Second

// newRig starts the workload: workers of each kind, each as fast as pause allows.
func newRig(t *testing.T, b *brokertest.Broker, workers int, pause time.Duration, change func(*amqp.Config)) *rig {
	r := &rig{T: t, broker: b, topic: name(t), stop: make(chan struct{}), late: newLag(t)}
	durable := brisk(func(c *amqp.Config) { c.DurableQueues = true }, change)
	for range 2 {
		r.proxies = append(r.proxies, b.Proxy(t))
	}
	for i := range 2 {
		tr := openIn(t, r.topic+"-exchange", b.URLAt(r.proxies[0].Address(), ""), durable)
		serve(t, tr, r.topic, fmt.Sprintf("host%d", i), &r.served)
		listen(t, tr, r.topic, &r.events)
	}
	for i := range workers {
		tr := openIn(t, r.topic+"-exchange", b.URLAt(r.proxies[1].Address(), ""), durable)
		c := client(tr, r.topic, callTimeout)
		n := notify.NewNotifier(tr, "chaos", notify.WithTopics(r.topic))
		r.work(pause, func() { r.call(c) })
		r.work(4*pause, func() { r.cast(c.On(fmt.Sprintf("host%d", i%2))) })
		r.work(4*pause, func() { r.cast(c) })
		r.work(2*pause, func() { r.notify(n) })
	}
	return r
}

// work repeats f until the rig stops.
func (r *rig) work(pause time.Duration, f func()) {
	r.working.Go(func() {
		tick := time.NewTicker(pause)
		defer tick.Stop()
		for {
			select {
			case <-r.stop:
				return
			case <-tick.C:
				f()
			}
		}
	})
}

func (r *rig) call(c *oslo.Client) {
	r.calls.Add(1)
	id := strconv.FormatInt(lastID.Add(1), 10)
	var got string
	err := r.timed(func(context.Context) error {
		return c.Call(context.Background(), method("echo"), args{"id": id}, &got)
	})
	switch {
	case err != nil:
	case got != id:
		r.wrong.Add(1)
	default:
		r.answered.Add(1)
	}
}

func (r *rig) cast(c *oslo.Client) {
	r.casts.Add(1)
	id := strconv.FormatInt(lastID.Add(1), 10)
	_ = r.timed(func(ctx context.Context) error { return c.Cast(ctx, method("echo"), args{"id": id}) })
}

func (r *rig) notify(n *notify.Notifier) {
	sent := strconv.FormatInt(lastID.Add(1), 10)
	err := r.timed(func(ctx context.Context) error { return n.Info(ctx, "chaos", id{sent}) })
	if err == nil {
		r.notified.Add(1)
		r.acknowledged.add(sent)
	}
}

// timed runs f and notes its class of error, and whether it ended in time.
func (r *rig) timed(f func(context.Context) error) error {
	ctx, cancel := context.WithTimeout(context.Background(), callTimeout)
	defer cancel()
	began := time.Now()
	err := f(ctx)
	beyond := time.Since(began) - callTimeout
	if beyond > slack+r.late.worst() {
		r.overdue.Add(1)
	}
	if beyond > 0 {
		r.worst.Store(max(r.worst.Load(), int64(beyond)))
	}
	if err != nil {
		n, _ := r.failed.LoadOrStore(classOf(err), new(atomic.Int64))
		n.(*atomic.Int64).Add(1)
	}
	return err
}

// classOf names the class a caller can tell an error by.
func classOf(err error) string {
	for _, class := range []error{oslo.ErrReplyLost, oslo.ErrUnavailable, oslo.ErrUndeliverable, oslo.ErrRefused, oslo.ErrTimeout, context.DeadlineExceeded} {
		if errors.Is(err, class) {
			return class.Error()
		}
	}
	return "UNCLASSIFIED: " + err.Error()
}

// settle ends the workload and waits until what was acknowledged has been handled.
func (r *rig) settle() {
	r.Helper()
	close(r.stop)
	within(r.T, time.Minute, "the workload ends", r.working.Wait)
	eventually(r.T, time.Minute, "what was acknowledged is handled", func() bool {
		missing := 0
		for id := range r.acknowledged.each {
			if r.events.of(id) == 0 {
				missing++
			}
		}
		return missing == 0
	})
}

// check reports what the promise says about the whole run.
func (r *rig) check(what string, faults int) {
	r.Helper()
	var classes []string
	r.failed.Range(func(class, n any) bool {
		classes = append(classes, fmt.Sprintf("%d %s", n.(*atomic.Int64).Load(), class))
		return true
	})
	slices.Sort(classes)
	r.Logf("%d faults; %d calls, %d answered; %d casts; %d notifications acknowledged; errors: %q; most beyond a deadline %v (the machine was late by %v)",
		faults, r.calls.Load(), r.answered.Load(), r.casts.Load(), r.notified.Load(), classes,
		time.Duration(r.worst.Load()).Round(time.Millisecond), r.late.worst().Round(time.Millisecond))
	double := r.events.twice()
	load := fmt.Sprintf("%d faults, %d calls, %d casts, %d notifications", faults, r.calls.Load(), r.casts.Load(), r.notified.Load())
	mostDouble := r.notified.Load() / 1000
	if !chaos() {
		mostDouble += int64(faults) // a short run is too small for a thousandth
	}
	rows := []struct {
		name, bar string
		n         int64
		most      int64
	}{
		{"RPC run twice", "0", int64(r.served.twice()), 0},
		{"replies to the wrong call", "0", r.wrong.Load(), 0},
		{"notifications handled twice", "<= 0.1 %", int64(double), mostDouble},
		{"calls that end beyond their deadline + 100 ms", "0", r.overdue.Load(), 0},
	}
	for _, row := range rows {
		report(what, row.name+": "+row.bar, fmt.Sprintf("%d (%s)", row.n, load), row.n <= row.most)
		if row.n > row.most {
			r.Errorf("%s: %d, at most %d", row.name, row.n, row.most)
		}
	}
	report(what, "acknowledged notifications lost: 0", "0 ("+load+")", true) // settle has waited for all
	if r.answered.Load() == 0 || r.notified.Load() == 0 {
		r.Error("nothing was answered or acknowledged at all")
	}
}

// fault is one way to break things, and to mend them after a while.
type fault struct {
	name  string
	apply func(r *rig, rnd *rand.Rand) error
	mend  func(r *rig) error
}

func (r *rig) proxy(rnd *rand.Rand) *brokertest.Proxy { return r.proxies[rnd.IntN(len(r.proxies))] }

func mendProxies(r *rig) error {
	for _, p := range r.proxies {
		if err := p.Resume(); err != nil {
			return err
		}
	}
	return nil
}

// onProxy is a fault of the network before one side.
func onProxy(name string, f func(*brokertest.Proxy)) fault {
	return fault{name, func(r *rig, rnd *rand.Rand) error {
		f(r.proxy(rnd))
		return nil
	}, mendProxies}
}

func none(*rig) error { return nil }

// faults are those of the random run. Cheap ones come often.
var faults = []fault{
	onProxy("cut", (*brokertest.Proxy).Cut),
	onProxy("cut", (*brokertest.Proxy).Cut),
	onProxy("refuse", func(p *brokertest.Proxy) { p.Refuse(); p.Cut() }),
	onProxy("partition", (*brokertest.Proxy).Mute),
	onProxy("blackhole", (*brokertest.Proxy).Blackhole),
	onProxy("slow link", func(p *brokertest.Proxy) { p.Slow(20_000) }),
	onProxy("delay", func(p *brokertest.Proxy) { p.Delay(100 * time.Millisecond) }),
	{"close_connections", func(r *rig, _ *rand.Rand) error { return r.broker.CloseAllConnections(r.Context(), "chaos") }, none},
	{"freeze", func(r *rig, _ *rand.Rand) error { return r.broker.Freeze() }, func(r *rig) error { return r.broker.Thaw() }},
	{"memory alarm", func(r *rig, _ *rand.Rand) error { return r.broker.MemoryAlarm(r.Context(), true) },
		func(r *rig) error { return r.broker.MemoryAlarm(r.Context(), false) }},
	{"queue delete", deleteQueue, none},
	{"kill", func(r *rig, _ *rand.Rand) error { return r.broker.Kill() }, func(r *rig) error { return r.broker.Restart(r.Context()) }},
}

// deleteQueue deletes a queue that holds no notifications: those would be lost.
func deleteQueue(r *rig, rnd *rand.Rand) error {
	queues := append(replyQueues(r.T, r.broker), r.topic, r.topic+".host0", r.topic+".host1")
	_, err := rawChannel(r.T, r.broker).QueueDelete(queues[rnd.IntN(len(queues))], false, false, false)
	return err
}

// TestChaosRandom breaks things at random and then checks the whole promise. The
// seed is printed; OSLOGEN_CHAOS_SEED replays it.
func TestChaosRandom(t *testing.T) {
	takeTurn(t, &turns.ruins)
	n := long(60, 6)
	homes := map[string]string{"RabbitMQ as installed": ""}
	if chaos() {
		homes["RabbitMQ 4, quorum queues"] = "4"
	}
	for what, home := range homes {
		t.Run(what, func(t *testing.T) {
			change := func(*amqp.Config) {}
			var b *brokertest.Broker
			if home == "" {
				b = breakable(t)
			} else {
				b = brokertest.New(t, brokertest.Options{Home: rabbit4(t)})
				change = func(c *amqp.Config) { c.QuorumQueue, c.TransientQuorumQueue = true, true }
			}
			r := newRig(t, b, 4, 10*time.Millisecond, change)
			r.suffer(n)
			r.settle()
			r.check("random faults, "+what, n)
		})
	}
}

// suffer applies n faults, seeded.
func (r *rig) suffer(n int) {
	rnd := seeded(r.T)
	deck := []fault{}
	for range n {
		if len(deck) == 0 {
			deck = slices.Clone(faults)
			rnd.Shuffle(len(deck), func(i, j int) { deck[i], deck[j] = deck[j], deck[i] })
		}
		f := deck[0]
		deck = deck[1:]
		hold := time.Duration(100+rnd.IntN(3000)) * time.Millisecond
		calm := time.Duration(200+rnd.IntN(800)) * time.Millisecond
		began := time.Now()
		must(r.T, f.apply(r, rnd))
		pause(hold)
		must(r.T, f.mend(r))
		was := r.answered.Load()
		took := eventually(r.T, patience, "calls after "+f.name, func() bool { return r.answered.Load() > was })
		r.Logf("%s for %v (with mending %v): calls again after %v", f.name, hold, time.Since(began).Round(time.Millisecond), took.Round(time.Millisecond))
		pause(calm)
	}
}

// pause lets a fault, or the calm after it, last.
func pause(d time.Duration) { <-time.After(d) }
