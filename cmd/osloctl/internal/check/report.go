package check

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/oslogen/oslogen/gen/breaking"
	"github.com/oslogen/oslogen/gen/fit"
	"github.com/oslogen/oslogen/runtime/dispatch"

	"github.com/oslogen/oslogen/cmd/osloctl/internal/api"
	"github.com/oslogen/oslogen/cmd/osloctl/internal/record"
	"github.com/oslogen/oslogen/cmd/osloctl/internal/traffic"
)

// report gathers findings.
type report struct {
	api      *fit.Interfaces
	found    []*Found
	byText   map[string]*Found
	calls    map[string]*breaking.Method // whose replies come later, by message id
	compared int
	unknown  map[string]int // messages of topics and events that no interface has
}

func newReport(interfaces *fit.Interfaces) *report {
	return &report{api: interfaces, byText: map[string]*Found{}, calls: map[string]*breaking.Method{}, unknown: map[string]int{}}
}

// add compares one message.
func (r *report) add(e record.Entry) {
	switch e.Kind {
	case traffic.Notification:
		list, known := r.api.Event(e.Text("event_type"), e.Body["payload"])
		r.note(e, list, known, "event "+e.Text("event_type"))
	case traffic.Call, traffic.Cast, traffic.Fanout:
		r.request(e)
	case traffic.Reply:
		if m := r.calls[e.MessageID()]; m != nil && e.Body["failure"] == nil {
			r.note(e, r.api.Result(m, e.Body["result"]), true, "")
		}
	}
}

// request compares a request. A ping belongs to no interface.
func (r *report) request(e record.Entry) {
	if e.Text("method") == dispatch.PingMethod {
		return
	}
	namespace, hasNamespace := e.Body["namespace"].(string)
	args, _ := e.Body["args"].(map[string]any)
	list, method, known := r.api.Request(fit.Request{
		Topic: e.Topic(), Namespace: namespace, HasNamespace: hasNamespace,
		Version: e.Text("version"), Method: e.Text("method"), Args: args,
	})
	if method != nil && e.Kind == traffic.Call {
		r.calls[e.MessageID()] = method
	}
	r.note(e, list, known, "topic "+e.Topic())
}

// note adds the findings of a message.
func (r *report) note(e record.Entry, list []fit.Finding, known bool, what string) {
	if !known {
		r.unknown[what]++
		return
	}
	r.compared++
	for _, f := range list {
		text := f.Code + f.Pos.String() + f.Message
		if same := r.byText[text]; same != nil {
			same.Count++
			continue
		}
		fresh := &Found{f.Code, api.Relative(f.Pos.File), f.Pos.Line, f.Pos.Column, f.Message, e.Line, 1}
		r.byText[text] = fresh
		r.found = append(r.found, fresh)
	}
}

// maxUnknown is how many topics and events a summary names.
const maxUnknown = 5

// summary counts the compared messages and the others.
func (r *report) summary() string {
	text := fmt.Sprintf("%s compared, %s.", counted(r.compared, "message"), counted(len(r.found), "finding"))
	if len(r.unknown) == 0 {
		return text
	}
	var names []string
	for _, name := range slices.Sorted(maps.Keys(r.unknown)) {
		names = append(names, fmt.Sprintf("%s (%d)", name, r.unknown[name]))
	}
	if len(names) > maxUnknown {
		names = append(names[:maxUnknown], fmt.Sprintf("%d more", len(names)-maxUnknown))
	}
	return text + " No interface has: " + strings.Join(names, ", ") + "."
}

// counted is a number of things.
func counted(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}
