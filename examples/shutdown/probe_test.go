package main

import (
	"context"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"slices"
	"testing"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/oslotest"
)

func TestProbes(t *testing.T) {
	tr := oslotest.Open(t)
	p := &probe{tr: tr}
	ask := func(path string) int {
		w := httptest.NewRecorder()
		p.ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), http.MethodGet, path, nil))
		return w.Code
	}
	check := func(when string, alive, ready int) {
		t.Helper()
		if a, r := ask("/livez"), ask("/readyz"); a != alive || r != ready {
			t.Errorf("%s: /livez %d, /readyz %d; want %d, %d", when, a, r, alive, ready)
		}
	}
	check("before the start", 200, 503)
	p.ready.Store(true)
	check("while it runs", 200, 200)
	_ = tr.Close()
	check("without a transport", 200, 503)
}

// The probes answer before the other parts have started, and after they have stopped.
func TestProbesAnswerFromStartToEnd(t *testing.T) {
	address := freeAddress(t)
	p := &probe{tr: oslotest.Open(t)}
	var codes []int
	ask := func(ctx context.Context) error {
		r, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+address+"/readyz", nil)
		if err != nil {
			return err
		}
		resp, err := http.DefaultClient.Do(r)
		if err == nil {
			codes = append(codes, resp.StatusCode)
			_, err = io.Copy(io.Discard, resp.Body)
			_ = resp.Body.Close()
		}
		return err
	}
	service := oslo.NewService(p.listener(address), oslo.Hooks{OnStart: ask, OnWait: ask}, p.switcher(), oslo.Hooks{OnStart: ask})
	if err := service.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := service.Wait(t.Context()); err != nil {
		t.Fatal(err)
	}
	if want := []int{503, 200, 503}; !slices.Equal(codes, want) {
		t.Errorf("got %v, want %v", codes, want)
	}
	http.DefaultClient.CloseIdleConnections()
}

func freeAddress(t *testing.T) string {
	t.Helper()
	l, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}
