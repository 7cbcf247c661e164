// Package fakebroker is an AMQP 0-9-1 broker in memory, for tests of the driver's
// state machines: connections are pipes, so a test can run in a synctest bubble. It
// knows the methods that the driver uses, keeps no message over a restart and checks
// no permission. A test takes a method over with [Broker.Intercept] to answer it in
// another way, or not at all.
package fakebroker

import (
	"context"
	"errors"
	"net"
	"sync"
	"testing"

	"github.com/oslogen/oslogen/runtime/amqp/internal/frame"
)

// Broker is the broker. Its methods may be called concurrently.
type Broker struct {
	// ChannelMax is how many channels a connection may have. Defaults to 2047.
	ChannelMax uint16
	// Mute makes the broker accept new connections and say nothing on them.
	Mute bool
	// Intercept, if it is set, is called with each method that a client sends after
	// its login. When it returns true the broker does nothing about the method. It
	// runs on the goroutine that reads the connection.
	Intercept func(*Method) bool

	// Login, if it is set, is Intercept for the method that has the client's
	// credentials, which are right otherwise.
	Login func(*Method) bool

	mu        sync.Mutex
	exchanges map[string][]binding
	queues    map[string]*queue
	conns     map[*Conn]struct{}
	refusal   error
	logins    int
	running   sync.WaitGroup
}

// binding leads an exchange's messages of a key to a queue. A fanout exchange has no
// keys. Bindings with different arguments stand side by side.
type binding struct{ key, queue, args string }

// New makes a broker without exchanges and queues. It ends with the test.
func New(tb testing.TB) *Broker {
	tb.Helper()
	b := &Broker{
		ChannelMax: 2047,
		exchanges:  map[string][]binding{}, queues: map[string]*queue{}, conns: map[*Conn]struct{}{},
	}
	tb.Cleanup(func() {
		b.Refuse()
		b.Cut(nil)
		b.running.Wait()
	})
	return b
}

// ErrRefused is what Dial returns after Refuse.
var ErrRefused = errors.New("connection refused")

// Dial opens a connection. It ignores the address.
func (b *Broker) Dial(ctx context.Context, _ string) (net.Conn, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.refusal != nil {
		return nil, b.refusal
	}
	ours, theirs := net.Pipe()
	c := &Conn{broker: b, pipe: ours, channels: map[uint16]*channel{}}
	c.wake.L = &c.mu
	b.conns[c] = struct{}{}
	b.running.Go(c.read)  // ends when either side closes the connection
	b.running.Go(c.flush) // the same
	return theirs, nil
}

// Refuse refuses all connections until Accept. Open connections stay.
func (b *Broker) Refuse() { b.setRefusal(ErrRefused) }

// Accept ends Refuse.
func (b *Broker) Accept() { b.setRefusal(nil) }

func (b *Broker) setRefusal(err error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.refusal = err
}

// Cut closes the connections that match accepts, without a word. A nil match
// accepts all.
func (b *Broker) Cut(match func(*Conn) bool) {
	b.mu.Lock()
	var cut []*Conn
	for c := range b.conns {
		if match == nil || match(c) {
			cut = append(cut, c)
		}
	}
	b.mu.Unlock()
	for _, c := range cut {
		c.close()
	}
}

// Block tells every client that the broker takes no messages, as an alarm does. It
// takes them all the same.
func (b *Broker) Block(reason string) { b.tell(connectionBlocked, frame.AppendShort(nil, reason)) }

// Unblock ends Block.
func (b *Broker) Unblock() { b.tell(connectionUnblocked, nil) }

func (b *Broker) tell(method uint32, args []byte) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for c := range b.conns {
		c.send(0, method, args)
	}
}

// Logins is how many connections were ever logged in.
func (b *Broker) Logins() int {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.logins
}

// Conns is how many connections are open.
func (b *Broker) Conns() int {
	b.mu.Lock()
	defer b.mu.Unlock()
	return len(b.conns)
}
