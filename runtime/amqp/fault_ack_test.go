package amqp_test

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"time"

	amqp091 "github.com/rabbitmq/amqp091-go"

	"github.com/oslogen/oslogen/internal/brokertest"
	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/notify"
)

// Acknowledgements are lost with their connection, over and over: RPC runs at most
// once, on whichever server; acknowledged notifications are handled at least once.
func TestFault11LostAcks(t *testing.T) {
	b := slowly(t)
	proxy := b.Proxy(t)
	topic := name(t)
	var served, events runs
	for i := range 2 { // through the proxy
		tr := open(t, b.URLAt(proxy.Address(), ""), brisk())
		serve(t, tr, topic, fmt.Sprintf("host%d", i), &served)
		listen(t, tr, topic, &events)
	}
	tr := open(t, b.URL(""), brisk())
	n := notify.NewNotifier(tr, "test", notify.WithTopics(topic))
	stop := make(chan struct{})
	var sending sync.WaitGroup
	var mu sync.Mutex
	var acknowledged []string
	for range 4 {
		c := client(tr, topic, 100*time.Millisecond)
		sending.Go(func() {
			for {
				select {
				case <-stop:
					return
				default:
				}
				_ = echo(t, c)
				_ = c.Cast(context.Background(), method("echo"), args{"id": fmt.Sprint(lastID.Add(1))})
				sent := fmt.Sprint(lastID.Add(1))
				if n.Info(context.Background(), "test", id{sent}) == nil {
					mu.Lock()
					acknowledged = append(acknowledged, sent)
					mu.Unlock()
				}
			}
		})
	}
	for range long(20, 8) {
		was := events.all.Load()
		eventually(t, patience, "messages flow", func() bool { return events.all.Load() > was+20 })
		proxy.Mute() // acknowledgements arrive, what follows does not
		pause(10 * time.Millisecond)
		proxy.Cut()
		must(t, proxy.Resume())
	}
	close(stop)
	sending.Wait()
	eventually(t, patience, "every acknowledged notification is handled", func() bool {
		for _, id := range acknowledged {
			if events.of(id) == 0 {
				return false
			}
		}
		return true
	})
	result := fmt.Sprintf("%d requests run, %d twice; %d notifications acknowledged, 0 lost, %d handled twice", served.all.Load(), served.twice(), len(acknowledged), events.twice())
	t.Log(result)
	report("20 connections cut under two servers and two listeners", "no RPC run twice, no notification lost", result, served.twice() == 0)
	if served.twice() > 0 {
		t.Errorf("%d requests ran twice", served.twice())
	}
}

// A queue that is full refuses (basic.nack): a notification is tried again as often
// as asked, apart, and then the error says refused.
func TestNacks(t *testing.T) {
	b := brokertest.For(t)
	topic := name(t)
	ch := rawChannel(t, b)
	tr := open(t, b.URL(""), brisk())
	to := topic + "-full"
	must(t, ch.ExchangeDeclare("openstack", "topic", false, false, false, false, nil))
	_, err := ch.QueueDeclare(to, false, false, false, false, amqp091.Table{"x-max-length": int32(0), "x-overflow": "reject-publish"})
	must(t, err)
	must(t, ch.QueueBind(to, topic+".info", "openstack", false, nil))
	n := notify.NewNotifier(tr, "test", notify.WithTopics(topic), notify.WithRetry(3))
	err = n.Info(t.Context(), "test", id{"x"})
	if class := classOf(err); class != oslo.ErrRefused.Error() {
		t.Errorf("a full queue: %v, want ErrRefused", err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
	defer cancel()
	began := time.Now()
	err = notify.NewNotifier(tr, "test", notify.WithTopics(topic)).Info(ctx, "test", id{"x"})
	if took := time.Since(began); err == nil || took > 300*time.Millisecond+5*slack {
		t.Errorf("a full queue, retried without limit: %v after %v, want the ctx's end", err, took)
	}
}
