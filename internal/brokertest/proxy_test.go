package brokertest_test

import (
	"bytes"
	"io"
	"net"
	"testing"
	"time"

	"github.com/oslogen/oslogen/internal/brokertest"
)

// echoServer answers everything with itself.
func echoServer(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	go func() { // ends with l
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			go func() { // ends with the test's connection
				defer conn.Close()
				io.Copy(conn, conn)
			}()
		}
	}()
	return l.Addr().String()
}

func TestProxy(t *testing.T) {
	p, err := brokertest.NewProxy(echoServer(t))
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	conn, err := net.Dial("tcp", p.Address())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()

	echo := func(text string, within time.Duration) error {
		if text != "" {
			if _, err := conn.Write([]byte(text)); err != nil {
				return err
			}
		}
		conn.SetReadDeadline(time.Now().Add(within))
		_, err := io.ReadFull(conn, make([]byte, max(1, len(text))))
		return err
	}
	if err := echo("hello", 5*time.Second); err != nil {
		t.Fatalf("good network: %v", err)
	}
	if p.Conns() != 1 {
		t.Errorf("%d connections, want 1", p.Conns())
	}

	for name, hold := range map[string]func(){"Blackhole": p.Blackhole, "Mute": p.Mute} {
		hold()
		if err := echo("x", 100*time.Millisecond); err == nil {
			t.Errorf("%s lets data through", name)
		}
		if err := p.Resume(); err != nil {
			t.Fatal(err)
		}
		if err := echo("", 5*time.Second); err != nil {
			t.Errorf("%s, then Resume: %v", name, err)
		}
	}

	p.Delay(50 * time.Millisecond)
	began := time.Now()
	if err := echo("x", 5*time.Second); err != nil || time.Since(began) < 100*time.Millisecond {
		t.Errorf("Delay: %v after %v, want 100 ms", err, time.Since(began))
	}
	p.Resume()
	p.Slow(10_000)
	began = time.Now()
	if err := echo(string(bytes.Repeat([]byte("x"), 2000)), 5*time.Second); err != nil || time.Since(began) < 150*time.Millisecond {
		t.Errorf("Slow: %v after %v, want 200 ms", err, time.Since(began))
	}
	p.Resume()

	p.Refuse()
	if c, err := net.Dial("tcp", p.Address()); err == nil {
		c.Close()
		t.Error("Refuse accepts")
	}
	if err := echo("x", 5*time.Second); err != nil {
		t.Errorf("Refuse ended a connection: %v", err)
	}
	p.Resume()
	p.Cut()
	if err := echo("x", 5*time.Second); err == nil {
		t.Error("Cut left the connection")
	}
	fresh, err := net.Dial("tcp", p.Address())
	if err != nil {
		t.Fatalf("after Cut and Resume: %v", err)
	}
	fresh.Close()
}
