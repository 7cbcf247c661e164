package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"sync/atomic"
	"time"

	oslo "github.com/oslogen/oslogen/runtime"
)

// probe answers the probes of Kubernetes.
type probe struct {
	tr    oslo.Transport
	ready atomic.Bool // the service has started and does not stop yet
}

// check returns nil if the answer to a probe is yes.
func (p *probe) check(path string) error {
	switch {
	case path == "/livez": // a lost connection repairs itself
		return nil
	case path != "/readyz":
		return errors.New("unknown probe")
	case !p.ready.Load():
		return errors.New("the service starts or stops")
	}
	return p.tr.Health()
}

// ServeHTTP implements http.Handler. It logs the reason of a failure and does not
// show it, because it may name hosts.
func (p *probe) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if err := p.check(r.URL.Path); err != nil {
		slog.WarnContext(r.Context(), "probe failed", "path", r.URL.Path, "error", err)
		http.Error(w, "no", http.StatusServiceUnavailable)
		return
	}
	fmt.Fprintln(w, "ok")
}

// listener is the first part of a service. It answers probes from the start to the
// end. It does nothing without an address.
func (p *probe) listener(address string) oslo.Hooks {
	if address == "" {
		return oslo.Hooks{}
	}
	server := &http.Server{Handler: p, ReadHeaderTimeout: 5 * time.Second}
	return oslo.Hooks{
		OnStart: func(ctx context.Context) error {
			l, err := new(net.ListenConfig).Listen(ctx, "tcp", address)
			if err == nil {
				go func() { _ = server.Serve(l) }() // ends with Close
			}
			return err
		},
		OnWait: func(context.Context) error { return server.Close() },
	}
}

// switcher is the last part of a service. The service is ready when all other
// parts have started, until they are told to stop.
func (p *probe) switcher() oslo.Hooks {
	set := func(ready bool) func(context.Context) error {
		return func(context.Context) error {
			p.ready.Store(ready)
			return nil
		}
	}
	return oslo.Hooks{OnStart: set(true), OnStop: set(false)}
}
