package apidoc

import (
	"go/format"
	"slices"
	"strconv"
	"strings"
)

// brokerURL is the broker of the examples.
const brokerURL = "rabbit://user:password@host:5672/"

// The packages that every Go example needs.
var (
	osloImport = Import{"oslo", "github.com/oslogen/oslogen/runtime"}
	amqpImport = Import{"", "github.com/oslogen/oslogen/runtime/amqp"}
)

// goSetup is the beginning of a Go program that uses the interface, with the imports
// of all examples of its page.
func (i *Interface) goSetup() string {
	var b strings.Builder
	b.WriteString(imports(i.goImports()) + "\n")
	b.WriteString("tr, err := oslo.Open(ctx, " + strconv.Quote(brokerURL) + ", amqp.Driver())\n" +
		"if err != nil {\n\treturn err\n}\ndefer tr.Close()\n")
	if i.Client.Func != "" {
		b.WriteString("c := " + i.goCall(i.Client, nil) + "\n")
	}
	return b.String()
}

// goServing is the Go code that serves or listens, or "".
func (i *Interface) goServing() string {
	if i.Server.Func == "" {
		return ""
	}
	name, args := "srv", []string{`"host1"`, "impl"}
	if i.Notify != nil {
		name, args = "l", []string{"impl"}
	}
	return "var impl " + i.qualified(i.Server.Impl) + " // your implementation\n" +
		name + " := " + i.goCall(i.Server, args) + "\nerr = " + name + ".Serve(ctx)\n"
}

// goCall calls a constructor, with examples for the texts in braces.
func (i *Interface) goCall(c Constructor, args []string) string {
	list := []string{"tr"}
	for _, p := range c.Params {
		list = append(list, strconv.Quote(p))
	}
	return i.qualified(c.Func) + "(" + strings.Join(append(list, args...), ", ") + ")"
}

// qualified is a name of the interface's package as other packages write it.
func (i *Interface) qualified(name string) string {
	if i.Package.As == "" {
		return name
	}
	return i.Package.As + "." + name
}

// goImports are the imports of all examples.
func (i *Interface) goImports() []Import {
	list := []Import{amqpImport, osloImport}
	if i.Package.As != "" {
		list = append(list, Import{i.Package.As, i.Package.Path})
	}
	for _, m := range i.Methods {
		for _, code := range i.goArgs(m) {
			list = append(list, code.Imports...)
		}
	}
	return list
}

// goArgs are the expressions of a call, or nil if no client in Go has the method.
func (i *Interface) goArgs(m *Method) (list []Code) {
	if i.Client.Func == "" || !m.on("client") {
		return nil
	}
	var args []*Arg
	if i.RPC != nil {
		args = i.example(m).args
	}
	for _, p := range m.Params {
		switch {
		case p.Literal.Text != "":
			list = append(list, p.literal(args))
		case p.Arg == nil || i.Notify != nil || slices.Contains(args, p.Arg):
			list = append(list, p.Sample)
		default:
			list = append(list, p.Absent)
		}
	}
	return list
}

// literal is a request with some of its arguments.
func (p Param) literal(args []*Arg) Code {
	out := Code{Imports: slices.Clone(p.Literal.Imports)}
	var fields []string
	for _, f := range p.Fields {
		if slices.Contains(args, f.Arg) {
			fields = append(fields, f.Name+": "+f.Sample.Text)
			out.Imports = append(out.Imports, f.Sample.Imports...)
		}
	}
	out.Text = p.Literal.Text + "{" + strings.Join(fields, ", ") + "}"
	return out
}

// goExample calls a method in Go, or is "" if no client in Go has it.
func (i *Interface) goExample(m *Method) string {
	if i.Client.Func == "" || !m.on("client") {
		return ""
	}
	c := "c"
	if i.RPC != nil {
		if r := i.example(m); r.pin {
			c += ".With(oslo.Pin(" + strconv.Quote(i.home(m).String()) + "))"
		}
	}
	args := []string{"ctx"}
	for _, code := range i.goArgs(m) {
		args = append(args, code.Text)
	}
	text := spread(m.goResults()+c+"."+m.Name+"(", args, ")", "\t")
	if formatted, err := format.Source([]byte(text)); err == nil {
		text = string(formatted)
	}
	return text + "\n"
}

// goResults are the variables of a call's results.
func (m *Method) goResults() string {
	switch len(m.Results) {
	case 0:
		return "err = "
	case 1:
		return "result, err := "
	}
	var names []string
	for n, r := range m.Results {
		if r.Name == "" || slices.Contains([]string{"c", "tr", "ctx", "err", "oslo", "amqp"}, r.Name) || slices.Contains(names, r.Name) {
			r.Name = "result" + strconv.Itoa(n+1)
		}
		names = append(names, r.Name)
	}
	return strings.Join(names, ", ") + ", err := "
}
