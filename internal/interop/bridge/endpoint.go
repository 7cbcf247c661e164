package main

import (
	"context"
	"sync"
	"time"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/dispatch"
)

// endpoint has the methods of all the endpoints in the tests.
type endpoint struct {
	notify func(any)

	mu   sync.Mutex
	ival int
	sval string
}

func newServer(tr oslo.Transport, c command, e *endpoint) *oslo.Server {
	srv := oslo.NewServer(tr, oslo.Target{Exchange: c.Exchange, Topic: c.Topic, Server: c.Server})
	dispatch.Register(srv, oslo.Endpoint{Name: "endpoint", Namespace: c.Namespace, Version: c.Version, Methods: map[string]oslo.Func{
		"add":               method(e.add),
		"subtract":          method(e.subtract),
		"append":            method(e.append),
		"long_running_task": method(e.sleep),
		"delay":             method(e.sleep),
		"test":              method(echo),
	}})
	dispatch.Register(srv, oslo.Endpoint{Name: "control", Methods: map[string]oslo.Func{
		"ping": method(func(struct{}) (any, error) { return nil, nil }),
		"sync": method(e.sync),
	}})
	return srv
}

// method makes a method of a function that takes its arguments as A.
func method[A any](f func(A) (any, error)) oslo.Func {
	return func(_ context.Context, in *oslo.Incoming) (any, error) {
		var args A
		if err := in.Decode(&args); err != nil {
			return nil, err
		}
		return f(args)
	}
}

func (e *endpoint) state() (int, string) {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.ival, e.sval
}

type increment struct {
	Increment int `json:"increment"`
}

func (e *endpoint) add(args increment) (any, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.ival += args.Increment
	return e.ival, nil
}

func (e *endpoint) subtract(args increment) (any, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.ival < args.Increment {
		const message = "ival can't go negative!"
		return nil, &oslo.RemoteError{Module: "builtins", Class: "ValueError", Message: message, Args: []any{message}}
	}
	e.ival -= args.Increment
	return e.ival, nil
}

func (e *endpoint) append(args struct {
	Text string `json:"text"`
},
) (any, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.sval += args.Text
	return e.sval, nil
}

func (e *endpoint) sleep(args struct {
	Seconds float64 `json:"seconds"`
},
) (any, error) {
	time.Sleep(time.Duration(args.Seconds * float64(time.Second)))
	return int(args.Seconds), nil
}

func (e *endpoint) sync(struct{}) (any, error) {
	e.notify("sync")
	return nil, nil
}

func echo(args struct {
	Echo string `json:"echo"`
},
) (any, error) {
	return args.Echo, nil
}
