package oslo_test

import (
	"context"
	"encoding/json"
	"errors"
	"reflect"
	"strings"
	"testing"
	"time"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/oslotest"
	"github.com/oslogen/oslogen/runtime/transport"
)

// A request is prepared before its transport sees it: body, exchange, key and timeout.
func TestMessageIsPreparedAboveTheTransport(t *testing.T) {
	tr := &sink{reply: transport.Reply{Result: []byte("null")}}
	c := oslo.NewClient(tr, oslo.Target{Topic: "t", Namespace: "n", Version: "1.2"}, oslo.WithTimeout(time.Minute), oslo.WithMonitor(5*time.Second))
	ctx := oslotest.Context(t, map[string]any{"user_id": "u1"})
	if err := c.Call(ctx, &reboot, map[string]any{"host": "h"}, nil); err != nil {
		t.Fatal(err)
	}
	m := tr.last()
	var user string
	if _, err := oslo.ReceivedContext(m.in.Message).Get("user_id", &user); err != nil || user != "u1" {
		t.Errorf("context: %q, %v", user, err)
	}
	if m.Name != "reboot" || m.Exchange != "openstack" || m.Key != "t" || m.OneServer || m.Timeout != time.Minute || m.Monitor != 5*time.Second {
		t.Errorf("the message is %+v", m.Message)
	}
	if in := m.in; in.Method != "reboot" || in.Namespace != "n" || !in.HasNamespace || in.Version != "1.2" || string(in.Args) != `{"host": "h"}` ||
		in.MessageID != m.ID.String() || in.UniqueID != m.UniqueID.String() || in.Monitor != 5*time.Second || in.ReplyQueue != "reply_1" || in.Defect != nil {
		t.Errorf("a server reads %+v", in)
	}
	if body := m.AppendBody([]byte("prefix"), `re"ply`); !strings.HasPrefix(string(body), "prefix{") || !strings.Contains(string(body), `\"re\\\"ply\"`) {
		t.Errorf("the body is %s", body)
	}
	if err := oslo.NewClient(tr, oslo.Target{Topic: "t"}).Cast(ctx, &reboot, nil); err != nil {
		t.Fatal(err)
	}
	m = tr.last()
	body := string(m.AppendBody(nil, "reply_1"))
	for _, absent := range []string{"_msg_id", "_reply_q", "_timeout", "namespace", `version\"`} {
		if strings.Contains(body, absent) {
			t.Errorf("a cast has %s: %s", absent, body)
		}
	}
}

// An answer is prepared above the transport too.
func TestAnswersArePreparedAboveTheTransport(t *testing.T) {
	failure := &oslo.RemoteError{Module: "m", Class: "C", Message: "x", Args: []any{"x", int64(2)}, Kwargs: map[string]any{"k": "v"}}
	for name, c := range map[string]struct {
		result any
		err    error
		want   string
	}{
		"result":  {map[string]any{"a": 1}, nil, `{"a": 1}`},
		"null":    {nil, nil, "null"},
		"failure": {nil, failure, ""},
	} {
		got := make(chan transport.IncomingReply, 1)
		tr := &lone{in: &transport.Request{Method: "m", MessageID: "1", Replier: replierFunc(func(a transport.Answer) error {
			r, err := transport.ReadReply([]byte(string(a.Body)))
			got <- r
			return err
		})}}
		srv := oslo.NewServer(tr, demo, oslo.WithHandler(handlerFunc(func(context.Context, *oslo.Incoming) (any, error) { return c.result, c.err })))
		oslotest.Start(t, srv)
		r := <-got
		if !r.Ending || r.HasResult != (name == "result") || string(r.Reply.Result) != c.want {
			t.Errorf("%s: got %+v", name, r)
		}
		if f := r.Reply.Failure; f != nil && (f.Module != "m" || f.Class != "C" || string(f.Kwargs) != `{"k": "v"}` ||
			!reflect.DeepEqual(f.Args, []json.RawMessage{json.RawMessage(`"x"`), json.RawMessage("2")})) {
			t.Errorf("%s: got %+v", name, f)
		}
	}
}

type replierFunc func(transport.Answer) error

func (f replierFunc) Reply(_ context.Context, a transport.Answer) error { return f(a) }

type handlerFunc func(ctx context.Context, in *oslo.Incoming) (any, error)

func (f handlerFunc) Handle(ctx context.Context, in *oslo.Incoming) (any, error) { return f(ctx, in) }

// Whatever a transport says of a call, its error is one of the table.
func TestErrorsOfATransportAreNamed(t *testing.T) {
	for _, c := range []struct {
		err  error
		want []error
		not  []error
	}{
		{&transport.Timeout{}, []error{oslo.ErrTimeout, context.DeadlineExceeded}, nil},
		{&transport.Timeout{Silent: true}, []error{oslo.ErrTimeout, context.DeadlineExceeded}, nil},
		{&transport.Timeout{Why: oslo.ErrUndeliverable}, []error{oslo.ErrTimeout, oslo.ErrUndeliverable}, nil},
		{context.DeadlineExceeded, []error{oslo.ErrTimeout, context.DeadlineExceeded}, nil},
		{context.Canceled, []error{context.Canceled}, []error{oslo.ErrTimeout}},
		{oslo.ErrTooManyCalls, []error{oslo.ErrTooManyCalls}, nil},
		{oslo.ErrClosed, []error{oslo.ErrClosed}, []error{oslo.ErrTimeout}},
		{oslo.ErrReplyLost, []error{oslo.ErrReplyLost}, nil},
	} {
		client := oslo.NewClient(&sink{err: c.err}, compute, oslo.WithMonitor(2*time.Second))
		got := client.Call(t.Context(), &reboot, nil, nil)
		for _, want := range c.want {
			if !errors.Is(got, want) {
				t.Errorf("%v is %v, which is not %v", c.err, got, want)
			}
		}
		for _, not := range c.not {
			if errors.Is(got, not) {
				t.Errorf("%v is %v, which is %v", c.err, got, not)
			}
		}
		if !strings.Contains(got.Error(), "reboot on <Target exchange=openstack, topic=compute") {
			t.Errorf("%v does not name the call", got)
		}
	}
	client := oslo.NewClient(&sink{err: &transport.Timeout{Silent: true}}, compute, oslo.WithMonitor(2*time.Second))
	var timeout *oslo.TimeoutError
	if err := client.Call(t.Context(), &reboot, nil, nil); !errors.As(err, &timeout) || !timeout.Monitor || timeout.After != 2*time.Second || timeout.MessageID == "" {
		t.Errorf("silence is %+v", timeout)
	}
}
