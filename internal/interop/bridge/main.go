// Command bridge hosts RPC servers and notification listeners for the functional
// tests that oslo.messaging has for itself, so that their clients and notifiers
// talk to Go. functional.py runs it in place of the tests' own servers.
//
// It reads one command a line from standard input, JSON objects, and answers each
// with one line on standard output that repeats its "n", and has "error" if it
// failed:
//
//	server    id, url, topic, server, exchange, namespace, version
//	listener  id, url, topics, batch_size, batch_timeout (seconds)
//	state     id: the values that the server's methods have left, "ival" and "sval"
//	stop      id
//
// In between come lines with "id" and "event": a notification that a listener got,
// or the call of a server's method sync. The end of the input ends the program.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"sync"
	"time"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/amqp"
)

func main() {
	b := bridge{out: json.NewEncoder(os.Stdout), peers: map[string]*peer{}}
	for lines := bufio.NewScanner(os.Stdin); lines.Scan(); {
		var c command
		if err := json.Unmarshal(lines.Bytes(), &c); err != nil {
			fmt.Fprintln(os.Stderr, "bridge:", err)
			os.Exit(1)
		}
		answer, err := b.run(c)
		if err != nil {
			answer.Error = err.Error()
		}
		answer.N = c.N
		b.write(answer)
	}
}

type command struct {
	N            int      `json:"n"`
	Cmd          string   `json:"cmd"`
	ID           string   `json:"id"`
	URL          string   `json:"url"`
	Topic        string   `json:"topic"`
	Server       string   `json:"server"`
	Exchange     string   `json:"exchange"`
	Namespace    string   `json:"namespace"`
	Version      string   `json:"version"`
	Topics       []string `json:"topics"`
	BatchSize    int      `json:"batch_size"`
	BatchTimeout float64  `json:"batch_timeout"`
}

type answer struct {
	N     int    `json:"n"`
	Error string `json:"error,omitempty"`
	IVal  int    `json:"ival"`
	SVal  string `json:"sval"`
}

type event struct {
	ID    string `json:"id"`
	Event any    `json:"event"`
}

// bridge runs commands, one after the other.
type bridge struct {
	peers map[string]*peer

	mu  sync.Mutex // guards out
	out *json.Encoder
}

// peer is a running server or listener with its transport.
type peer struct {
	transport oslo.Transport
	life      interface {
		Start(context.Context) error
		Wait(context.Context) error
	}
	endpoint *endpoint // of a server
}

// stopTimeout bounds how long a peer is waited for.
const stopTimeout = 20 * time.Second

func (b *bridge) write(line any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	_ = b.out.Encode(line) // without a reader the input ends too
}

func (b *bridge) run(c command) (answer, error) {
	ctx := context.Background()
	switch c.Cmd {
	case "server", "listener":
		return answer{}, b.start(ctx, c)
	case "state":
		ival, sval := b.peers[c.ID].endpoint.state()
		return answer{IVal: ival, SVal: sval}, nil
	case "stop":
		p := b.peers[c.ID]
		delete(b.peers, c.ID)
		return answer{}, p.stop(ctx)
	}
	return answer{}, fmt.Errorf("no command %q", c.Cmd)
}

func (b *bridge) start(ctx context.Context, c command) error {
	tr, err := oslo.Open(ctx, c.URL, amqp.Driver())
	if err != nil {
		return err
	}
	p := &peer{transport: tr}
	notify := func(v any) { b.write(event{c.ID, v}) }
	if c.Cmd == "server" {
		p.endpoint = &endpoint{notify: notify}
		p.life = newServer(tr, c, p.endpoint)
	} else {
		p.life = newListener(tr, c, notify)
	}
	if err := p.life.Start(ctx); err != nil {
		_ = tr.Close()
		return err
	}
	b.peers[c.ID] = p
	return nil
}

func (p *peer) stop(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, stopTimeout)
	defer cancel()
	err := p.life.Wait(ctx)
	_ = p.transport.Close()
	return err
}
