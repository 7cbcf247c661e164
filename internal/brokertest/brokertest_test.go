package brokertest_test

import (
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"os"
	"strings"
	"testing"
	"time"

	amqp091 "github.com/rabbitmq/amqp091-go"
	"go.uber.org/goleak"

	"github.com/oslogen/oslogen/internal/brokertest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(brokertest.Wrap(m)) }

// TestLife takes one broker through everything that is done to a broker.
func TestLife(t *testing.T) {
	ctx := t.Context()
	b := brokertest.New(t, brokertest.Options{TLS: &brokertest.TLS{RequireClient: true}})

	conn := dial(t, b.AMQPURL(""))
	if err := b.CloseAllConnections(ctx, "test"); err != nil {
		t.Fatal(err)
	}
	closed := conn.NotifyClose(make(chan *amqp091.Error, 1))
	if err := <-closed; err != nil && err.Code != amqp091.ConnectionForced {
		t.Errorf("connection closed with %v, want 320", err)
	}

	conn = dial(t, b.AMQPURL(""))
	blocked := conn.NotifyBlocked(make(chan amqp091.Blocking, 2))
	publish(t, conn) // only publishers are blocked
	if err := b.MemoryAlarm(ctx, true); err != nil {
		t.Fatal(err)
	}
	publish(t, conn)
	if !(<-blocked).Active {
		t.Error("unblocked by a memory alarm")
	}
	if err := b.MemoryAlarm(ctx, false); err != nil {
		t.Fatal(err)
	}
	if (<-blocked).Active {
		t.Error("blocked without a memory alarm")
	}

	vhost := b.NewVhost(t)
	dial(t, b.AMQPURL(vhost)).Close()
	greetTLS(t, b)

	pid := b.Pid()
	if err := b.Freeze(); err != nil {
		t.Fatal(err)
	}
	if err := brokertest.Greet(ctx, b.Address()); err == nil {
		t.Error("a frozen broker greets")
	}
	if err := b.Thaw(); err != nil {
		t.Fatal(err)
	}
	if err := brokertest.Greet(ctx, b.Address()); err != nil {
		t.Errorf("after Thaw: %v", err)
	}

	if err := b.Kill(); err != nil {
		t.Fatal(err)
	}
	if !gone(pid) || b.Pid() != 0 {
		t.Errorf("process %d is there after Kill", pid)
	}
	if err := b.Kill(); err == nil {
		t.Error("a dead broker can be killed")
	}
	if err := b.Restart(ctx); err != nil {
		t.Fatal(err)
	}
	dial(t, b.AMQPURL(vhost)).Close() // the data survived, on the same port

	pid = b.Pid()
	if err := b.Terminate(ctx); err != nil {
		t.Fatal(err)
	}
	if !gone(pid) {
		t.Errorf("process %d is there after Terminate", pid)
	}
}

func TestFor(t *testing.T) {
	b := brokertest.For(t)
	dial(t, b.AMQPURL("")).Close()
	if b.Shared() {
		if err := b.Kill(); !errors.Is(err, brokertest.ErrShared) {
			t.Errorf("Kill on a shared broker: %v", err)
		}
	}
}

func TestCluster(t *testing.T) {
	if testing.Short() {
		t.Skip("half a minute")
	}
	c := brokertest.NewCluster(t, 3, brokertest.Options{})
	if got := strings.Count(c.URL("x"), "guest:guest@127.0.0.1:"); got != 3 {
		t.Errorf("URL %s", c.URL("x"))
	}
	if err := c.Nodes[0].Kill(); err != nil {
		t.Fatal(err)
	}
	dial(t, c.Nodes[1].AMQPURL("")).Close()
	if err := c.Nodes[0].Restart(t.Context()); err != nil {
		t.Fatal(err)
	}
	dial(t, c.Nodes[0].AMQPURL("")).Close()
}

func dial(t *testing.T, url string) *amqp091.Connection {
	t.Helper()
	conn, err := amqp091.Dial(url)
	if err != nil {
		t.Fatalf("dial %s: %v", url, err)
	}
	t.Cleanup(func() { conn.Close() })
	return conn
}

func publish(t *testing.T, conn *amqp091.Connection) {
	t.Helper()
	ch, err := conn.Channel()
	if err != nil {
		t.Fatal(err)
	}
	if err := ch.PublishWithContext(t.Context(), "", "nowhere", false, false, amqp091.Publishing{}); err != nil {
		t.Fatal(err)
	}
}

func greetTLS(t *testing.T, b *brokertest.Broker) {
	t.Helper()
	certFile, keyFile, err := b.CA.Issue("client")
	if err != nil {
		t.Fatal(err)
	}
	cert, err := tls.LoadX509KeyPair(certFile, keyFile)
	if err != nil {
		t.Fatal(err)
	}
	conf := &tls.Config{RootCAs: b.CA.Pool(), Certificates: []tls.Certificate{cert}}
	conn, err := tls.Dial("tcp", net.JoinHostPort("localhost", fmt.Sprint(b.TLSPort)), conf)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	conn.SetDeadline(time.Now().Add(5 * time.Second))
	if _, err := conn.Write([]byte("AMQP\x00\x00\x09\x01")); err != nil {
		t.Fatal(err)
	}
	if n, err := conn.Read(make([]byte, 1)); n != 1 {
		t.Errorf("greeting over TLS: %v", err)
	}
}

func gone(pid int) bool {
	_, err := os.Stat(fmt.Sprintf("/proc/%d", pid))
	return errors.Is(err, os.ErrNotExist)
}
