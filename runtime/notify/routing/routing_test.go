package routing_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/notify"
	"github.com/oslogen/oslogen/runtime/notify/routing"
)

const file = `
group_1:
  billing:
    accepted_events: ["compute.instance.*"]
    accepted_priorities: ["INFO", "err*"]
  log_all:
    accepted_priorities: ["*"]
group_2:
  billing:
    accepted_events: ["volume.[!x]*", "exact"]
  never:
    accepted_events: []
  everything: {}
`

func TestRouting(t *testing.T) {
	drivers := map[string]*notify.TestDriver{"billing": {}, "log_all": {}, "never": {}, "everything": {}}
	given := map[string]notify.Driver{}
	for name, d := range drivers {
		given[name] = d
	}
	d, err := routing.Parse([]byte(file), given)
	if err != nil {
		t.Fatal(err)
	}
	n := notify.NewNotifier(nil, "p", notify.WithDriver(d))
	for _, c := range []struct {
		event    string
		priority notify.Priority
		billing  bool
	}{
		{"compute.instance.create.end", notify.PriorityInfo, true},
		{"compute.instance.create.end", notify.PriorityError, true},
		{"compute.instance.create.end", notify.PriorityWarn, false},
		{"compute.host", notify.PriorityInfo, false},
		{"volume.create", notify.PriorityWarn, true},
		{"volume.xyz", notify.PriorityWarn, false},
		{"exact", notify.PriorityWarn, true},
		{"exact.not", notify.PriorityWarn, false},
	} {
		before := len(drivers["billing"].Sent())
		if err := n.Notify(t.Context(), c.priority, c.event, nil); err != nil {
			t.Fatal(err)
		}
		if got := len(drivers["billing"].Sent()) > before; got != c.billing {
			t.Errorf("%s of %s to billing: %v", c.priority, c.event, got)
		}
	}
	for name, want := range map[string]int{"log_all": 8, "everything": 8, "never": 0} {
		if got := len(drivers[name].Sent()); got != want {
			t.Errorf("%s got %d, want %d", name, got, want)
		}
	}
}

func TestPatterns(t *testing.T) {
	for _, c := range []struct {
		pattern, event string
		want           bool
	}{
		{"*", "", true},
		{"a.?", "a.b", true},
		{"a.?", "a.", false},
		{"a.?", "axb", false},
		{"[ab]c", "bc", true},
		{"[a-c]", "b", true},
		{"[!a-c]", "b", false},
		{"[!a-c]", "x", true},
		{"[]]", "]", true},
		{"[", "[", true},
		{"[^a]", "^", true},
		{"a*/b", "a/x/b", true},
		{"(a|b)+", "(a|b)+", true},
		{"A", "a", false},
		{"a\n*", "a\nb\nc", true},
	} {
		var sent notify.TestDriver
		text := "g: {test: {accepted_events: [" + quote(c.pattern) + "]}}"
		d, err := routing.Parse([]byte(text), map[string]notify.Driver{"test": &sent})
		if err != nil {
			t.Errorf("%s: %v", c.pattern, err)
			continue
		}
		if err := d.Notify(t.Context(), nil, &notify.Notification{EventType: c.event}); err != nil {
			t.Fatal(err)
		}
		if got := len(sent.Sent()) == 1; got != c.want {
			t.Errorf("%q matches %q: %v", c.pattern, c.event, got)
		}
	}
}

func quote(s string) string {
	return `"` + strings.NewReplacer(`"`, `\"`, "\n", `\n`).Replace(s) + `"`
}

func TestLoad(t *testing.T) {
	name := filepath.Join(t.TempDir(), "routing.yaml")
	for text, want := range map[string]string{
		"g: {log: {accepted_events: ['*']}}":     "",
		"":                                       "",
		"g: {lgo: {accepted_events: ['*']}}":     `no notification driver "lgo"`,
		"g: {log: }":                             "log: no rules",
		"g: [":                                   "yaml",
		"g: {log: {accepted_events: ['[z-a]']}}": `pattern "[z-a]"`,
	} {
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := routing.Load(name, nil)
		if want == "" && err != nil {
			t.Errorf("%s: %v", text, err)
		}
		if want != "" && (err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), name)) {
			t.Errorf("%s: %v, want %q in it", text, err, want)
		}
	}
	if _, err := routing.Load(name+".missing", nil); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("no file: %v", err)
	}
}

type failing struct{}

func (failing) Notify(context.Context, oslo.Transport, *notify.Notification) error {
	return errors.New("broken")
}

func TestEveryDriverIsTried(t *testing.T) {
	var sent notify.TestDriver
	d, err := routing.Parse([]byte("g: {a: {}, b: {}}"), map[string]notify.Driver{"a": failing{}, "b": &sent})
	if err != nil {
		t.Fatal(err)
	}
	if err := d.Notify(t.Context(), nil, &notify.Notification{Topics: slices.Clone([]string{"t"})}); err == nil || len(sent.Sent()) != 1 {
		t.Errorf("got %v, sent %d", err, len(sent.Sent()))
	}
}
