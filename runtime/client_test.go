package oslo_test

import (
	"context"
	"encoding/json"
	"errors"
	"reflect"
	"slices"
	"testing"
	"time"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/transport"
)

// sink is a transport that keeps what it is given.
type sink struct {
	oslo.Transport
	requests []sent
	reply    transport.Reply
	err      error
}

// sent is a message and what a server reads of it.
type sent struct {
	transport.Message
	in transport.Request
}

func (s *sink) Settings() transport.Settings { return transport.Settings{}.WithDefaults() }

func (s *sink) Closed() <-chan struct{} { return nil }

func (s *sink) Call(_ context.Context, m *transport.Message) (transport.Reply, error) {
	got := sent{Message: *m}
	if err := transport.ReadRequest(m.AppendBody(nil, "reply_1"), &got.in); err != nil {
		return transport.Reply{}, err
	}
	s.requests = append(s.requests, got)
	return s.reply, s.err
}

func (s *sink) Cast(ctx context.Context, m *transport.Message) error {
	_, err := s.Call(ctx, m)
	return err
}

func (s *sink) last() sent { return s.requests[len(s.requests)-1] }

var (
	compute = oslo.Target{Exchange: "openstack", Topic: "compute", Version: "1.2"}
	reboot  = oslo.Method{Name: "reboot"}
)

func TestCallTimeout(t *testing.T) {
	tr := &sink{reply: transport.Reply{Result: []byte("null")}}
	slow := oslo.Method{Name: "reboot", Timeout: time.Hour, Monitor: time.Minute}
	for _, c := range []struct {
		name             string
		client           *oslo.Client
		method           *oslo.Method
		timeout, monitor time.Duration
	}{
		{"default", oslo.NewClient(tr, compute), &reboot, 60 * time.Second, 0},
		{"client's", oslo.NewClient(tr, compute, oslo.WithTimeout(time.Second), oslo.WithMonitor(5*time.Second)), &reboot, time.Second, 5 * time.Second},
		{"method's", oslo.NewClient(tr, compute), &slow, time.Hour, time.Minute},
		{"client's before the method's", oslo.NewClient(tr, compute, oslo.WithTimeout(time.Second), oslo.WithMonitor(5*time.Second)), &slow, time.Second, 5 * time.Second},
		{"no monitor", oslo.NewClient(tr, compute, oslo.WithMonitor(0)), &slow, time.Hour, 0},
		{"method's again", oslo.NewClient(tr, compute, oslo.WithTimeout(time.Second)).With(oslo.WithTimeout(0)), &slow, time.Hour, time.Minute},
	} {
		if err := c.client.Call(t.Context(), c.method, nil, nil); err != nil {
			t.Fatal(err)
		}
		if r := tr.last(); r.Timeout != c.timeout || r.Monitor != c.monitor {
			t.Errorf("%s: timeout %v, monitor %v", c.name, r.Timeout, r.Monitor)
		}
	}
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	if err := oslo.NewClient(tr, compute).Call(ctx, &slow, nil, nil); err != nil {
		t.Fatal(err)
	}
	if r := tr.last(); r.Timeout > 10*time.Second {
		t.Errorf("timeout %v, want that of ctx", r.Timeout)
	}
	if err := oslo.NewClient(tr, compute, oslo.WithTimeout(time.Second)).Call(ctx, &slow, nil, nil); err != nil {
		t.Fatal(err)
	}
	if r := tr.last(); r.Timeout != time.Second {
		t.Errorf("timeout %v, want the client's, which is earlier than that of ctx", r.Timeout)
	}
}

func TestCallAfterTheDeadlineSendsNothing(t *testing.T) {
	tr := &sink{}
	ctx, cancel := context.WithDeadline(t.Context(), time.Now().Add(-time.Second))
	defer cancel()
	err := oslo.NewClient(tr, compute).Call(ctx, &reboot, nil, nil)
	if !errors.Is(err, oslo.ErrTimeout) || len(tr.requests) > 0 {
		t.Errorf("got %v, sent %d", err, len(tr.requests))
	}
}

func TestCopiesLeaveTheClientAsItIs(t *testing.T) {
	tr := &sink{reply: transport.Reply{Result: []byte("null")}}
	c := oslo.NewClient(tr, compute)
	one := c.On("cmp-1")
	mandatory := one.With(oslo.WithMandatory(), oslo.WithoutConfirm(), oslo.WithRetry(3))
	all := one.With(oslo.WithTarget(func(t *oslo.Target) { t.Fanout = true; t.Namespace = "n" }))
	for name, step := range map[string]struct {
		client        *oslo.Client
		exchange, key string
		delivery      transport.Delivery
	}{
		"original":  {c, "openstack", "compute", transport.Delivery{Retry: -1}},
		"on":        {one, "openstack", "compute.cmp-1", transport.Delivery{Retry: -1}},
		"mandatory": {mandatory, "openstack", "compute.cmp-1", transport.Delivery{Retry: 3, Mandatory: true, Unconfirmed: true}},
		"fanout":    {all, "compute_fanout", "", transport.Delivery{Retry: -1}},
	} {
		if err := step.client.Cast(t.Context(), &reboot, nil); err != nil {
			t.Fatal(err)
		}
		m := tr.last()
		if m.Exchange != step.exchange || m.Key != step.key || m.Delivery != step.delivery ||
			(m.Kind == transport.KindFanout) != (name == "fanout") || m.OneServer != (step.key == "compute.cmp-1") || m.in.Version != "1.2" {
			t.Errorf("%s: sent %+v", name, m)
		}
	}
	if server := all.On("cmp-2").Target(); server.Fanout || server.Server != "cmp-2" {
		t.Errorf("On gives %s", server)
	}
}

func TestPin(t *testing.T) {
	tr := &sink{reply: transport.Reply{Result: []byte("null")}}
	c := oslo.NewClient(tr, compute, oslo.Pin("1.3"))
	for version, want := range map[string]bool{"": true, "1.0": true, "1.3": true, "1.4": false, "2.0": false} {
		if got := c.CanSend(version); got != want {
			t.Errorf("CanSend(%q) = %v", version, got)
		}
		var capped *oslo.VersionCapError
		err := c.Call(t.Context(), &oslo.Method{Name: "reboot", Version: version}, nil, nil)
		if errors.As(err, &capped) == want {
			t.Errorf("call at %q: %v", version, err)
		}
		if !want && (capped.Needs != version || capped.Cap != "1.3") {
			t.Errorf("call at %q: %+v", version, capped)
		}
	}
	unversioned := oslo.NewClient(tr, oslo.Target{Topic: "compute"}, oslo.Pin("1.3"))
	if err := unversioned.Cast(t.Context(), &reboot, nil); !errors.As(err, new(*oslo.VersionCapError)) {
		t.Errorf("a message without version under a pin: %v", err)
	}
	if !oslo.NewClient(tr, compute).CanSend("9.9") {
		t.Error("a client without a pin can't send")
	}
}

func TestBadOptionsFailEveryCall(t *testing.T) {
	tr := &sink{}
	for name, c := range map[string]*oslo.Client{
		"pin":     oslo.NewClient(tr, compute, oslo.Pin("one")),
		"version": oslo.NewClient(tr, oslo.Target{Topic: "compute", Version: "abc"}),
		"with":    oslo.NewClient(tr, compute).With(oslo.WithTarget(func(t *oslo.Target) { t.Version = "abc" })),
	} {
		if err := c.Call(t.Context(), &reboot, nil, nil); err == nil || len(tr.requests) > 0 {
			t.Errorf("%s: %v, sent %d", name, err, len(tr.requests))
		}
	}
}

func TestResultThatDoesNotFit(t *testing.T) {
	tr := &sink{reply: transport.Reply{Result: []byte(`"text"`)}}
	var n int
	if err := oslo.NewClient(tr, compute).Call(t.Context(), &reboot, nil, &n); err == nil {
		t.Error("no error")
	}
}

func TestInterceptors(t *testing.T) {
	tr := &sink{reply: transport.Reply{Result: []byte("42")}}
	var log []string
	tag := func(name string) oslo.Interceptor {
		return func(ctx context.Context, r *oslo.Request, next oslo.Send) error {
			log = append(log, "before "+name)
			r.Method += name
			err := next(ctx, r)
			log = append(log, "after "+name)
			return err
		}
	}
	c := oslo.NewClient(tr, compute, oslo.WithInterceptor(tag("a")))
	both := c.With(oslo.WithInterceptor(tag("b")))
	var n int
	if err := both.Call(t.Context(), &reboot, nil, &n); err != nil || n != 42 {
		t.Fatal(n, err)
	}
	if want := []string{"before a", "before b", "after b", "after a"}; !slices.Equal(log, want) {
		t.Errorf("got %v", log)
	}
	if got := tr.last().in.Method; got != "rebootab" {
		t.Errorf("sent %q", got)
	}
	log = nil
	if err := c.On("cmp-1").Cast(t.Context(), &reboot, nil); err != nil || len(log) != 2 {
		t.Errorf("the copy changed its original: %v, %v", log, err)
	}
	refused := errors.New("refused")
	refuse := func(context.Context, *oslo.Request, oslo.Send) error { return refused }
	sent := len(tr.requests)
	if err := c.With(oslo.WithInterceptor(refuse)).Cast(t.Context(), &reboot, nil); !errors.Is(err, refused) || len(tr.requests) != sent {
		t.Errorf("got %v", err)
	}
}

// A result that can't be nil and a result that can't be read are errors beside the zero
// value.
func TestResultThatCannotBeHeld(t *testing.T) {
	type record struct {
		A int
		B []int
	}
	for _, c := range []struct {
		reply  string
		result any
		want   any
		none   bool
	}{
		{"null", new(record), record{}, true},
		{" null ", new(string), "", true},
		{"null", new([2]int), [2]int{}, true},
		{"null", new(time.Time), time.Time{}, true},
		{"null", new(*record), (*record)(nil), false},
		{"null", new([]int), []int(nil), false},
		{"null", new(map[string]int), map[string]int(nil), false},
		{"null", new(any), nil, false},
		{"null", new(struct{}), struct{}{}, false},
		{"null", new(json.RawMessage), json.RawMessage("null"), false},
	} {
		err := resultOf(c.reply, c.result)
		if got := reflect.ValueOf(c.result).Elem().Interface(); errors.Is(err, oslo.ErrNoResult) != c.none || !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s into %T: %v, %v", c.reply, c.result, got, err)
		}
		if code := oslo.CodeOf(err); c.none && code != "no_result" {
			t.Errorf("code %s", code)
		}
	}
	half := record{A: 9}
	if err := resultOf(`{"A": 1, "B": [1, "x"]}`, &half); err == nil || !reflect.DeepEqual(half, record{}) {
		t.Errorf("got %+v, %v", half, err)
	}
}

// resultOf is the error of a call that gets the reply.
func resultOf(reply string, result any) error {
	c := oslo.NewClient(&sink{reply: transport.Reply{Result: []byte(reply)}}, oslo.Target{Topic: "demo"})
	return c.Call(context.Background(), &oslo.Method{Name: "m"}, nil, result)
}
