package pyexport_test

import (
	"fmt"
	"slices"
	"strings"

	"github.com/oslogen/oslogen/gen/breaking"
	"github.com/oslogen/oslogen/gen/pyexport"
	"github.com/oslogen/oslogen/internal/ladder"
)

// client asks what a client sends at each pin, in many ways.
func (o *obedience) client(pkg string, i *pyexport.Interface) {
	l, methods := history(i, breaking.ClientOnly)
	head := []any{pkg + ".rpcapi", i.Name + "API", constructed(i), stubs(methods)}
	for n, m := range methods {
		for _, pin := range pins(l) {
			for _, set := range o.ways(m) {
				version, _ := l.Named(pin)
				out := l.Predict(ladder.Pair{Client: i.Version, Pin: version, Server: i.Version}, n, set)
				kwargs := o.kwargs(m, set)
				var limit any
				if pin != "" {
					limit = pin
				}
				o.questions.Calls = append(o.questions.Calls, append(slices.Clone(head), limit, m.Python, kwargs))
				title := fmt.Sprintf("%s.%s(%v) pinned to %q", pkg, m.Python, kwargs, pin)
				o.sent = append(o.sent, expectation{title, message(i, m, out)})
			}
		}
	}
}

// pins are all versions and releases, none, one above those of the major, and one of
// another major.
func pins(l *ladder.Interface) []string {
	list := []string{"", fmt.Sprintf("%d.99", l.Version.Major), "99.0"}
	for _, s := range l.Steps() {
		list = append(list, s.Version.String())
	}
	for _, r := range l.Releases {
		list = append(list, r.Name)
	}
	return list
}

// stubs are the methods of subclasses that make older forms.
func stubs(methods []*pyexport.Method) []string {
	list := []string{}
	for _, m := range methods {
		for _, p := range m.Params {
			if p.Convert != "" {
				list = append(list, "_"+p.Convert)
			}
		}
	}
	return list
}

// constructed are values for the parameters of a client's constructor.
func constructed(i *pyexport.Interface) []any {
	templates := i.Exchange + i.Namespace
	if !i.ByMethods {
		templates += i.Topic
	}
	return given(templates)
}

// ways are sets of arguments: none, all, and random ones.
func (o *obedience) ways(m *pyexport.Method) []ladder.Set {
	count := len(m.Rule.Args)
	list := []ladder.Set{0, 1<<count - 1}
	for range min(count, 2) {
		list = append(list, ladder.Set(o.random.Uint64()&o.random.Uint64())&(1<<count-1))
	}
	return list
}

func (o *obedience) kwargs(m *pyexport.Method, set ladder.Set) map[string]any {
	kwargs := map[string]any{}
	for _, p := range m.Params {
		switch {
		case p.Role == pyexport.Server || p.Role == pyexport.Topic:
			kwargs[p.Python] = "host1"
		case p.Role == pyexport.Argument && set.Has(p.Rule):
			kwargs[p.Python] = value(p)
		case p.Role == pyexport.Argument && p.Needed:
			kwargs[p.Python] = nil
		}
	}
	return kwargs
}

// value is one that is not the default.
func value(p *pyexport.Param) any {
	switch p.Type.Kind {
	case breaking.Bool:
		return p.Default != "true"
	case breaking.Int, breaking.Uint, breaking.Float:
		return 77
	}
	return "a value"
}

// message is the request in the terms of obeys.py.
func message(i *pyexport.Interface, m *pyexport.Method, out ladder.Outcome) any {
	if out.Method == "" {
		return "RPCVersionCapError"
	}
	names := slices.Clone(out.Names)
	for _, c := range m.Constants {
		names = append(names, c.Name)
	}
	slices.Sort(names)
	list := []any{}
	for _, name := range names {
		list = append(list, name)
	}
	topic, server := m.Topic, any(nil)
	if topic == "" {
		topic = i.Topic
	}
	for _, p := range m.Params {
		switch p.Role {
		case pyexport.Server:
			server = "host1"
		case pyexport.Topic:
			topic = strings.ReplaceAll(topic, "{"+p.Name+"}", "host1")
		}
	}
	topic = inBraces.ReplaceAllString(topic, "given")
	return []any{out.Label.String(), out.Method, m.Kind, topic, server, list}
}
