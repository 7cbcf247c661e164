package pyexport

import (
	"slices"
	"strings"

	"github.com/oslogen/oslogen/internal/ladder"
)

// endpoints writes the class that serves one major.
func (s *server) endpoints(class string, top ladder.Version) {
	s.apart()
	s.line("class %s(object):", s.declare(class, s.iface))
	s.in(func() {
		s.doc("Version " + top.String() + " of " + s.iface.Name + ", in front of a manager.")
		s.line("")
		s.target(top)
		for _, e := range s.methods {
			if _, has := e.Rule.Floor(top); has {
				s.line("")
				s.endpoint(e, top)
			}
		}
	})
}

// target writes the endpoint's target and its constructor. The target of a
// namespace with parameters is the object's own.
func (s *server) target(top ladder.Version) {
	params, names, owner := []string{"self", "manager"}, map[string]string{}, ""
	local := set(params...)
	for _, name := range parameters(s.iface.Namespace) {
		names[name] = local.take(name)
		params = append(params, names[name])
		owner = "self."
	}
	items := []string{"version=" + quote(top.String())}
	if s.iface.Namespace != "" {
		items = append(items, "namespace="+format(s.iface.Namespace, names))
	}
	if legacy := s.iface.Legacy; len(legacy) > 0 {
		var list []string
		for _, text := range legacy {
			if text == "" {
				list = append(list, "None")
			} else {
				list = append(list, quote(text))
			}
		}
		items = append(items, "legacy_namespaces=["+strings.Join(list, ", ")+"]")
	}
	if owner == "" {
		s.list("target = messaging.Target(", items, ")")
		s.line("")
	}
	s.list("def __init__(", params, "):")
	s.in(func() {
		if owner != "" {
			s.list("self.target = messaging.Target(", items, ")")
		}
		s.line("self._manager = manager")
	})
}

// endpoint writes one method of an endpoint, and its older name.
func (s *server) endpoint(e *endpoint, top ladder.Version) {
	if s.isExpecting() {
		s.line("@%s", s.decorator())
	}
	a := &acceptor{server: s, endpoint: e, top: top}
	a.collect()
	s.list("def "+e.Rule.Name+"(", a.signature(), "):")
	s.in(func() {
		s.lines(a.before)
		s.list("return self._manager."+e.Rule.Name+"(", append([]string{"ctxt"}, a.passed...), ")")
	})
	if e.Rule.Was != "" {
		s.line("")
		s.line("%s = %s", e.Rule.Was, e.Rule.Name)
	}
}

// acceptor reads the arguments of one method at one version, as ladder.Method.Accept
// says.
type acceptor struct {
	*server
	*endpoint
	top             ladder.Version
	required, later []string // parameters
	odd             bool     // whether arguments come in **kwargs
	before          []string // lines that choose between names
	passed          []string // to the manager
	taken           nameSet
}

func (a *acceptor) collect() {
	a.taken = set("self", "ctxt", a.endpoint.takes)
	for _, name := range a.names {
		a.taken[name] = true
	}
	for _, p := range a.Params {
		if p.Role == Argument {
			a.argument(p)
		}
	}
	for _, k := range a.Constants {
		if isName(k.Name) && !reserved[k.Name] {
			a.later = append(a.later, a.taken.take(k.Name)+"=None")
		} else {
			a.odd = true
			a.before = append(a.before, a.endpoint.takes+".pop("+quote(k.Name)+", None)")
		}
	}
	rest := a.with(Rest) != nil
	if a.odd && !rest {
		a.helper("_reject")
		a.before = append(a.before, "_reject("+a.endpoint.takes+")")
	}
	if rest {
		a.passed = append(a.passed, "**"+a.endpoint.takes)
	}
}

// signature returns the parameters.
func (a *acceptor) signature() []string {
	list := []string{"self", "ctxt"}
	if a.odd {
		list = append(list, "/")
	}
	list = slices.Concat(list, a.required, a.later)
	if a.odd || a.with(Rest) != nil {
		list = append(list, "**"+a.endpoint.takes)
	}
	return list
}

// argument adds one argument with its present and its older name.
func (a *acceptor) argument(p *Param) {
	rule, use := &a.Rule.Args[p.Rule], a.Rule.Accept(a.top, p.Rule)
	value := a.names[p]
	standard := p.standard()
	if use == ladder.Required && rule.Was != "" {
		standard = a.helper("_MISSING")
	} else if use == ladder.Required {
		standard = ""
	}
	a.read(rule.Name, value, standard)
	if rule.Was != "" {
		older := a.taken.take(name(rule.Was))
		a.read(rule.Was, older, a.helper("_MISSING"))
		a.before = append(a.before, "if "+older+" is not _MISSING:", tab+value+" = "+older)
	}
	if use == ladder.Required && rule.Was != "" {
		a.before = append(a.before, "if "+value+" is _MISSING:", tab+"raise TypeError("+quote("missing argument "+rule.Name)+")")
	}
	switch {
	case use != ladder.Ignored:
		a.passed = append(a.passed, value+"="+value)
	case a.server.takes(a.endpoint, p):
		a.passed = append(a.passed, value+"="+p.standard())
	}
}

// read makes a parameter of a name on the wire, or takes it out of **kwargs.
func (a *acceptor) read(wire, variable, standard string) {
	switch {
	case !isName(wire) || reserved[wire] || wire != variable:
		a.odd = true
		a.helper("_take")
		text := variable + " = _take(" + a.endpoint.takes + ", " + quote(wire)
		if standard != "" {
			text += ", " + standard
		}
		a.before = append(a.before, text+")")
	case standard == "":
		a.required = append(a.required, variable)
	default:
		a.later = append(a.later, variable+"="+standard)
	}
}

// helpers are the functions that endpoints share, above the classes.
var helpers = []struct{ name, text string }{
	{"_MISSING", "_MISSING = object()\n"},
	{"_take", `
def _take(kwargs, name, default=_MISSING):
    value = kwargs.pop(name, default)
    if value is _MISSING:
        raise TypeError('missing argument %s' % name)
    return value
`},
	{"_reject", `
def _reject(kwargs):
    for name in kwargs:
        raise TypeError('unexpected argument %s' % name)
`},
}

// helper names something of helpers, which the module then has.
func (m *module) helper(name string) string {
	if m.helpers == nil {
		m.helpers = map[string]bool{}
	}
	m.helpers[name] = true
	if name == "_take" {
		m.helpers["_MISSING"] = true
	}
	return name
}
