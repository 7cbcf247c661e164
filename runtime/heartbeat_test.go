package oslo_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/internal/testlog"
	"github.com/oslogen/oslogen/runtime/transport"
)

// beats counts what one call is answered.
type beats struct {
	heartbeats []time.Duration // since the start
	late       int             // heartbeats after the reply
	replied    bool
	start      time.Time
	err        error
}

func (b *beats) Reply(_ context.Context, a transport.Answer) error {
	if a.Ending {
		b.replied = true
		return nil
	}
	if b.replied {
		b.late++
	}
	b.heartbeats = append(b.heartbeats, time.Since(b.start))
	return b.err
}

// lone is a transport that delivers one request to the server that listens.
type lone struct {
	sink
	in *transport.Request
}

func (l *lone) Listen(_ context.Context, _ transport.Address, hand func(*transport.Request)) (transport.Listener, error) {
	hand(l.in)
	return l, nil
}

func (l *lone) Stop(context.Context) error { return nil }
func (l *lone) Close() error               { return nil }

func TestHeartbeats(t *testing.T) {
	for _, c := range []struct {
		name    string
		monitor time.Duration
		work    time.Duration
		err     error // of a heartbeat
		want    []time.Duration
		warns   bool
	}{
		{"none asked for", 0, time.Minute, nil, nil, false},
		{"too short", 1900 * time.Millisecond, time.Minute, nil, nil, true},
		{"shortest", 2 * time.Second, 3500 * time.Millisecond, nil, []time.Duration{time.Second, 2 * time.Second, 3 * time.Second}, false},
		{"a fraction is cut", 3900 * time.Millisecond, 4 * time.Second, nil, []time.Duration{1500 * time.Millisecond, 3 * time.Second}, false},
		{"a quick method", 2 * time.Second, 100 * time.Millisecond, nil, nil, false},
		{"they end when one fails", 2 * time.Second, time.Minute, errors.New("gone"), []time.Duration{time.Second}, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				log, text := testlog.New()
				b := &beats{start: time.Now(), err: c.err}
				tr := &lone{in: &transport.Request{Method: "work", MessageID: "1", Monitor: c.monitor, Replier: b}}
				srv := started(t, tr, map[string]oslo.Func{"work": func(context.Context, *oslo.Incoming) (any, error) {
					time.Sleep(c.work)
					return nil, nil
				}}, oslo.WithLogger(log))
				if err := srv.Wait(t.Context()); err != nil {
					t.Fatal(err)
				}
				time.Sleep(time.Minute)
				if len(b.heartbeats) != len(c.want) || b.late > 0 || !b.replied {
					t.Fatalf("heartbeats at %v, want %v; %d late; replied %v", b.heartbeats, c.want, b.late, b.replied)
				}
				for i, at := range c.want {
					if b.heartbeats[i] != at {
						t.Errorf("heartbeat %d at %v, want %v", i, b.heartbeats[i], at)
					}
				}
				if strings.Contains(text.String(), "too short") != c.warns {
					t.Errorf("logged %s", text)
				}
			})
		})
	}
}

func TestNoHeartbeatsForAnUnknownMethod(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := &beats{start: time.Now()}
		tr := &lone{in: &transport.Request{Method: "missing", MessageID: "1", Monitor: 2 * time.Second, Replier: b}}
		started(t, tr, nil)
		time.Sleep(time.Minute)
		synctest.Wait()
		if len(b.heartbeats) > 0 || !b.replied {
			t.Errorf("heartbeats at %v, replied %v", b.heartbeats, b.replied)
		}
	})
}
