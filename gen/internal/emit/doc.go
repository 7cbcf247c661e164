package emit

import (
	"cmp"
	"strings"
	"time"

	"github.com/oslogen/oslogen/gen/internal/model"
	"github.com/oslogen/oslogen/gen/internal/naming"
)

// methodDoc returns the doc comment of a client's method: the source's comment
// and a line about the message.
func (e Emitter) methodDoc(i *model.Interface, m *model.Method) []string {
	if m.Doc == "" {
		return []string{m.Name + " sends the " + e.wireDoc(i, m)}
	}
	return []string{m.Doc, "It sends the " + e.wireDoc(i, m)}
}

// wireDoc describes the message of m in one sentence and lists the errors in
// another.
func (e Emitter) wireDoc(i *model.Interface, m *model.Method) string {
	parts := append(make([]string, 0, 8), kindDoc(m.Verb)+" "+m.Wire)
	if m.Topic != "" {
		parts = append(parts, "topic "+string(m.Topic))
	}
	first := m.Version
	if m.Floor(i.RPC.Version) == "" {
		first = "" // only older majors have it
	}
	parts = append(parts, historyDoc(m.History, first)...)
	for _, p := range m.Arguments() {
		if !p.History.IsEmpty() {
			parts = append(parts, p.Wire+" "+strings.Join(historyDoc(p.History, ""), " "))
		}
	}
	if m.Timeout != 0 {
		parts = append(parts, "timeout "+shortDuration(m.Timeout))
	}
	if m.Monitor != 0 {
		parts = append(parts, "monitor "+shortDuration(m.Monitor))
	}
	if m.Mandatory {
		parts = append(parts, "mandatory")
	}
	if m.Retry != "" {
		parts = append(parts, "retry "+m.Retry)
	}
	if m.Unconfirmed {
		parts = append(parts, "unconfirmed")
	}
	text := strings.Join(parts, ", ") + "."
	if m.Verb == model.Call && len(i.Errors) > 0 {
		text += " Errors: " + e.errorNames(i) + "."
	}
	return text
}

// historyDoc says when a method or an argument came, went and got its name. first
// stands in for a missing since=.
func historyDoc(h model.History, first string) []string {
	var parts []string
	if since := cmp.Or(h.Since, first); since != "" {
		parts = append(parts, "since "+since)
	}
	if h.Until != "" {
		parts = append(parts, "until "+h.Until)
	}
	if h.Was != "" {
		parts = append(parts, "as "+h.Was+" before "+h.Renamed)
	}
	return parts
}

func kindDoc(v model.Verb) string {
	if v == model.Fanout {
		return "fanout cast"
	}
	return strings.ToLower(string(v))
}

// errorNames lists the Go errors of an interface, each once.
func (e Emitter) errorNames(i *model.Interface) string {
	var names []string
	seen := naming.Set{}
	for _, pair := range i.Errors {
		var name string
		if pair.Value != nil {
			name = e.object(pair.Value)
		} else {
			name = e.typ(pair.Type)
		}
		if !seen[name] {
			seen[name] = true
			names = append(names, name)
		}
	}
	return strings.Join(names, ", ")
}

// shortDuration writes a duration without zero parts at the end: 30m instead of
// 30m0s.
func shortDuration(d time.Duration) string {
	text := d.String()
	if strings.HasSuffix(text, "m0s") {
		text = strings.TrimSuffix(text, "0s")
	}
	if strings.HasSuffix(text, "h0m") {
		text = strings.TrimSuffix(text, "0m")
	}
	return text
}
