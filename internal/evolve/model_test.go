package evolve_test

import (
	"fmt"
	"slices"
	"strings"

	"github.com/oslogen/oslogen/internal/evolve"
)

// This is the model: what docs/changing-an-interface.md says, written again. It
// shares nothing with the code of the generator and the runtime. It looks at the
// client's source and at the server's own, older or newer one.

type version = evolve.Version

// message is what a client sends.
type message struct {
	label  version
	method string
	args   map[string]string // by name: their JSON
}

// floor is the lowest version of a major that has what the words are about.
func floor(w evolve.Words, major int) (version, bool) {
	v := version{Major: major}
	if w.Since.Major == major {
		v = w.Since
	}
	if w.Since.Major > major || !w.Until.IsZero() && w.Until.Below(v) {
		return w.Since, false
	}
	return v, true
}

// available reports whether a version has what the words are about.
func available(w evolve.Words, v version) bool {
	return !v.Below(w.Since) && (w.Until.IsZero() || !w.Until.Below(v))
}

func nameAt(w evolve.Words, v version) string {
	if w.Was != "" && v.Below(w.Renamed) {
		return w.Was
	}
	return w.Name
}

// limit is the highest version that a client of a source may send.
func limit(s *evolve.Source, pin version) (version, bool) {
	if pin.IsZero() {
		return s.Version, true
	}
	for _, top := range s.Tops() {
		if top.Major == pin.Major && top.Below(pin) {
			return top, true
		}
		if top.Major == pin.Major {
			return pin, true
		}
	}
	return version{}, false
}

// send is what a client does with a call. set says which arguments are not absent. A
// refusal is a text.
func send(s *evolve.Source, m *evolve.Method, pin version, set func(int) bool) (message, string) {
	top, ok := limit(s, pin)
	if !ok {
		return message{}, "no pin"
	}
	low, has := floor(m.Words, top.Major)
	switch {
	case !has && top.Below(m.Since), has && top.Below(low):
		return message{}, refused("", m.Since)
	case !has:
		return message{}, refused("", version{})
	}
	label := low
	chosen, older := map[int]bool{}, map[int]bool{}
	for k, a := range m.Args {
		here := available(a.Words, low)
		sent := set(k) || (here || a.Retyped) && !a.Optional
		switch {
		case !sent, !here && !low.Below(a.Since): // absent, or gone
		case here:
			chosen[k] = true
		case !top.Below(a.Since):
			chosen[k] = true
			if label.Below(a.Since) {
				label = a.Since
			}
		case a.Retyped:
			chosen[k], older[k] = true, true
		case a.Below != "drop":
			return message{}, refused(a.Name, a.Since)
		}
	}
	out := message{label: label, method: nameAt(m.Words, label), args: map[string]string{}}
	for k, a := range m.Args {
		if chosen[k] && (older[k] || available(a.Words, label)) {
			out.args[nameAt(a.Words, label)] = value(a, set(k), older[k])
		}
	}
	return out, ""
}

func refused(name string, needs version) string {
	text := ""
	if !needs.IsZero() {
		text = needs.String()
	}
	return fmt.Sprintf("refused %q needs %q", name, text)
}

// value is an argument on the wire. A retyped one was a number before.
func value(a *evolve.Arg, set, older bool) string {
	switch {
	case older && set:
		return "7"
	case older:
		return "0"
	case set:
		return evolve.Types[a.Type].Set
	default:
		return a.Absent()
	}
}

// String is the message as the program prints it.
func (m message) String() string {
	var words []string
	for name, raw := range m.args {
		words = append(words, name+"="+raw)
	}
	slices.Sort(words)
	return m.label.String() + " " + m.method + "(" + strings.Join(words, ", ") + ")"
}

// answer is what a server of a source does with a message: the method that runs with
// its arguments, or why none does.
func answer(s *evolve.Source, msg message) string {
	for _, top := range s.Tops() {
		if top.Major != msg.label.Major || top.Below(msg.label) {
			continue
		}
		for _, m := range s.Methods {
			low, has := floor(m.Words, top.Major)
			if has && !top.Below(low) && (msg.method == m.Name || m.Was != "" && msg.method == m.Was) {
				return run(m, low, top, msg)
			}
		}
		return "NoSuchMethod"
	}
	return "UnsupportedVersion"
}

// run binds the arguments of a message to those of a method.
func run(m *evolve.Method, low, top version, msg message) string {
	text, used := m.Go, 0
	for _, a := range m.Args {
		raw, sent := msg.args[a.Name]
		if old, ok := msg.args[a.Was]; a.Was != "" && ok {
			raw, sent = old, true
		}
		absent := a.Absent()
		switch gone := !a.Until.IsZero() && a.Until.Below(top); {
		case sent && gone:
			used++
			text += " " + absent
		case sent:
			used++
			text += " " + read(a, raw)
		case a.Optional, gone, !available(a.Words, low):
			text += " " + absent
		default:
			return "TypeError"
		}
	}
	if used < len(msg.args) {
		return "TypeError"
	}
	return text
}

// read is the JSON of an argument after the server has read it: the newer type reads
// the older one.
func read(a *evolve.Arg, raw string) string {
	if evolve.Types[a.Type].Go == "Count" && !strings.HasPrefix(raw, "{") {
		return `{"n": ` + raw + `}`
	}
	return raw
}
