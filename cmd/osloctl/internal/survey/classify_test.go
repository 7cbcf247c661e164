package survey

import (
	"testing"

	"github.com/oslogen/oslogen/cmd/osloctl/internal/mgmt"
)

// Names of servers have dots where hosts have domains.
func TestQueuesAreToldApart(t *testing.T) {
	names := NewNames(nil, []mgmt.Exchange{{Name: "compute_fanout", Type: "fanout"}, {Name: "info_fanout", Type: "fanout"}, {Name: "x_fanout_fanout", Type: "fanout"}, {Name: "reply_me_fanout", Type: "fanout"}})
	for queue, want := range map[string][3]string{
		"compute":                   {"topic", "compute", ""},
		"compute.cmp-1":             {"server", "compute", "cmp-1"},
		"compute.cmp-1.example.org": {"server", "compute", "cmp-1.example.org"},
		"compute_fanout_0123":       {"fanout", "compute", ""},
		"notifications.info":        {"notification", "notifications", "info"},
		"a.b.error":                 {"notification", "a.b", "error"},
		"reply_0123":                {"reply", "", ""},
		"x_fanout":                  {"topic", "x_fanout", ""},
		"x_fanout_fanout_01":        {"fanout", "x_fanout", ""},
		"reply_me":                  {"topic", "reply_me", ""},
		"reply_me.cmp-1":            {"server", "reply_me", "cmp-1"},
		"something.else":            {"other", "something.else", ""},
	} {
		kind, topic, server := names.Of(queue)
		if got := [3]string{string(kind), topic, server}; got != want {
			t.Errorf("%s: got %v, want %v", queue, got, want)
		}
	}
}
