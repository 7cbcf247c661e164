package oslo_test

import (
	"errors"
	"strings"
	"testing"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/oslotest"
)

func TestTargetText(t *testing.T) {
	for _, c := range []struct {
		target oslo.Target
		want   string
	}{
		{oslo.Target{}, "<Target>"},
		{oslo.Target{Topic: "t"}, "<Target topic=t>"},
		{
			oslo.Target{Exchange: "e", Topic: "t", Namespace: "n", Version: "1.2", Server: "s", Fanout: true},
			"<Target exchange=e, topic=t, namespace=n, version=1.2, server=s, fanout=True>",
		},
	} {
		if got := c.target.String(); got != c.want {
			t.Errorf("got %s, want %s", got, c.want)
		}
	}
}

func TestTargetAddresses(t *testing.T) {
	target := oslo.Target{Topic: "compute"}
	if got := target.RoutingKey(); got != "compute" {
		t.Errorf("key %q", got)
	}
	if got := target.FanoutExchange(); got != "compute_fanout" {
		t.Errorf("fanout exchange %q", got)
	}
	target.Server = "cmp-1"
	if got := target.RoutingKey(); got != "compute.cmp-1" {
		t.Errorf("key of a server %q", got)
	}
}

func TestTargetThatCantBeUsed(t *testing.T) {
	tr := oslotest.Open(t)
	long := strings.Repeat("x", 254)
	for _, target := range []oslo.Target{{}, {Server: "s"}, {Topic: long}, {Topic: "t", Server: long}} {
		err := oslo.NewClient(tr, target).Cast(t.Context(), &oslo.Method{Name: "m"}, nil)
		if !errors.As(err, new(*oslo.InvalidTargetError)) {
			t.Errorf("cast to %.40s: %v", target, err)
		}
	}
	for _, target := range []oslo.Target{{}, {Topic: "t"}, {Server: "s"}, {Topic: long, Server: "s"}} {
		srv := oslo.NewServer(tr, target, oslo.WithHandler(nothing{}))
		if err := srv.Start(t.Context()); !errors.As(err, new(*oslo.InvalidTargetError)) {
			t.Errorf("serve %.40s: %v", target, err)
		}
	}
}
