package intercept_test

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/dispatch"
	"github.com/oslogen/oslogen/runtime/intercept"
	"github.com/oslogen/oslogen/runtime/oslotest"
)

var (
	compute = oslo.Target{Topic: "compute"}
	reboot  = &oslo.Method{Name: "reboot"}
)

func TestRetrySendsAgainOnlyWhatWasNotSent(t *testing.T) {
	for name, c := range map[string]struct {
		faults   []error
		want     error
		runs     int
		duration time.Duration
	}{
		"unavailable":   {[]error{oslo.ErrUnavailable, oslo.ErrUnavailable}, nil, 1, 3 * time.Second},
		"undeliverable": {[]error{oslo.ErrUndeliverable}, nil, 1, time.Second},
		"too often":     {[]error{oslo.ErrUnavailable, oslo.ErrUnavailable, oslo.ErrUnavailable}, oslo.ErrUnavailable, 0, 3 * time.Second},
		"reply lost":    {[]error{oslo.ErrReplyLost}, oslo.ErrReplyLost, 1, 0},
		"timeout":       {[]error{oslo.ErrTimeout}, oslo.ErrTimeout, 1, 0},
		"too large":     {[]error{oslo.ErrTooLarge}, oslo.ErrTooLarge, 0, 0},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				tr := oslotest.WithFaults(oslotest.Open(t))
				requests := oslotest.RecordRequests(t, tr, compute)
				tr.Fail("reboot", c.faults...)
				began := time.Now()
				err := oslo.NewClient(tr, compute, oslo.WithInterceptor(intercept.Retry(2, time.Second))).Call(t.Context(), reboot, nil, nil)
				if !errors.Is(err, c.want) || len(requests.All()) != c.runs || time.Since(began) != c.duration {
					t.Errorf("got %v, %d ran, after %v", err, len(requests.All()), time.Since(began))
				}
			})
		})
	}
}

func TestRetryKeepsToTheTimeout(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		tr := oslotest.WithFaults(oslotest.Open(t))
		tr.Fail("reboot", oslo.ErrUnavailable, oslo.ErrUnavailable, oslo.ErrUnavailable)
		c := oslo.NewClient(tr, compute, oslo.WithTimeout(2*time.Second), oslo.WithInterceptor(intercept.Retry(9, time.Second)))
		began := time.Now()
		if err := c.Call(t.Context(), reboot, nil, nil); !errors.Is(err, oslo.ErrUnavailable) || time.Since(began) > 2*time.Second {
			t.Errorf("got %v after %v", err, time.Since(began))
		}
	})
}

func TestTimeLimit(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		tr := oslotest.Open(t)
		srv := oslo.NewServer(tr, oslo.Target{Topic: "compute", Server: "one"}, oslo.WithServerInterceptor(intercept.TimeLimit(time.Minute)))
		dispatch.Register(srv, oslo.Endpoint{Methods: map[string]oslo.Func{
			"reboot": func(ctx context.Context, _ *oslo.Incoming) (any, error) { <-ctx.Done(); return nil, ctx.Err() },
		}})
		oslotest.Start(t, srv)
		began := time.Now()
		err := oslo.NewClient(tr, compute, oslo.WithTimeout(time.Hour)).Call(t.Context(), reboot, nil, nil)
		var remote *oslo.RemoteError
		if !errors.As(err, &remote) || remote.Class != "MessagingTimeout" || time.Since(began) != time.Minute {
			t.Errorf("got %v after %v", err, time.Since(began))
		}
	})
}
