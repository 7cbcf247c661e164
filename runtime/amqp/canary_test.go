package amqp_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/oslogen/oslogen/internal/brokertest"
	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/amqp"
	"github.com/oslogen/oslogen/runtime/dispatch"
	"github.com/oslogen/oslogen/runtime/notify"
)

const (
	canaryToken    = "canary-token-7f3a"
	canaryPassword = "canary-password-91cc"
)

// book is what was logged, at every level, and every error.
type book struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (b *book) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.text.Write(p)
}

// String is all of it.
func (b *book) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.text.String()
}

// note writes every form of an error.
func (b *book) note(err error) {
	for ; err != nil; err = errors.Unwrap(err) {
		_, _ = fmt.Fprintf(b, "%v\n%+v\n%#v\n", err, err, err)
	}
}

// A token in the request's context and arguments and a password in the URL are in
// no log, error or panic, whatever goes wrong.
func TestSecretsCanary(t *testing.T) {
	b := brokertest.For(t)
	var seen book
	logger := slog.New(slog.NewJSONHandler(&seen, &slog.HandlerOptions{Level: slog.LevelDebug - 4, AddSource: true}))
	openLogged := func(url string, opts ...amqp.Option) oslo.Transport {
		tr, err := oslo.Open(t.Context(), url, amqp.Driver(append([]amqp.Option{brisk()}, opts...)...), oslo.WithLogger(logger))
		seen.note(err)
		if err != nil {
			return nil
		}
		t.Cleanup(func() { _ = tr.Close() })
		return tr
	}
	rc, err := oslo.NewRequestContext(map[string]any{"auth_token": canaryToken, "user": "me"})
	must(t, err)
	ctx := oslo.WithRequestContext(t.Context(), rc)
	secret := args{"password": canaryToken}

	proxy := b.Proxy(t)
	tr := openLogged(b.URLAt(proxy.Address(), ""))
	topic := name(t)
	srv := oslo.NewServer(tr, oslo.Target{Topic: topic, Server: "one"}, oslo.WithDrainTimeout(time.Second))
	dispatch.Register(srv, oslo.Endpoint{Name: "Test", Methods: map[string]oslo.Func{
		"ok":    func(context.Context, *oslo.Incoming) (any, error) { return canaryToken, nil },
		"fail":  func(context.Context, *oslo.Incoming) (any, error) { return nil, errors.New("failed") },
		"panic": func(context.Context, *oslo.Incoming) (any, error) { panic(canaryToken) },
		"bad":   func(context.Context, *oslo.Incoming) (any, error) { return func() {}, nil },
		"decode": func(_ context.Context, in *oslo.Incoming) (any, error) {
			var a struct{ Password int }
			return nil, in.Decode(&a)
		},
	}})
	must(t, srv.Start(t.Context()))
	t.Cleanup(func() { _ = srv.Wait(context.Background()) })
	ways := func(tr oslo.Transport) {
		c := client(tr, topic, 300*time.Millisecond)
		for _, m := range []string{"ok", "fail", "panic", "bad", "decode", "nosuch"} {
			seen.note(c.Call(ctx, method(m), secret, nil))
			seen.note(c.Cast(ctx, method(m), secret))
		}
		seen.note(c.Call(ctx, method("ok"), args{"password": canaryToken, "f": func() {}}, nil))
		seen.note(client(tr, "nobody", 300*time.Millisecond, oslo.WithMandatory()).Call(ctx, method("x"), secret, nil))
		seen.note(notify.NewNotifier(tr, "test").With(notify.WithRetry(0)).Info(ctx, "test", secret))
	}
	ways(tr)
	proxy.Cut()
	ways(tr)
	proxy.Refuse()
	ways(tr)

	wrong := strings.Replace(b.URL(""), "guest:guest", "guest:"+canaryPassword, 1)
	if denied := openLogged(wrong); denied != nil {
		c := client(denied, topic, 6*time.Second)
		err := c.Call(ctx, method("ok"), secret, nil)
		seen.note(err)
		if !errors.Is(err, oslo.ErrUnavailable) {
			t.Errorf("wrong password: %v, want ErrUnavailable", err)
		}
		seen.note(fmt.Errorf("%v %#v", denied, healthOf(t, denied)))
	}
	for _, broken := range []string{wrong + "?nosuch=1", wrong + "%zz", strings.Replace(wrong, ":", "::", 2), wrong + "?heartbeat_timeout_threshold=x"} {
		openLogged(broken)
	}
	must(t, proxy.Resume())
	eventually(t, patience, "calls again", func() bool { return client(tr, topic, time.Second).Call(ctx, method("ok"), nil, nil) == nil })

	seen.mu.Lock()
	defer seen.mu.Unlock()
	leaks := 0
	for line := range strings.Lines(seen.text.String()) {
		if strings.Contains(line, canaryToken) || strings.Contains(line, canaryPassword) {
			leaks++
			t.Errorf("leaked: %.300s", line)
		}
	}
	report("secrets: a token and a password through every error, log level and panic", "0 leaks", fmt.Sprintf("%d in %d KiB of logs and errors", leaks, seen.text.Len()>>10), leaks == 0)
}
