package amqp_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/oslogen/oslogen/internal/brokertest"
	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/notify"
)

// seeded returns the random numbers of a drill. OSLOGEN_CHAOS_SEED repeats them; the
// short form has a seed of its own.
func seeded(t *testing.T) *rand.Rand {
	t.Helper()
	seed := uint64(time.Now().UnixNano())
	if text := os.Getenv("OSLOGEN_CHAOS_SEED"); text != "" {
		seed, _ = strconv.ParseUint(text, 10, 64)
	} else if !chaos() {
		seed = 1
	}
	t.Logf("OSLOGEN_CHAOS_SEED=%d", seed)
	return rand.New(rand.NewPCG(seed, 0))
}

// sending is a way to send a message with an id, with so many retries.
type sending struct {
	kind string
	send func(ctx context.Context, retry int, id string) error
}

// sendings are all ways to send messages to a topic.
func sendings(tr oslo.Transport, topic string) []sending {
	c := client(tr, topic, 2*time.Second)
	return []sending{
		{"call", func(ctx context.Context, retry int, id string) error {
			return c.With(oslo.WithRetry(retry)).Call(ctx, method("echo"), args{"id": id}, nil)
		}},
		{"cast", func(ctx context.Context, retry int, id string) error {
			return c.With(oslo.WithRetry(retry)).Cast(ctx, method("echo"), args{"id": id})
		}},
		{"cast to one", func(ctx context.Context, retry int, id string) error {
			return c.With(oslo.WithRetry(retry)).On("one").Cast(ctx, method("echo"), args{"id": id})
		}},
		{"fanout", func(ctx context.Context, retry int, id string) error {
			return c.With(oslo.WithRetry(retry)).Fanout(ctx, method("echo"), args{"id": id})
		}},
		{"notification", func(ctx context.Context, retry int, id string) error {
			return notify.NewNotifier(tr, "test", notify.WithTopics(topic), notify.WithRetry(retry)).Info(ctx, "cut", args{"id": id})
		}},
	}
}

// cuts is a drill that cuts connections while messages are sent over them.
type cuts struct {
	*testing.T
	broker             *brokertest.Broker
	topic              string
	ran                runs
	repeated, doubtful atomic.Int64
}

// point sends one message over a connection that is up, and cuts it after a while.
func (c *cuts) point(i int, proxy *brokertest.Proxy, tr oslo.Transport, after time.Duration) {
	ways := sendings(tr, c.topic)
	way, retry, sent := ways[i%len(ways)], []int{0, -1}[i/len(ways)%2], fmt.Sprintf("cut-%d", i)
	works(c.T, patience, client(tr, c.topic, 2*time.Second))
	must(c.T, client(tr, c.topic, patience).Cast(c.Context(), method("echo"), args{"id": fmt.Sprintf("warm-%d", i)}))
	result := make(chan error, 1)
	go func() { // ends with the message's deadline
		ctx, cancel := context.WithTimeout(context.Background(), time.Second)
		defer cancel()
		result <- way.send(ctx, retry, sent)
	}()
	pause(after)
	proxy.Cut()
	err := <-result
	for oslo.NotSent(err) {
		if c.repeated.Add(1); errors.Is(err, oslo.ErrUnavailable) && c.ran.of(sent) > 0 {
			c.Errorf("point %d, %s with retry %d: %v, and it ran", i, way.kind, retry, err)
		}
		ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
		err = way.send(ctx, -1, sent)
		cancel()
	}
	if err != nil {
		c.doubtful.Add(1)
	}
}

// A connection is cut at a random moment between the encoding of a message and its
// confirm. A caller who repeats what was not sent, and only that, runs nothing twice.
func TestChaosCutsBetweenSendingAndConfirm(t *testing.T) {
	c := &cuts{T: t, broker: slowly(t), topic: name(t)}
	server := open(t, c.broker.URL(""), brisk())
	serve(t, server, c.topic, "one", &c.ran)
	listen(t, server, c.topic, &c.ran)
	points, random := long(500, 40), seeded(t)
	delays := make([]time.Duration, points)
	for i := range delays {
		delays[i] = time.Duration(random.Int64N(int64(4 * time.Millisecond)))
	}
	const lanes = 8 // at once, as connections that are cut rest before they are made again
	var working sync.WaitGroup
	for lane := range lanes {
		working.Go(func() { // ends with its points
			proxy := c.broker.Proxy(t)
			proxy.Delay(time.Millisecond) // so that there is a time in between
			tr := open(t, c.broker.URLAt(proxy.Address(), ""), brisk())
			for i := lane; i < points; i += lanes {
				c.point(i, proxy, tr, delays[i])
			}
		})
	}
	working.Wait()
	if n := c.ran.twice(); n > 0 {
		t.Errorf("%d ran twice", n)
	}
	report("cut between encoding and confirm; call, cast, fanout, notification; retry 0 and unlimited",
		"never ErrUnavailable for one that ran, 0 twice",
		fmt.Sprintf("%d points, %d repeated, %d in doubt", points, c.repeated.Load(), c.doubtful.Load()), !t.Failed())
	t.Logf("%d points, %d repeated, %d in doubt", points, c.repeated.Load(), c.doubtful.Load())
}
