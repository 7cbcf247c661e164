package gen

import (
	"cmp"
	"strings"
	"time"
)

// methodDoc returns the doc comment of a client's method: the source's comment
// and a line about the message.
func (e emitter) methodDoc(i *iface, m *method) []string {
	if m.doc == "" {
		return []string{m.name + " sends the " + e.wireDoc(i, m)}
	}
	return []string{m.doc, "It sends the " + e.wireDoc(i, m)}
}

// wireDoc describes the message of m in one sentence and lists the errors in
// another.
func (e emitter) wireDoc(i *iface, m *method) string {
	parts := []string{kindDoc(m.verb) + " " + m.wire}
	if m.topic != "" {
		parts = append(parts, "topic "+string(m.topic))
	}
	first := m.version
	if m.floor(i.rpc.version) == "" {
		first = "" // only older majors have it
	}
	parts = append(parts, historyDoc(m.history, first)...)
	for _, p := range m.arguments() {
		if !p.history.isEmpty() {
			parts = append(parts, p.wire+" "+strings.Join(historyDoc(p.history, ""), " "))
		}
	}
	if m.timeout != 0 {
		parts = append(parts, "timeout "+shortDuration(m.timeout))
	}
	if m.monitor != 0 {
		parts = append(parts, "monitor "+shortDuration(m.monitor))
	}
	if m.mandatory {
		parts = append(parts, "mandatory")
	}
	if m.retry != "" {
		parts = append(parts, "retry "+m.retry)
	}
	if m.unconfirmed {
		parts = append(parts, "unconfirmed")
	}
	text := strings.Join(parts, ", ") + "."
	if m.verb == call && len(i.errors) > 0 {
		text += " Errors: " + e.errorNames(i) + "."
	}
	return text
}

// historyDoc says when a method or an argument came, went and got its name. first
// stands in for a missing since=.
func historyDoc(h history, first string) []string {
	var parts []string
	if since := cmp.Or(h.since, first); since != "" {
		parts = append(parts, "since "+since)
	}
	if h.until != "" {
		parts = append(parts, "until "+h.until)
	}
	if h.was != "" {
		parts = append(parts, "as "+h.was+" before "+h.renamed)
	}
	return parts
}

func kindDoc(v verb) string {
	if v == fanout {
		return "fanout cast"
	}
	return strings.ToLower(string(v))
}

// errorNames lists the Go errors of an interface, each once.
func (e emitter) errorNames(i *iface) string {
	var names []string
	seen := nameSet{}
	for _, pair := range i.errors {
		name := ""
		if pair.value != nil {
			name = e.object(pair.value)
		} else {
			name = e.typ(pair.typ)
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
