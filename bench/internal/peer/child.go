package peer

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"runtime/pprof"
	"sync"
	"sync/atomic"

	"github.com/oslogen/oslogen/bench/api"
	"github.com/oslogen/oslogen/bench/floor"
	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/amqp"
	"github.com/oslogen/oslogen/runtime/dispatch"
)

// Main is the whole program if this process was started to be a peer. It does not
// return then. Call it first.
func Main() {
	text := os.Getenv(roleEnv)
	if text == "" {
		return
	}
	if err := child(text); err != nil {
		_ = json.NewEncoder(os.Stdout).Encode(Result{Error: err.Error()}) // the reader may have gone
		os.Exit(1)
	}
	os.Exit(0)
}

func child(text string) error {
	var s Spec
	if err := json.Unmarshal([]byte(text), &s); err != nil {
		return err
	}
	if s.Trace {
		runtime.MemProfileRate = 1
	}
	if s.Role == Server {
		return serve(s)
	}
	c := &client{spec: s}
	return answer(c.do)
}

// answer answers commands until there are no more.
func answer(do func(command, *json.Encoder) (Result, error)) error {
	out := json.NewEncoder(os.Stdout)
	if err := out.Encode(Result{}); err != nil { // ready
		return err
	}
	for in := json.NewDecoder(bufio.NewReader(os.Stdin)); ; {
		var c command
		if err := in.Decode(&c); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
		r, err := do(c, out)
		if err != nil {
			r.Error = err.Error()
		}
		if err := out.Encode(r); err != nil {
			return err
		}
	}
}

// common runs a command that both roles have.
func common(c command) (Result, error) {
	switch c.Do {
	case doStats:
		return Result{Mallocs: mallocs()}, nil
	case doProfile:
		return Result{}, profile(c.Path)
	case doAllocs:
		return Result{Allocs: allocs()}, nil
	}
	return Result{}, fmt.Errorf("unknown command %q", c.Do)
}

func profile(path string) error {
	if path == "" {
		pprof.StopCPUProfile()
		return nil
	}
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	return pprof.StartCPUProfile(f)
}

// client keeps one connected client a topic.
type client struct {
	spec      Spec
	transport oslo.Transport
	clients   map[string]api.Bench
}

func (c *client) do(cmd command, out *json.Encoder) (Result, error) {
	if cmd.Do != doRun && cmd.Do != doFlood {
		return common(cmd)
	}
	to, err := c.to(cmd.Load)
	if err != nil {
		return Result{}, err
	}
	if cmd.Do == doRun {
		return run(to, cmd.Load)
	}
	f, err := flood(to, cmd.Load, func() { _ = out.Encode(Result{}) })
	return Result{Flood: f}, err
}

// to returns the client for a load.
func (c *client) to(l Load) (api.Bench, error) {
	if b, ok := c.clients[l.Topic]; ok && c.spec.Kind == Floor {
		return b, nil
	}
	if c.spec.Kind == Floor {
		b, err := floor.NewClient(c.spec.AMQPURL, l.Topic)
		if err == nil {
			c.clients = map[string]api.Bench{l.Topic: b}
		}
		return b, err
	}
	if c.transport == nil {
		tr, err := oslo.Open(context.Background(), c.spec.URL, amqp.Driver())
		if err != nil {
			return nil, err
		}
		c.transport = tr
	}
	opts := []oslo.ClientOption{oslo.WithTarget(func(t *oslo.Target) { t.Topic = l.Topic })}
	if l.Unconfirmed {
		opts = append(opts, oslo.WithoutConfirm())
	}
	bench := api.NewBenchClient(c.transport, opts...)
	if l.Args == "" {
		return bench, nil
	}
	return argsClient{bench, api.NewArgsClient(c.transport, opts...), l.Args == VersionedArgs}, nil
}

// service is the implementation of both Go servers.
type service struct {
	served atomic.Int64
	gate   sync.RWMutex // held for writing while it is shut
}

func (s *service) Echo(_ context.Context, data string) (string, error) {
	s.gate.RLock()
	defer s.gate.RUnlock()
	s.served.Add(1)
	return data, nil
}

func (s *service) Tell(context.Context, string) error {
	s.served.Add(1)
	return nil
}

// serve is a server until the end of the input.
func serve(spec Spec) error {
	s := &service{}
	if spec.Kind == Floor {
		srv, err := floor.Serve(spec.AMQPURL, spec.Topic, s)
		if err != nil {
			return err
		}
		return errors.Join(answer(s.do), srv.Close())
	}
	ctx := context.Background()
	tr, err := oslo.Open(ctx, spec.URL, amqp.Driver())
	if err != nil {
		return err
	}
	srv := oslo.NewServer(tr, oslo.Target{Topic: spec.Topic, Server: "bench"}, oslo.WithHandler(dispatch.New(dispatch.AnyTopic())))
	api.RegisterBench(srv, s)
	api.RegisterArgs(srv, s)
	if err := srv.Start(ctx); err != nil {
		return err
	}
	return errors.Join(answer(s.do), tr.Close())
}

func (s *service) do(c command, _ *json.Encoder) (Result, error) {
	switch c.Do {
	case doGate:
		if c.Shut {
			s.gate.Lock()
		} else {
			s.gate.Unlock()
		}
		return Result{}, nil
	case doStats:
		return Result{Calls: int(s.served.Load()), Mallocs: mallocs()}, nil
	}
	return common(c)
}
