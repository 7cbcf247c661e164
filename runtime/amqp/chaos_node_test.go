package amqp_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/oslogen/oslogen/internal/brokertest"
	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/amqp"
)

// TestChaosNodeKilled kills the node of three that callers are connected to, again
// and again, under 16 concurrent callers.
func TestChaosNodeKilled(t *testing.T) {
	takeTurn(t, &turns.others)
	kills := long(20, 1)
	for _, kind := range []string{"classic queues", "quorum queues"} {
		t.Run(kind, func(t *testing.T) { killNodes(t, kind, kills) })
	}
}

func killNodes(t *testing.T, kind string, kills int) {
	quorum := kind == "quorum queues"
	const callers, timeout = 16, 500 * time.Millisecond
	nodes := clusterOf(t)
	topic := name(t)
	options := brisk(func(c *amqp.Config) {
		c.QuorumQueue, c.TransientQuorumQueue = quorum, quorum
	})
	var r runs
	serve(t, openIn(t, topic+"-exchange", nodes.URL(""), options), topic, "one", &r)
	tr := openIn(t, topic+"-exchange", nodes.URL(""), options)
	works(t, patience, client(tr, topic, timeout))

	late := newLag(t)
	answers := make([]lastAnswer, callers)
	stop := make(chan struct{})
	var calling sync.WaitGroup
	for i := range callers {
		c := client(tr, topic, timeout)
		calling.Go(func() { answers[i].callUntil(t, stop, c, timeout, late) })
	}
	defer calling.Wait()
	defer close(stop)
	defer func() {
		if t.Failed() {
			views, err := nodes.Views(context.Background())
			t.Logf("%+v\neach node sees %s (%v)", healthOf(t, tr), views, err)
			for i := range answers {
				t.Logf("caller %d: %v", i, answers[i].failure())
			}
		}
	}()
	var next []time.Duration
	for range kills {
		node := nodeOf(t, nodes, healthOf(t, tr).Reply.Host)
		must(t, node.Kill())
		killed := time.Now()
		for i := range answers {
			eventually(t, patience, "every caller has an answer", func() bool { return answers[i].after(killed) > 0 })
			next = append(next, answers[i].after(killed))
		}
		must(t, node.Restart(t.Context()))
		must(t, nodes.Settle(t.Context()))
		works(t, patience, client(tr, topic, timeout))
	}
	slices.Sort(next)
	p99, most := next[len(next)*99/100], next[len(next)-1]
	bar, limit := "next success p99 <= 1 s, max <= 2 s", time.Second
	if quorum {
		bar, limit = "next success p99 <= 2 s", 2*time.Second
	}
	result := fmt.Sprintf("p50 %v, p99 %v, max %v; %d requests run twice", next[len(next)/2].Round(time.Millisecond), p99.Round(time.Millisecond), most.Round(time.Millisecond), r.twice())
	t.Log(result)
	inTime := !chaos() || p99 <= limit && (quorum || most <= 2*time.Second) // a few kills don't make a percentile
	ok := inTime && r.twice() == 0
	report(fmt.Sprintf("kill -9 of the connected node of three, %d times, 16 callers, %s", kills, kind), bar, result, ok)
	if !ok {
		t.Errorf("want %s", bar)
	}
}

// lastAnswer remembers the answers of one caller, by when their calls began.
type lastAnswer struct {
	mu    sync.Mutex
	calls []span // successful ones; the last few
	err   error  // of the last call
}

type span struct{ began, ended time.Time }

// after is how long after a moment the first answer came to a call that ended
// later; 0 if none has.
func (l *lastAnswer) after(moment time.Time) time.Duration {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, s := range l.calls {
		if s.began.After(moment) {
			return s.ended.Sub(moment)
		}
	}
	return 0
}

// note takes the outcome of a call.
func (l *lastAnswer) note(call span, err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.err = err; err != nil {
		return
	}
	if l.calls = append(l.calls, call); len(l.calls) > 4000 {
		l.calls = slices.Delete(l.calls, 0, 2000)
	}
}

// failure is the error of the last call, or nil.
func (l *lastAnswer) failure() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.err
}

func (l *lastAnswer) callUntil(t *testing.T, stop <-chan struct{}, c *oslo.Client, timeout time.Duration, late *lag) {
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	for {
		select {
		case <-stop:
			return
		case <-tick.C:
		}
		began := time.Now()
		err := echo(t, c)
		ended := time.Now()
		if over := ended.Sub(began) - timeout; over > slack+late.worst() {
			t.Errorf("a call ended %v after its deadline: %v", over, err)
		}
		l.note(span{began, ended}, err)
		if err != nil && strings.HasPrefix(classOf(err), "UNCLASSIFIED") {
			t.Error(err)
		}
	}
}

func nodeOf(t *testing.T, c *brokertest.Cluster, address string) *brokertest.Broker {
	t.Helper()
	for _, b := range c.Nodes {
		if b.Address() == address {
			return b
		}
	}
	t.Fatalf("no node at %q", address)
	return nil
}
