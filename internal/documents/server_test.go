package documents

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/oslogen/oslogen/examples/api"
	"github.com/oslogen/oslogen/examples/versions/disks"
	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/amqp"
	notifications "github.com/oslogen/oslogen/testdata/golden/notifications"
)

// compute and volumes serve the example interfaces. Their results are empty.
type (
	compute struct{}
	volumes struct{}
)

func (compute) Reboot(context.Context, api.Instance, api.RebootType) (api.Outcome, error) {
	return api.Outcome{}, nil
}
func (compute) Uptime(context.Context) (string, error)       { return "", nil }
func (compute) RefreshRules(context.Context, []string) error { return nil }
func (compute) RefreshCache(context.Context, []string) error { return nil }

func (volumes) Create(context.Context, string, int) (string, error)             { return "", nil }
func (volumes) Delete(context.Context, string, bool) error                      { return nil }
func (volumes) Extend(context.Context, string, int) error                       { return nil }
func (volumes) Attach(context.Context, string, string, string) error            { return nil }
func (volumes) Detach(context.Context, string) error                            { return nil }
func (volumes) Release(context.Context, string, string) error                   { return nil }
func (volumes) Move(context.Context, string, string) error                      { return nil }
func (volumes) Snapshot(context.Context, string, *disks.Limits) (string, error) { return "", nil }
func (volumes) Restore(context.Context, string, disks.Source) error             { return nil }
func (volumes) Tag(context.Context, string, []string) error                     { return nil }
func (volumes) Scrub(context.Context, int) error                                { return nil }
func (volumes) Stats(context.Context, string, bool) (map[string]int, error)     { return nil, nil }
func (volumes) Rescan(context.Context, string) error                            { return nil }
func (volumes) Replicate(context.Context, string, string, int, bool) error      { return nil }

// log are the methods that a server has run, and what it has refused.
type log struct {
	sync.Mutex
	ran     []string
	refused []error
	changed chan struct{}
}

// note is an interceptor of servers.
func (l *log) note(ctx context.Context, in *oslo.Incoming, next oslo.Func) (any, error) {
	result, err := next(ctx, in)
	l.Lock()
	defer l.Unlock()
	if err == nil {
		l.ran = append(l.ran, in.Method)
	} else {
		l.refused = append(l.refused, fmt.Errorf("%s %s: %w", in.Method, in.Args, err))
	}
	select {
	case l.changed <- struct{}{}:
	default:
	}
	return result, err
}

// await waits until the server has run the methods, in any order, and nothing else.
func (l *log) await(t *testing.T, want []string) {
	t.Helper()
	slices.Sort(want)
	for timeout := time.After(time.Minute); ; {
		l.Lock()
		got := slices.Sorted(slices.Values(l.ran))
		refused := l.refused
		l.Unlock()
		if len(refused) > 0 {
			t.Fatal(refused)
		}
		if slices.Equal(got, want) {
			return
		}
		select {
		case <-l.changed:
		case <-timeout:
			t.Fatalf("the server has run %v, want %v", got, want)
		}
	}
}

// open opens a transport to a broker.
func open(t *testing.T, url string) oslo.Transport {
	t.Helper()
	tr, err := oslo.Open(t.Context(), url, amqp.Driver())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := tr.Close(); err != nil {
			t.Error(err)
		}
	})
	return tr
}

// events are the names of the events that a listener has heard.
type events chan string

func (e events) CreateEnd(context.Context, notifications.Payload) error {
	e <- "create end"
	return nil
}

func (e events) CreateError(context.Context, *notifications.Payload) error {
	e <- "create error"
	return nil
}
