package notify_test

import (
	"bytes"
	"context"
	"errors"
	"testing"

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
		hear(t, tr, []notify.Event{{Run: func(ctx context.Context, in *oslo.IncomingNotification) error {
			var user string
			_, err := oslo.RequestContextFrom(ctx).Get("user_id", &user)
			got <- string(in.Payload) + " " + user
			return err
		}}}, notify.WithSerializer(tagged{}))
		n = n.With(notify.WithSerializer(tagged{}))
		if err := n.Info(oslotest.Context(t, map[string]any{"user_id": "u1", "auth_token": "t"}), "e", "payload"); err != nil {
			t.Fatal(err)
		}
		if got := <-got; got != `"payload" u1` {
			t.Errorf("got %s", got)
		}
		if err := n.Info(t.Context(), "e", "unserializable"); err == nil {
			t.Error("no error")
		}
	})
}
