package oslo_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/dispatch"
	"github.com/oslogen/oslogen/runtime/internal/testlog"
	"github.com/oslogen/oslogen/runtime/oslotest"
)

func TestZeroOptionsAreDefaults(t *testing.T) {
	log, text := testlog.New()
	tr := oslotest.Open(t, oslo.WithLogger(log))
	started(t, tr, map[string]oslo.Func{"fail": func(context.Context, *oslo.Incoming) (any, error) { return nil, errors.New("x") }},
		oslo.WithWorkers(0), oslo.WithDrainTimeout(0), oslo.WithLogger(nil))
	var remote *oslo.RemoteError
	err := oslo.NewClient(tr, demo, oslo.WithTimeout(0)).Call(t.Context(), &oslo.Method{Name: "fail"}, nil, nil)
	if !errors.As(err, &remote) || !strings.Contains(text.String(), "rpc method failed") {
		t.Errorf("got %v, logged %s", err, text)
	}
}

// The clients of an interface without an exchange send to the control exchange; a
// server that consumes from another would never hear them.
func TestExchangesOfOneServer(t *testing.T) {
	for _, c := range []struct {
		exchanges []string
		target    string
		bad       bool
	}{
		{exchanges: []string{"nova", "nova"}},
		{exchanges: []string{"", "openstack"}},
		{exchanges: []string{"", ""}},
		{exchanges: []string{"nova", ""}, bad: true},
		{exchanges: []string{"", "nova"}, bad: true},
		{exchanges: []string{"nova", "cinder"}, bad: true},
		{exchanges: []string{"nova", ""}, target: "nova"},
	} {
		target := demo
		target.Exchange = c.target
		srv := oslo.NewServer(oslotest.Open(t), target)
		for _, exchange := range c.exchanges {
			dispatch.Register(srv, oslo.Endpoint{Name: "Demo", Exchange: exchange})
		}
		err := srv.Start(t.Context())
		if (err != nil) != c.bad || err != nil && !strings.Contains(err.Error(), "on one server") {
			t.Errorf("%v in %q: %v", c.exchanges, c.target, err)
		}
		if err := srv.Wait(t.Context()); err != nil {
			t.Error(err)
		}
	}
}

// The clients of an interface send to its topic; a server of another would never
// hear them.
func TestTopicsOfOneServer(t *testing.T) {
	for _, c := range []struct {
		topics []string
		opts   []oslo.ServerOption
		bad    bool
	}{
		{topics: nil},
		{topics: []string{demo.Topic}},
		{topics: []string{"reports", demo.Topic}},
		{topics: []string{"volumes"}, bad: true},
		{topics: []string{"volumes"}, opts: []oslo.ServerOption{oslo.WithHandler(dispatch.New(dispatch.AnyTopic()))}},
	} {
		srv := oslo.NewServer(oslotest.Open(t), demo, c.opts...)
		dispatch.Register(srv, oslo.Endpoint{Name: "Demo", Topics: c.topics})
		err := srv.Start(t.Context())
		if (err != nil) != c.bad || err != nil && !strings.Contains(err.Error(), "register Demo: its clients send to topic volumes") {
			t.Errorf("%v: %v", c.topics, err)
		}
		if err := srv.Wait(t.Context()); err != nil {
			t.Error(err)
		}
	}
}
