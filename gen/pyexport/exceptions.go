package pyexport

import (
	"maps"
	"slices"
	"strings"

	"github.com/oslogen/oslogen/gen/breaking"
)

// exception is the expression for a class such as disks.exceptions.NotFound. Its
// module is written if it is one of the package, and imported otherwise.
func (m *module) exception(class string) string {
	n := strings.LastIndexByte(class, '.')
	dotted, name := class[:max(n, 0)], class[n+1:]
	if dotted == "builtins" || dotted == "exceptions" || dotted == "" {
		return name
	}
	if own := m.out.own(dotted); own != "" {
		return m.member(own, name)
	}
	return m.other(dotted) + "." + name
}

// own is the last name of a module directly in the package, or "".
func (o *output) own(dotted string) string {
	last, ok := strings.CutPrefix(dotted, o.cfg.Package+".")
	if !ok || strings.Contains(last, ".") {
		return ""
	}
	return last
}

// exceptions writes the classes of oslo:error that belong into the package.
func (o *output) exceptions() {
	classes := map[string]*Error{}
	for _, i := range o.pkg.Interfaces {
		for _, e := range i.Errors {
			for _, class := range e.Classes {
				n := strings.LastIndexByte(class, '.')
				if n < 0 || o.own(class[:n]) == "" {
					continue
				}
				if o.isTaken(class[:n]) {
					o.problems.add(e.Pos, "exception %s: the module %s has other things in it; give the class another module", class, class[:n])
					continue
				}
				classes[class] = e
			}
		}
	}
	for _, class := range slices.Sorted(maps.Keys(classes)) {
		n := strings.LastIndexByte(class, '.')
		m := o.module(o.own(class[:n]), "Exceptions of the RPC API of "+o.pkg.Name+".")
		m.exceptionClass(class[n+1:], classes[class])
	}
}

// isTaken reports whether a module of the package has another purpose.
func (o *output) isTaken(dotted string) bool {
	return slices.Contains([]string{"rpcapi", "manager", "structs", "objects", "notifications", "__init__"}, o.own(dotted))
}

// exceptionClass writes one class. Its keyword arguments are the fields of the Go
// error.
func (m *module) exceptionClass(class string, e *Error) {
	m.apart()
	m.line("class %s(Exception):", class)
	m.in(func() {
		var fields []breaking.Field
		if e.Fields != nil {
			fields = m.out.pkg.Structs[e.Fields.Ref].Fields
		}
		m.doc("Go has it as " + e.Go + ".")
		if len(fields) == 0 {
			return
		}
		m.line("")
		m.exceptionFields(fields, e.Keywords)
		if e.Keywords {
			m.line("")
			m.line("def __str__(self):")
			m.in(func() { m.line("return self.message") })
		}
	})
}

// exceptionFields writes the constructor. Keywords that can't be names of parameters
// come in **kwargs.
func (m *module) exceptionFields(fields []breaking.Field, keywords bool) {
	params := []string{"self", "message=''"}
	attributes := set("message", "kwargs", "args", "with_traceback", "add_note")
	var lines, items []string
	odd := false
	for _, f := range fields {
		attribute := attributes.take(name(f.Wire))
		value := attribute
		if attribute == f.Wire && f.Wire != "self" {
			params = append(params, attribute+"=None")
		} else {
			odd = true
			value = "kwargs.get(" + quote(f.Wire) + ")"
		}
		lines = append(lines, "self."+attribute+" = "+value)
		items = append(items, quote(f.Wire)+": self."+attribute)
	}
	if odd {
		params = append(params, "**kwargs")
	}
	m.list("def __init__(", params, "):")
	m.in(func() {
		if keywords {
			lines = append([]string{"super().__init__()", "self.message = message"}, lines...)
		} else {
			lines = append([]string{"super().__init__(message)"}, lines...)
		}
		m.lines(lines)
		m.line("# Travels to the caller.")
		m.list("self.kwargs = {", items, "}")
	})
}
