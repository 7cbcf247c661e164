package notify_test

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/internal/testlog"
	"github.com/oslogen/oslogen/runtime/notify"
	"github.com/oslogen/oslogen/runtime/oslotest"
)

// tagged is a serializer that puts every entity into {"tag": ...} and takes it
// out again, and does the same to the context.
type tagged struct{ oslo.NoOpSerializer }

func (tagged) SerializeEntity(_ context.Context, v any) (any, error) {
	if v == "unserializable" {
		return nil, errors.New("refused")
	}
	return map[string]any{"tag": v}, nil
}

func (tagged) DeserializeEntity(_ context.Context, raw []byte) ([]byte, error) {
	inner, ok := bytes.CutPrefix(raw, []byte(`{"tag": `))
	if !ok {
		return nil, errors.New("no tag")
	}
	return bytes.TrimSuffix(inner, []byte("}")), nil
}

func (tagged) SerializeContext(_ context.Context, rc oslo.RequestContext) (oslo.RequestContext, error) {
	var fields map[string]any
	if err := rc.Decode(&fields); err != nil {
		return rc, err
	}
	return oslo.NewRequestContext(map[string]any{"tag": fields})
}

func (tagged) DeserializeContext(_ context.Context, rc oslo.RequestContext) (oslo.RequestContext, error) {
	var fields map[string]any
	if _, err := rc.Get("tag", &fields); err != nil {
		return rc, err
	}
	return oslo.NewRequestContext(fields)
}

func TestSerializerOfNotifications(t *testing.T) {
	bubble(t, func(t *testing.T, tr oslo.Transport, n *notify.Notifier, _ *testlog.Buffer) {
		got := make(chan string, 1)
		hear(t, tr, []notify.Event{{Run: func(ctx context.Context, in *notify.Incoming) error {
			var user string
			if _, err := oslo.RequestContextFrom(ctx).Get("user_id", &user); err != nil {
				return err
			}
			var payload string
			err := in.Decode(&payload)
			got <- payload + " " + user
			return err
		}}}, notify.WithSerializer(tagged{}))
		n = n.With(notify.WithSerializer(tagged{}))
		if err := n.Info(oslotest.Context(t, map[string]any{"user_id": "u1", "auth_token": "t"}), "e", "payload"); err != nil {
			t.Fatal(err)
		}
		if got := <-got; got != `payload u1` {
			t.Errorf("got %s", got)
		}
		if err := n.Info(t.Context(), "e", "unserializable"); err == nil {
			t.Error("no error")
		}
	})
}

// picky is a serializer that can read nothing but events of its own.
type picky struct{ oslo.NoOpSerializer }

func (picky) DeserializeEntity(_ context.Context, raw []byte) ([]byte, error) {
	if bytes.Contains(raw, []byte("ours")) {
		return raw, nil
	}
	return nil, errors.New("version 2.0 of an object that is read as 1.3")
}

// A payload that the serializer can't read is no matter for a listener that does not
// want its event, and never fits if it does.
func TestSerializerReadsWantedEventsOnly(t *testing.T) {
	bubble(t, func(t *testing.T, tr oslo.Transport, n *notify.Notifier, log *testlog.Buffer) {
		var seen []error // by an interceptor, as metrics do
		watch := func(e notify.Event) notify.Event {
			run := e.Run
			e.Run = func(ctx context.Context, in *notify.Incoming) error {
				err := run(ctx, in)
				seen = append(seen, err)
				return err
			}
			return e
		}
		read := func(_ context.Context, in *notify.Incoming) error {
			var payload map[string]any
			return in.Decode(&payload)
		}
		raw := make(chan string, 1)
		hear(t, tr, []notify.Event{
			{Type: "wanted", Run: read},
			{Type: "raw", Run: func(_ context.Context, in *notify.Incoming) error {
				raw <- string(in.Payload)
				return nil
			}},
		}, notify.WithWorkers(1), notify.WithSerializer(picky{}), notify.WithRequeue(5, time.Second), notify.WithEventInterceptor(watch))
		for _, event := range []string{"unwanted", "wanted", "raw"} {
			if err := n.Info(t.Context(), event, map[string]any{"theirs": event}); err != nil {
				t.Fatal(err)
			}
		}
		time.Sleep(time.Minute)
		synctest.Wait()
		if len(seen) != 2 || !errors.As(seen[0], new(*oslo.PayloadError)) || seen[1] != nil {
			t.Errorf("the interceptor saw %v", seen)
		}
		if got := <-raw; got != `{"theirs": "raw"}` {
			t.Errorf("the raw event saw %s", got)
		}
		if n := strings.Count(log.String(), "notification event failed"); n != 1 {
			t.Errorf("logged %d failures: %s", n, log)
		}
		if n := left(t, tr); n != 0 {
			t.Errorf("%d went back", n)
		}
	})
}
