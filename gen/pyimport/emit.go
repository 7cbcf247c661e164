package pyimport

import (
	"bytes"
	"fmt"
	"go/format"
	"slices"
	"strings"
)

// emit writes the interfaces as a Go file.
func emit(r *Result) []byte {
	w := &writer{docs: r.docs, taken: r.typeNames()}
	w.line("// Package %s is %s of %s, imported from Python.", r.Package, kindOf(r), classes(r))
	w.line("package %s", r.Package)
	w.imports(r)
	w.errors(r)
	for _, i := range r.Interfaces {
		w.iface(i)
	}
	for _, n := range r.Notifications {
		w.notification(n)
	}
	w.structs(r.Structs)
	w.converters(r)
	for _, o := range r.Objects {
		w.object(o)
	}
	for _, e := range r.Enums {
		w.enum(e)
	}
	src, err := format.Source(w.Bytes())
	if err != nil {
		return w.Bytes() // a test compiles the result
	}
	return src
}

// kindOf names the contents of a file.
func kindOf(r *Result) string {
	switch {
	case len(r.Interfaces) > 0:
		return "the RPC API"
	case len(r.Notifications) > 0:
		return "the notifications"
	}
	return "the objects"
}

// classes lists the classes of the kind that the file is named after.
func classes(r *Result) string {
	var list []string
	for _, i := range r.Interfaces {
		list = append(list, i.Class)
	}
	for _, n := range r.Notifications {
		if len(r.Interfaces) == 0 {
			list = append(list, n.Class)
		}
	}
	for _, o := range r.Objects {
		if len(r.Interfaces)+len(r.Notifications) == 0 {
			list = append(list, o.Class)
		}
	}
	if len(list) > 3 {
		return strings.Join(list[:3], ", ") + " and more"
	}
	return strings.Join(list, ", ")
}

// writer holds the text of a Go file.
type writer struct {
	bytes.Buffer
	docs  bool
	taken names // constants
}

func (w *writer) line(format string, args ...any) { fmt.Fprintf(w, format+"\n", args...) }

func (w *writer) imports(r *Result) {
	w.line("import (")
	if len(r.Interfaces) > 0 || slices.ContainsFunc(r.Notifications, (*Notification).written) {
		w.line("%q", "context")
	}
	for _, i := range r.Interfaces {
		if len(i.Errors)+len(i.Converters) > 0 {
			w.line("%q", "errors")
			break
		}
	}
	if r.hasTimes() {
		w.line("%q", "time")
	}
	if len(r.Objects) > 0 {
		w.line("\n%q", "github.com/oslogen/oslogen/runtime/versioned")
	}
	w.line(")")
}

func (r *Result) typeNames() names {
	taken := names{}
	for _, i := range r.Interfaces {
		taken[i.Name] = true
	}
	for _, n := range r.Notifications {
		taken[n.Name] = true
	}
	for _, o := range r.Objects {
		taken[o.Name] = true
	}
	return taken
}

func (r *Result) hasTimes() bool {
	return slices.ContainsFunc(r.Objects, func(o *Object) bool {
		return slices.ContainsFunc(o.Fields, func(f *ObjectField) bool { return strings.Contains(f.Type, "time.Time") })
	})
}

// errors declares the errors of all interfaces.
func (w *writer) errors(r *Result) {
	taken := map[string]bool{}
	for _, i := range r.Interfaces {
		for _, e := range i.Errors {
			if taken[e.Name] {
				continue
			}
			if len(taken) == 0 {
				w.line("\n// Errors that servers answer with on purpose.\nvar (")
			}
			taken[e.Name] = true
			w.line("%s = errors.New(%q)", e.Name, sentence(strings.TrimPrefix(e.Name, "Err")))
		}
	}
	if len(taken) > 0 {
		w.line(")")
	}
}

func (w *writer) iface(i *Interface) {
	w.line("\n// %s holds the requests of %s.", i.Name, i.Class)
	w.todos(i.Todos)
	w.line("//")
	for _, d := range i.directives() {
		w.line("//%s", d)
	}
	w.line("type %s interface {", i.Name)
	for n, m := range i.Methods {
		if n > 0 {
			w.line("")
		}
		w.method(m)
	}
	w.line("}")
}

func (w *writer) todos(list []Todo) {
	for _, t := range list {
		w.line("//")
		w.line("// TODO(oslogen): %s: %s.", t.Pos, oneLine(t.Text))
	}
}

// oneLine keeps a Python expression from ending a comment.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

func (w *writer) method(m *Method) {
	doc := w.docs && m.Doc != ""
	if doc {
		w.line("// %s: %s", m.Name, oneLine(m.Doc))
	}
	for n, t := range m.Todos {
		if n > 0 || doc {
			w.line("//")
		}
		w.line("// TODO(oslogen): %s: %s.", t.Pos, oneLine(t.Text))
	}
	if doc || len(m.Todos) > 0 {
		w.line("//")
	}
	for _, d := range append([]string{m.directive()}, m.constants()...) {
		w.line("//%s", d)
	}
	w.signature(m)
	if m.Result != "" {
		w.line(") (%s, error)", m.Result)
		return
	}
	w.line(") error")
}

// field is a parameter in the generated signature.
type field struct{ directive, name, goType string }

func (m *Method) fields() []field {
	var list []field
	for _, p := range m.TopicParams {
		list = append(list, field{topicDirective, p.Name, "string"})
	}
	if m.Server != nil {
		list = append(list, field{serverDirective, m.Server.Name, "string"})
	}
	for _, a := range m.Args {
		if a.isConstant() {
			continue
		}
		list = append(list, field{a.directive(), a.Name, a.Type})
	}
	if m.Rest != "" {
		list = append(list, field{restDirective, m.Rest, "map[string]any"})
	}
	return list
}

// signature writes the parameters. A parameter with a directive has a line of
// its own, and neighbours of one type share it.
func (w *writer) signature(m *Method) {
	const width = 90
	text := m.Name + "(ctx context.Context"
	column := len(text)
	fields := m.fields()
	for n, f := range fields {
		alone := f.directive != "" || n > 0 && fields[n-1].directive != ""
		piece := f.name
		if n+1 == len(fields) || fields[n+1].goType != f.goType || fields[n+1].directive != "" || f.directive != "" {
			piece += " " + f.goType
		}
		switch {
		case f.directive != "":
			text += ",\n//" + f.directive + "\n" + piece
		case alone || column+len(piece) > width:
			text += ",\n" + piece
			column = 0
		default:
			text += ", " + piece
		}
		column += len(piece) + 2
	}
	w.WriteString(text)
}
