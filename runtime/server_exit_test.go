package oslo_test

import (
	"context"
	"runtime"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/dispatch"
	"github.com/oslogen/oslogen/runtime/internal/testlog"
	"github.com/oslogen/oslogen/runtime/oslotest"
)

// testing.T.FailNow ends the goroutine it is called on. In a method its caller would
// wait in vain, and the server would have one worker less.
func TestMethodThatEndsItsGoroutineAnswers(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		log, text := testlog.New()
		tr := oslotest.Open(t, oslo.WithLogger(log))
		srv := oslo.NewServer(tr, demo, oslo.WithWorkers(1))
		dispatch.Register(srv, oslo.Endpoint{Methods: map[string]oslo.Func{
			"exit": func(context.Context, *oslo.Incoming) (any, error) {
				runtime.Goexit()
				return nil, nil
			},
			"work": func(context.Context, *oslo.Incoming) (any, error) { return "done", nil },
		}})
		oslotest.Start(t, srv)
		c := oslo.NewClient(tr, demo)
		for range 3 {
			if err := c.Cast(t.Context(), &oslo.Method{Name: "exit"}, nil); err != nil {
				t.Fatal(err)
			}
			err := c.Call(t.Context(), &oslo.Method{Name: "exit"}, nil, nil)
			if err == nil || !strings.Contains(err.Error(), "RuntimeError: method exit ended its goroutine") {
				t.Errorf("the caller got %v", err)
			}
		}
		var result string
		if err := c.With(oslo.WithTimeout(time.Second)).Call(t.Context(), &oslo.Method{Name: "work"}, nil, &result); err != nil || result != "done" {
			t.Errorf("the next method: %q, %v", result, err)
		}
		if got := strings.Count(text.String(), "rpc method ended its goroutine"); got != 6 {
			t.Errorf("%d lines in the log: %s", got, text)
		}
	})
}
