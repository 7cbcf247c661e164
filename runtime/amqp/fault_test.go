package amqp_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	amqp091 "github.com/rabbitmq/amqp091-go"

	"github.com/oslogen/oslogen/internal/brokertest"
	"github.com/oslogen/oslogen/internal/peers"
	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/amqp"
	"github.com/oslogen/oslogen/runtime/dispatch"
)

// patience is how long a test waits for what must happen, also on a busy machine.
const patience = 2 * time.Minute

// slack is what a call may take beyond its deadline.
const slack = 100 * time.Millisecond

// chaos reports whether the long forms run: make chaos.
func chaos() bool { return os.Getenv("OSLOGEN_CHAOS") != "" }

// turns let tests of different brokers run side by side, and tests of one broker
// one after the other. They wait most of the time.
var turns struct {
	shared, ruins, others sync.Mutex // others: the cluster, and brokers of one test
}

// takeTurn waits until it is the test's turn. The long forms measure times, so
// each of them runs alone. A part of a test has the turn of the whole.
func takeTurn(t *testing.T, turn *sync.Mutex) {
	t.Helper()
	if chaos() || strings.Contains(t.Name(), "/") {
		return
	}
	t.Parallel()
	turn.Lock()
	t.Cleanup(turn.Unlock)
}

// ruins is the broker that fault tests share: they break it, one after the other,
// and leave it running.
var ruins struct {
	sync.Mutex
	broker *brokertest.Broker
	err    error
}

// ruinsMessageSize is the largest message that broker takes, which it tells nobody.
const ruinsMessageSize = 2_000_000

// breakable returns a broker that may be broken, running and without alarms.
func breakable(t *testing.T) *brokertest.Broker {
	t.Helper()
	takeTurn(t, &turns.ruins)
	ruins.Lock()
	defer ruins.Unlock()
	if ruins.broker == nil && ruins.err == nil {
		if ruins.broker, ruins.err = brokertest.Start(context.Background(), brokertest.Options{Config: fmt.Sprintf("max_message_size = %d", ruinsMessageSize)}); ruins.err == nil {
			brokertest.AtExit(ruins.broker.Stop)
		}
	}
	if errors.Is(ruins.err, brokertest.ErrUnavailable) {
		brokertest.Unavailable(t, ruins.err)
	}
	must(t, ruins.err)
	return ruins.broker
}

// trio is the cluster of three that fault tests share, with the rules of ruins.
var trio struct {
	sync.Mutex
	cluster *brokertest.Cluster
	err     error
}

// clusterOf returns three joined nodes that may be broken, all of them running.
func clusterOf(t *testing.T) *brokertest.Cluster {
	t.Helper()
	takeTurn(t, &turns.others)
	trio.Lock()
	defer trio.Unlock()
	if trio.cluster == nil && trio.err == nil {
		if trio.cluster, trio.err = brokertest.StartCluster(context.Background(), 3, brokertest.Options{}); trio.err == nil {
			brokertest.AtExit(trio.cluster.Stop)
		}
	}
	if errors.Is(trio.err, brokertest.ErrUnavailable) {
		brokertest.Unavailable(t, trio.err)
	}
	must(t, trio.err)
	must(t, trio.cluster.Mend(t.Context())) // a test before may have failed
	return trio.cluster
}

// private returns a broker with options of its own.
func private(t *testing.T, o brokertest.Options) *brokertest.Broker {
	t.Helper()
	takeTurn(t, &turns.others)
	return brokertest.New(t, o)
}

// slowly returns the broker that tests do not break, for a test that takes long.
func slowly(t *testing.T) *brokertest.Broker {
	t.Helper()
	takeTurn(t, &turns.shared)
	return brokertest.For(t)
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// eventually polls until ok, and fails the test if that takes longer than d. It
// returns how long it took.
func eventually(t *testing.T, d time.Duration, what string, ok func() bool) time.Duration {
	t.Helper()
	late, stop := measureLag()
	defer stop()
	began := time.Now()
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	for !ok() {
		if time.Since(began) > late.stretch(d) {
			t.Fatalf("%s: not within %v", what, late.stretch(d))
		}
		<-tick.C
	}
	return time.Since(began)
}

// within fails the test if f has not returned after d. It returns how long it took.
func within(t *testing.T, d time.Duration, what string, f func()) time.Duration {
	t.Helper()
	late, stop := measureLag()
	defer stop()
	began := time.Now()
	done := make(chan struct{})
	go func() {
		defer close(done)
		f()
	}()
	select {
	case <-done:
	case <-time.After(d + patience):
		t.Fatalf("%s: not within %v", what, d)
	}
	took := time.Since(began)
	if took > late.stretch(d) {
		t.Fatalf("%s: took %v, want %v at most", what, took, late.stretch(d))
	}
	return took
}

// name is a topic nobody else has.
func name(t *testing.T) string { return fmt.Sprintf("%s-%d", t.Name(), time.Now().UnixNano()) }

type args = map[string]any

func method(name string) *oslo.Method { return &oslo.Method{Name: name} }

// id is the argument of the methods that count.
type id struct {
	ID string `json:"id"`
}

// runs counts how often each id was run or handled. Ids that are numbers cost a byte:
// see size.
type runs struct {
	mu    sync.Mutex
	names map[string]int
	pages map[int]*[pageSize]uint8 // of numbers
	all   atomic.Int64
}

const pageSize = 64 << 10

func (r *runs) add(id string) int {
	r.all.Add(1)
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.names == nil {
		r.names, r.pages = map[string]int{}, map[int]*[pageSize]uint8{}
	}
	n, err := strconv.Atoi(id)
	if err != nil {
		r.names[id]++
		return r.names[id]
	}
	page := r.pages[n/pageSize]
	if page == nil {
		page = new([pageSize]uint8)
		r.pages[n/pageSize] = page
	}
	page[n%pageSize]++
	return int(page[n%pageSize])
}

// size is how much memory the notes about numbers take, bytes: a long test must not
// measure its own notes.
func (r *runs) size() int64 {
	r.mu.Lock()
	defer r.mu.Unlock()
	return int64(len(r.pages)) * pageSize
}

// twice is how many ids came more than once.
func (r *runs) twice() (n int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, times := range r.names {
		if times > 1 {
			n++
		}
	}
	for _, page := range r.pages {
		for _, times := range page {
			if times > 1 {
				n++
			}
		}
	}
	return n
}

// each calls yield with the numbers that were run.
func (r *runs) each(yield func(string) bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for first, page := range r.pages {
		for i, times := range page {
			if times > 0 && !yield(strconv.Itoa(first*pageSize+i)) {
				return
			}
		}
	}
}

func (r *runs) of(id string) int {
	r.mu.Lock()
	defer r.mu.Unlock()
	if n, err := strconv.Atoi(id); err == nil && r.pages[n/pageSize] != nil {
		return int(r.pages[n/pageSize][n%pageSize])
	}
	return r.names[id]
}

// serve starts a server on tr whose method echo counts and returns its id.
func serve(t *testing.T, tr oslo.Transport, topic, host string, r *runs, more ...oslo.ServerOption) *oslo.Server {
	t.Helper()
	srv := oslo.NewServer(tr, oslo.Target{Topic: topic, Server: host}, append([]oslo.ServerOption{oslo.WithDrainTimeout(5 * time.Second)}, more...)...)
	dispatch.Register(srv, oslo.Endpoint{Name: "Test", Methods: map[string]oslo.Func{
		"echo": func(_ context.Context, in *oslo.Incoming) (any, error) {
			var a id
			if err := in.Decode(&a); err != nil {
				return nil, err
			}
			r.add(a.ID)
			return a.ID, nil
		},
		"wait": func(ctx context.Context, in *oslo.Incoming) (any, error) {
			var a id
			if err := in.Decode(&a); err != nil {
				return nil, err
			}
			r.add(a.ID)
			<-ctx.Done()
			return nil, ctx.Err()
		},
	}})
	must(t, srv.Start(t.Context()))
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), time.Second)
		defer cancel()
		_ = srv.Wait(ctx) // a method of the test may hang on purpose
	})
	return srv
}

// client calls topic; its calls have the timeout.
func client(tr oslo.Transport, topic string, timeout time.Duration, more ...oslo.ClientOption) *oslo.Client {
	return oslo.NewClient(tr, oslo.Target{Topic: topic}, append([]oslo.ClientOption{oslo.WithTimeout(timeout)}, more...)...)
}

var lastID atomic.Int64

// echo calls echo with a new id and checks that the answer is this call's.
func echo(t *testing.T, c *oslo.Client) error {
	sent := fmt.Sprintf("%d", lastID.Add(1))
	var got string
	if err := c.Call(context.Background(), method("echo"), args{"id": sent}, &got); err != nil {
		return err
	}
	if got != sent {
		t.Errorf("the reply to call %s is that of %s", sent, got)
	}
	return nil
}

// works fails the test unless calls work within d; it returns how long it took.
func works(t *testing.T, d time.Duration, c *oslo.Client) time.Duration {
	t.Helper()
	var last error
	late, stop := measureLag()
	defer stop()
	began := time.Now()
	for time.Since(began) < late.stretch(d) {
		if last = echo(t, c); last == nil {
			return time.Since(began)
		}
	}
	t.Fatalf("no call works within %v: %v", late.stretch(d), last)
	return 0
}

// rawChannel opens a channel of the library's own, to look and to break things.
func rawChannel(t *testing.T, b *brokertest.Broker) *amqp091.Channel {
	t.Helper()
	conn, err := amqp091.Dial(b.AMQPURL(""))
	must(t, err)
	t.Cleanup(func() { _ = conn.Close() })
	ch, err := conn.Channel()
	must(t, err)
	return ch
}

// profile is what all transports of a run begin with: see peers.Profile.
func profile() (c amqp.Config) {
	for name, value := range peers.Profile() {
		if err := c.Set(name, value); err != nil {
			panic(err)
		}
	}
	return c
}

// brisk are options that make a test short.
func brisk(change ...func(*amqp.Config)) amqp.Option {
	c := profile()
	c.Heartbeat = 2 * time.Second
	for _, f := range change {
		f(&c)
	}
	return amqp.WithConfig(c)
}

// openIn is open with an exchange of its own, whose durability is then its own too.
func openIn(t *testing.T, exchange, url string, opts ...amqp.Option) oslo.Transport {
	t.Helper()
	opts = append([]amqp.Option{amqp.WithConfig(profile())}, opts...)
	tr, err := oslo.Open(t.Context(), url, amqp.Driver(opts...), oslo.WithControlExchange(exchange))
	must(t, err)
	t.Cleanup(func() { _ = tr.Close() })
	return tr
}

// healthOf returns tr's health.
func healthOf(t *testing.T, tr oslo.Transport) amqp.Health {
	t.Helper()
	h, ok := amqp.HealthOf(tr)
	if !ok {
		t.Fatal("not a transport of this driver")
	}
	return h
}

var replyName = regexp.MustCompile(`reply_([0-9a-f]{32}|[^"]+:amqp\.test:[0-9]+)`) // random, or of the queue manager

// replyQueues lists the reply queues on b.
func replyQueues(t *testing.T, b *brokertest.Broker) []string {
	t.Helper()
	out, err := b.Eval(t.Context(), "[binary_to_list(element(4, N)) || N <- rabbit_amqqueue:list_names()]")
	must(t, err)
	return replyName.FindAllString(out, -1)
}

// lag measures how late this process gets the processor: on a busy machine a
// deadline can be kept no better.
type lag struct{ most atomic.Int64 }

// newLag begins to measure, until the test ends.
func newLag(t *testing.T) *lag {
	l, stop := measureLag()
	t.Cleanup(stop)
	return l
}

// measureLag begins to measure, until stop.
func measureLag() (l *lag, stop func()) {
	l = new(lag)
	end, done := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(done)
		const every = 2 * time.Millisecond
		tick := time.NewTicker(every)
		defer tick.Stop()
		for last := time.Now(); ; {
			select {
			case <-end:
				return
			case <-tick.C:
				now := time.Now()
				l.most.Store(max(l.most.Load(), int64(now.Sub(last)-every)))
				last = now
			}
		}
	}()
	return l, func() {
		close(end)
		<-done
	}
}

// worst is the longest that this process had to wait.
func (l *lag) worst() time.Duration { return time.Duration(l.most.Load()) }

// stretch returns what a limit is on a machine as busy as it has been. Several
// processes take turns in what has a limit, and each of them waits. The long forms
// measure times, and keep the limit itself.
func (l *lag) stretch(limit time.Duration) time.Duration {
	if chaos() {
		return limit
	}
	return limit + 20*l.worst()
}
