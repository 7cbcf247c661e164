package interop

import (
	"io"
	"net"
	"sync"
	"testing"
)

// hop passes connections on to a broker.
type hop struct {
	address string // where it listens
	target  string
	tap     func() io.Writer // makes what gets all that a client sends; may be nil
	running sync.WaitGroup

	mu    sync.Mutex
	conns map[net.Conn]bool // from clients
}

// newHop listens at address until the test ends.
func newHop(t *testing.T, address, target string, tap func() io.Writer) *hop {
	t.Helper()
	l, err := net.Listen("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	h := &hop{address: l.Addr().String(), target: target, tap: tap, conns: map[net.Conn]bool{}}
	h.running.Go(func() { h.accept(l) }) // ends when l is closed
	t.Cleanup(func() {
		l.Close()
		h.cut()
		h.running.Wait()
	})
	return h
}

func (h *hop) accept(l net.Listener) {
	for {
		client, err := l.Accept()
		if err != nil {
			return
		}
		h.mu.Lock()
		h.conns[client] = true
		h.mu.Unlock()
		h.running.Go(func() { h.pass(client) }) // ends when either side hangs up
	}
}

// cut ends all connections.
func (h *hop) cut() {
	h.mu.Lock()
	defer h.mu.Unlock()
	for client := range h.conns {
		client.Close()
	}
	clear(h.conns)
}

// pass connects client with the broker until either hangs up.
func (h *hop) pass(client net.Conn) {
	defer client.Close()
	broker, err := net.Dial("tcp", h.target)
	if err != nil {
		return
	}
	var up io.Writer = broker
	if h.tap != nil {
		up = io.MultiWriter(h.tap(), broker)
	}
	var down sync.WaitGroup
	down.Go(func() { // ends when either side hangs up
		_, _ = io.Copy(client, broker)
		client.Close()
	})
	_, _ = io.Copy(up, client)
	broker.Close()
	down.Wait()
}
