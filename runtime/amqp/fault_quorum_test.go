package amqp_test

import (
	"context"
	"errors"
	"strconv"
	"testing"
	"time"

	"github.com/oslogen/oslogen/internal/brokertest"
	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/amqp"
)

// quorum makes the queues of a transport those that question.go is about.
func quorum(c *amqp.Config) { c.QuorumQueue, c.TransientQuorumQueue = true, true }

// publishing are the broker's processes of channels that publish with confirms.
const publishing = "[P || P <- rabbit_channel:list_local(), [{confirm, true}, {consumer_count, 0}] == rabbit_channel:info(P, [confirm, consumer_count])]"

// A channel that waits for a dead leader is here one that is suspended.
func TestFaultChannelHangs(t *testing.T) {
	b := breakable(t)
	topic := name(t)
	tr := openIn(t, topic+"-exchange", b.URL(""), brisk(quorum))
	serve(t, openIn(t, topic+"-exchange", b.URL(""), brisk(quorum)), topic, "one", new(runs))
	c := client(tr, topic, patience)
	works(t, patience, c)

	if _, err := b.Eval(t.Context(), "[sys:suspend(P) || P <- "+publishing+"]"); err != nil {
		t.Fatal(err)
	}
	began, late := time.Now(), newLag(t)
	for err := echo(t, c); err != nil; err = echo(t, c) {
		if !errors.Is(err, oslo.ErrReplyLost) {
			t.Errorf("want lost, then an answer: %v", err)
		}
		if time.Since(began) > patience {
			t.Fatal("calls have not worked again")
		}
	}
	// Client and server each lose a connection. A reply that hung is sent again.
	if took := time.Since(began); took > late.stretch(5*time.Second) {
		t.Errorf("calls worked again after %v", took)
	}
	for _, topic := range []string{topic, "nobody-" + topic} {
		ctx, cancel := context.WithTimeout(t.Context(), patience)
		must(t, client(tr, topic, time.Second).Cast(ctx, method("echo"), args{"id": "1"}))
		cancel()
	}
}

// A quorum queue that refuses messages costs the sender its channel, in case that
// is why; not more than one at a time, and calls that wait on it are not lost.
func TestRefusingChannelIsReplaced(t *testing.T) {
	b := breakable(t)
	topic := name(t)
	tr := openIn(t, topic+"-exchange", b.URL(""), brisk(quorum))
	srv := serve(t, tr, topic, "one", new(runs))
	c := client(tr, topic, patience)
	works(t, patience, c)
	must(t, srv.Stop(t.Context()))
	full(t, b, "quorum-full", topic)
	channels := func() int {
		out, err := b.Eval(t.Context(), "length(rabbit_channel:list_local())")
		must(t, err)
		n, err := strconv.Atoi(out)
		must(t, err)
		return n
	}
	before := channels()
	var refused error
	eventually(t, patience, "a full queue refuses", func() bool { // a busy broker may not answer the last attempt in time
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		refused = c.Cast(ctx, method("echo"), args{"id": "1"})
		return errors.Is(refused, oslo.ErrRefused)
	})
	if !errors.Is(refused, context.DeadlineExceeded) {
		t.Errorf("a full queue: %v", refused)
	}
	if err := client(tr, topic, time.Second).Call(t.Context(), method("echo"), args{"id": "2"}, nil); !errors.Is(err, oslo.ErrTimeout) {
		t.Errorf("a call to a full queue: %v", err)
	}
	must(t, c.On("one").Cast(t.Context(), method("echo"), args{"id": "3"}))
	eventually(t, patience, "the replaced channels are closed", func() bool { return channels() <= before+1 })
}

// A classic queue that refuses messages refuses casts aloud, and drops calls without a
// word, because they are not confirmed.
func TestFullClassicQueue(t *testing.T) {
	b := breakable(t)
	topic := name(t)
	tr := openIn(t, topic+"-exchange", b.URL(""), brisk())
	srv := serve(t, tr, topic, "one", new(runs))
	c := client(tr, topic, time.Second)
	works(t, patience, c)
	must(t, srv.Stop(t.Context()))
	full(t, b, "classic-full", topic)
	eventually(t, patience, "a cast is refused", func() bool {
		return errors.Is(c.Cast(t.Context(), method("echo"), args{"id": "1"}), oslo.ErrRefused)
	})
	if err := echo(t, c); !errors.Is(err, oslo.ErrTimeout) || errors.Is(err, oslo.ErrUndeliverable) {
		t.Errorf("a call: %v, want ErrTimeout", err)
	}
}

// full makes b refuse all but one message for the queue.
func full(t *testing.T, b *brokertest.Broker, policy, queue string) {
	t.Helper()
	_, err := b.Ctl(t.Context(), "set_policy", policy, "^"+queue+"$", `{"max-length": 1, "overflow": "reject-publish"}`, "--apply-to", "queues")
	must(t, err)
	t.Cleanup(func() {
		if _, err := b.Ctl(context.Background(), "clear_policy", policy); err != nil {
			t.Error(err)
		}
	})
}
