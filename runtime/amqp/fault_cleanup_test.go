package amqp_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	amqp091 "github.com/rabbitmq/amqp091-go"

	"github.com/oslogen/oslogen/internal/brokertest"
	oslo "github.com/oslogen/oslogen/runtime"
)

// The node of a server dies with thousands of other queues. The server declares its
// queue on another node at once, and the cluster takes its routes when it has cleaned up
// after all the others. They come back.
func TestRoutesTakenByCleaningUp(t *testing.T) {
	nodes := clusterOf(t)
	topic := name(t)
	exchange := topic + "-exchange"
	var r runs
	server := openIn(t, exchange, nodes.URL(""), brisk())
	serve(t, server, topic, "one", &r)
	node := nodeOf(t, nodes, healthOf(t, server).Listeners[0].Host)
	others := long(6000, 300)
	fill(t, node, exchange, topic+"-other", others)
	c := client(openIn(t, exchange, nodes.URL(""), brisk()), topic, 500*time.Millisecond)
	works(t, patience, c)

	must(t, node.Kill())
	left := nodes.Nodes[0]
	if left == node {
		left = nodes.Nodes[1]
	}
	eventually(t, patience, "the other queues are gone", func() bool {
		_ = echo(t, c)
		names, err := left.Eval(t.Context(), "[binary_to_list(element(4, N)) || N <- rabbit_amqqueue:list_names()]")
		must(t, err)
		return !strings.Contains(names, topic+"-other")
	})
	began, failed := time.Now(), time.Duration(0)
	for time.Since(began) < long(time.Minute, time.Second) {
		if err := echo(t, c); err != nil {
			failed = time.Since(began)
		}
	}
	works(t, patience, c)
	report(fmt.Sprintf("a node with %d queues dies", others), "calls work 20 s after its queues are gone, and go on to", failed.Round(time.Millisecond).String(), failed <= 20*time.Second)
	if failed > 20*time.Second {
		t.Errorf("a call failed %v after the queues were gone", failed)
	}
	must(t, node.Restart(t.Context()))
}

// Nodes with queues die one after the other, each soon after the one before is back. A
// queue that is declared again while the other two still clean up is not lost for good:
// calls work, and each server gets its share of them.
func TestQueuesTakenByCleaningUp(t *testing.T) {
	nodes := clusterOf(t)
	topic := name(t)
	exchange := topic + "-exchange"
	var r [3]runs
	var server oslo.Transport
	for i := range r {
		server = openIn(t, exchange, nodes.URL(""), brisk())
		serve(t, server, topic, fmt.Sprintf("host%d", i), &r[i])
	}
	tr := openIn(t, exchange, nodes.URL(""), brisk())
	c := client(tr, topic, 500*time.Millisecond)
	works(t, patience, c)
	kills := long(20, 1)
	var worst, share time.Duration
	for i := range kills {
		host := healthOf(t, server).Listeners[0].Host
		if i%2 == 0 {
			host = healthOf(t, tr).Reply.Host
		}
		node := nodeOf(t, nodes, host)
		fill(t, node, exchange, fmt.Sprintf("%s-other-%d", topic, i), 100)
		must(t, node.Kill())
		worst = max(worst, works(t, patience, c))
		var before [len(r)]int64
		for i := range r {
			before[i] = r[i].all.Load()
		}
		share = max(share, eventually(t, patience, "all servers have calls", func() bool {
			_ = echo(t, c)
			for i := range r {
				if r[i].all.Load() == before[i] {
					return false
				}
			}
			return true
		}))
		must(t, node.Restart(t.Context()))
	}
	ok := worst <= long(2*time.Second, patience) && share <= long(20*time.Second, patience)
	result := fmt.Sprintf("after %v, and all servers after %v", worst.Round(time.Millisecond), share.Round(time.Millisecond))
	report(fmt.Sprintf("%d times, a node with 100 queues dies", kills), "calls work after 2 s, and all servers have some 20 s later", result, ok)
	if !ok {
		t.Errorf("calls work %s", result)
	}
}

// fill declares and binds classic queues on a node.
func fill(t *testing.T, on *brokertest.Broker, exchange, prefix string, queues int) {
	t.Helper()
	const channels = 8
	conn, err := amqp091.Dial(on.AMQPURL(""))
	must(t, err)
	t.Cleanup(func() { _ = conn.Close() })
	var filling sync.WaitGroup
	for i := range channels {
		ch, err := conn.Channel()
		must(t, err)
		filling.Go(func() {
			for n := i; n < queues; n += channels {
				queue := fmt.Sprintf("%s-%d", prefix, n)
				_, err := ch.QueueDeclare(queue, false, false, false, false, nil)
				if err == nil {
					err = ch.QueueBind(queue, queue, exchange, false, nil)
				}
				if err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	filling.Wait()
}
