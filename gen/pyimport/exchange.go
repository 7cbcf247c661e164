package pyimport

import (
	"bytes"

	"github.com/oslogen/oslogen/gen/pyimport/pyast"
	"github.com/oslogen/oslogen/gen/pyimport/trace"
)

// exchange finds the control exchange that the package of file sets as its
// default. It returns "" when the package sets none, which leaves
// oslo.messaging's own, or more than one.
func (l *lookup) exchange(file string) string {
	var all []found
	for _, s := range l.sources(file) {
		for _, name := range []string{"set_transport_defaults", "set_defaults"} {
			if bytes.Contains(s.text, []byte(name+"(")) {
				all = append(all, l.exchanges(s.path, name)...)
			}
		}
	}
	f, ok := only(all)
	if !ok {
		return ""
	}
	text, _ := trace.Str(f.value)
	return text
}

// exchanges returns the constants that calls in one file give as the control
// exchange: the first argument of set_transport_defaults, or the keyword.
func (l *lookup) exchanges(path, name string) []found {
	m, err := l.tree.Open(path)
	if err != nil {
		return nil
	}
	var list []found
	for _, call := range l.tree.Calls(m, name) {
		if v := l.tracer.Static(m, exchangeArgument(call, name)); isText(v) {
			list = append(list, found{v, Pos{path, call.Line}})
		}
	}
	return list
}

func exchangeArgument(call *pyast.Node, name string) *pyast.Node {
	for _, k := range call.Keywords {
		if k.Name == "control_exchange" {
			return k.X
		}
	}
	if name == "set_transport_defaults" && len(call.List) == 1 {
		return call.List[0]
	}
	return nil
}
