package pyimport

import (
	"go/token"
	"slices"
	"strings"

	"github.com/oslogen/oslogen/gen/pyimport/pyast"
	"github.com/oslogen/oslogen/gen/pyimport/trace"
)

// server holds the manager classes that receive the client's messages.
type server struct {
	classes   []*pyast.Class
	endpoints map[string]*endpoint
	version   string
	legacy    []string // further namespaces, "" for none
	pos       Pos      // of the version
	open      bool     // a class passes unknown methods on
}

// endpoint is a method of a manager.
type endpoint struct {
	fn     *pyast.Func
	args   []receivable
	rest   bool // it takes **kwargs and passes them on
	errors []Error
}

// receivable is an argument that an endpoint takes.
type receivable struct {
	name     string
	required bool
	node     *pyast.Node // the default
	pos      Pos
}

func (e *endpoint) arg(name string) *receivable {
	i := slices.IndexFunc(e.args, func(r receivable) bool { return r.name == name })
	if i < 0 {
		return nil
	}
	return &e.args[i]
}

// readServer reads managers and their base classes.
func readServer(t *trace.Tracer, classes []*pyast.Class) *server {
	s := &server{classes: classes, endpoints: map[string]*endpoint{}}
	for _, c := range classes {
		s.readVersion(t, c)
		for _, k := range t.Order(c) {
			s.read(t, k)
		}
	}
	return s
}

func (s *server) read(t *trace.Tracer, k *pyast.Class) {
	for _, fn := range k.Functions {
		s.open = s.open || fn.Name == "__getattr__"
		if s.endpoints[fn.Name] == nil && isEndpoint(fn) {
			s.endpoints[fn.Name] = readEndpoint(t, fn)
		}
	}
	for _, a := range k.Assigns { // alias = method
		if a.X == nil || a.X.Kind != "Name" || len(a.List) != 1 {
			continue
		}
		if e := s.endpoints[a.X.Name]; e != nil && s.endpoints[a.List[0].Name] == nil {
			s.endpoints[a.List[0].Name] = e
		}
	}
}

func isEndpoint(fn *pyast.Func) bool {
	return !strings.HasPrefix(fn.Name, "_") && !fn.HasDecorator("property", "abstractmethod")
}

func readEndpoint(t *trace.Tracer, fn *pyast.Func) *endpoint {
	e := &endpoint{fn: fn, rest: fn.KwArg != "" && len(fn.Taken) == 0}
	for i, p := range fn.Params {
		if i == 0 && !fn.HasDecorator("staticmethod") || trace.IsContext(p.Name) {
			continue
		}
		e.args = append(e.args, receivable{p.Name, p.Default == nil, p.Default, Pos{fn.Module.File, p.Line}})
	}
	for _, k := range fn.Taken {
		if e.arg(k.Name) == nil {
			e.args = append(e.args, receivable{k.Name, k.Required, nil, Pos{fn.Module.File, k.Line}})
		}
	}
	for _, d := range fn.Decorators {
		if d.Kind == "Name" { // a decorator that several methods share
			if shared := fn.Module.Assigned(d.Name); shared != nil {
				d = shared
			}
		}
		if d.Kind == "Call" && pyast.Last(pyast.DecoratorName(d)) == "expected_exceptions" {
			e.errors = append(e.errors, expected(t, fn, d)...)
		}
	}
	return e
}

// expected returns the exceptions that a decorator names.
func expected(t *trace.Tracer, fn *pyast.Func, d *pyast.Node) []Error {
	var list []Error
	for _, n := range d.List {
		class := ""
		switch v := t.Static(fn.Module, n).(type) {
		case *trace.Class:
			class = v.Class.Module.Name + "." + v.Class.Name
		case *trace.External:
			class = v.Dotted
		}
		if class != "" && token.IsExported(class) { // a class of Python itself
			class = "builtins." + class
		}
		if strings.Contains(class, ".") {
			list = append(list, Error{class, "Err" + camelClass(pyast.Last(class)), Pos{fn.Module.File, n.Line}})
		}
	}
	return list
}

// readVersion finds the version that a manager serves.
func (s *server) readVersion(t *trace.Tracer, c *pyast.Class) {
	for _, name := range []string{"target", "RPC_API_VERSION"} {
		version := ""
		switch v := t.Attribute(c, name).(type) {
		case *trace.Target:
			version, _ = trace.Str(v.Fields["version"])
			s.readLegacy(v.Fields["legacy_namespaces"])
		case trace.Const:
			version, _ = trace.Str(v)
		}
		if version != "" && s.version == "" {
			s.version, s.pos = version, Pos{c.Module.File, c.Line}
		}
	}
}

// readLegacy finds the further namespaces that a manager answers to.
func (s *server) readLegacy(v trace.Value) {
	list, ok := v.(*trace.List)
	if !ok || s.legacy != nil {
		return
	}
	for _, elem := range list.Elems {
		text, _ := trace.Str(elem) // None is ""
		s.legacy = append(s.legacy, text)
	}
}
