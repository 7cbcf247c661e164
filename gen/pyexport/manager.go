package pyexport

import (
	"fmt"
	"slices"
	"strings"

	"github.com/oslogen/oslogen/gen/breaking"
	"github.com/oslogen/oslogen/internal/ladder"
)

// server writes the manager of one interface, and an endpoint for each major in
// front of it.
type server struct {
	*module
	iface   *Interface
	methods []*endpoint
}

// endpoint is one method on the wire.
type endpoint struct {
	*Method
	results []*breaking.Type
	names   map[*Param]string // in the manager's method
	takes   string            // the variable that holds arguments whose names Python can't have
}

func (s *server) write() {
	s.collect()
	s.imports["messaging"], s.imports["abc"] = true, true
	s.expected()
	s.abstract()
	for n, top := range s.iface.tops() {
		s.endpoints(s.endpointName(n), top)
	}
	s.makers()
}

// collect finds the methods of servers. A call and a cast of one name are one.
func (s *server) collect() {
	for _, m := range s.iface.Methods {
		if !m.on(breaking.ServerOnly) {
			continue
		}
		s.checkName(m)
		n := slices.IndexFunc(s.methods, func(e *endpoint) bool { return e.Rule.Name == m.Rule.Name })
		if n < 0 {
			e := &endpoint{Method: m, results: m.Results, names: map[*Param]string{}}
			e.name()
			s.methods = append(s.methods, e)
			continue
		}
		other := s.methods[n]
		if !sameArguments(other.Method, m) {
			s.out.problems.add(m.Pos, "%s and %s are one method of a Python server, %s, and have different arguments: say only=client on one of them", other.Go, m.Go, m.Rule.Name)
		}
		if m.Kind == "call" {
			other.results = m.Results
		}
	}
}

func (s *server) checkName(m *Method) {
	for _, text := range []string{m.Rule.Name, m.Rule.Was} {
		switch {
		case text == "":
		case text == "target" || text == "oslo_rpc_server_ping" || strings.HasPrefix(text, "_"):
			s.out.problems.add(m.Pos, "method %q: oslo.messaging's servers never call a method of that name; give %s another one with name=, or say only=client", text, m.Go)
		case !isName(text):
			s.out.problems.add(m.Pos, "method %q: a Python class can't have a method of that name; give %s another one with name=, or say only=client", text, m.Go)
		}
	}
}

// sameArguments reports whether a server can take both methods by one of its own.
func sameArguments(a, b *Method) bool {
	return slices.EqualFunc(a.Rule.Args, b.Rule.Args, func(x, y ladder.Arg) bool { return x.Name == y.Name && x.Was == y.Was && x.Span == y.Span }) &&
		(a.with(Rest) == nil) == (b.with(Rest) == nil)
}

// name gives the parameters of the manager's method their names.
func (e *endpoint) name() {
	taken := set("self", "ctxt")
	for _, p := range e.Params {
		switch p.Role {
		case Argument:
			e.names[p] = taken.take(name(e.Rule.Args[p.Rule].Name))
		case Rest:
			e.names[p] = taken.take(name(p.Name))
		}
	}
	e.takes = taken.take("kwargs")
	if p := e.with(Rest); p != nil {
		e.takes = e.names[p]
	}
}

// expected writes the decorator of exceptions that are no failures.
func (s *server) expected() {
	var list []string
	for _, e := range s.iface.Errors {
		for _, class := range e.Classes {
			if e.Expected {
				list = append(list, s.exception(class))
			}
		}
	}
	if len(list) > 0 {
		s.apart()
		s.line("# Exceptions that are answers, and no failures of the server.")
		s.list(s.decorator()+" = messaging.expected_exceptions(", list, ")")
	}
}

func (s *server) decorator() string { return "_" + words(s.iface.Name, "_") + "_expected" }

func (s *server) isExpecting() bool {
	return slices.ContainsFunc(s.iface.Errors, func(e *Error) bool { return e.Expected })
}

func (s *server) managerName() string { return capital(s.iface.Name) + "Manager" }

func (s *server) endpointName(n int) string {
	if n == 0 {
		return capital(s.iface.Name) + "Endpoint"
	}
	return fmt.Sprintf("%sV%dEndpoint", capital(s.iface.Name), s.iface.tops()[n].Major)
}

// abstract writes the manager, which a service implements.
func (s *server) abstract() {
	s.apart()
	s.line("class %s(metaclass=abc.ABCMeta):", s.declare(s.managerName(), s.iface))
	s.in(func() {
		s.doc(append([]string{"What a server of " + s.iface.Name + " does."}, paragraphs(s.iface.Doc)...)...)
		for _, e := range s.methods {
			s.line("")
			s.line("@abc.abstractmethod")
			hint, _ := s.result(e.results)
			s.list("def "+e.Rule.Name+"(", s.signature(e), ") -> "+hint+":")
			s.in(func() {
				s.doc(s.documentation(e)...)
			})
		}
	})
}

// documentation is the text of the Go method, and the requests of older clients.
func (s *server) documentation(e *endpoint) []string {
	list := e.documentation(e.Rule.Name)
	if len(list) == 0 {
		list = []string{"Handles the " + e.Kind + " " + e.Rule.Name + "."}
	}
	for _, p := range e.Params {
		if p.Role == Argument && p.Convert != "" {
			list = append(list, "Clients below "+e.Rule.Args[p.Rule].Since.String()+" send "+e.names[p]+" in its older form.")
		}
	}
	return list
}

// signature returns the parameters of the manager's method.
func (s *server) signature(e *endpoint) []string {
	list := []string{"self", "ctxt"}
	var later, rest []string
	for _, p := range e.Params {
		switch {
		case p.Role == Rest:
			rest = append(rest, "**"+e.names[p])
		case p.Role != Argument || !s.takes(e, p):
		case s.needs(e, p):
			list = append(list, e.names[p]+": "+s.hint(p.Type))
		default:
			standard := p.standard()
			later = append(later, e.names[p]+": "+s.optionalHint(p.Type, standard)+" = "+standard)
		}
	}
	return slices.Concat(list, later, rest)
}

// takes reports whether a server of some version uses an argument.
func (s *server) takes(e *endpoint, p *Param) bool {
	return slices.ContainsFunc(s.iface.tops(), func(top ladder.Version) bool {
		_, has := e.Rule.Floor(top)
		return has && e.Rule.Accept(top, p.Rule) != ladder.Ignored
	})
}

// needs reports whether servers of all versions refuse a request without the
// argument.
func (s *server) needs(e *endpoint, p *Param) bool {
	return !slices.ContainsFunc(s.iface.tops(), func(top ladder.Version) bool {
		_, has := e.Rule.Floor(top)
		return has && e.Rule.Accept(top, p.Rule) != ladder.Required
	})
}

// makers writes the function that puts endpoints in front of a manager.
func (s *server) makers() {
	params := []string{"manager"}
	for _, name := range parameters(s.iface.Namespace) {
		params = append(params, set("manager").take(name))
	}
	var list []string
	for n := range s.iface.tops() {
		list = append(list, s.endpointName(n)+"("+strings.Join(params, ", ")+")")
	}
	s.apart()
	s.line("def %s(%s):", s.declare(words(s.iface.Name, "_")+"_endpoints", s.iface), strings.Join(params, ", "))
	s.in(func() {
		s.doc("Returns the endpoints for messaging.get_rpc_server, in front of a manager.")
		s.list("return [", list, "]")
	})
}
