package gen

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/dave/jennifer/jen"
)

// messages writes what both sides know of the methods: the errors, and for each
// method its descriptor and its arguments.
func (e emitter) messages(i *iface) []jen.Code {
	var decls []jen.Code
	if len(i.errors) > 0 {
		decls = append(decls, e.errors(i))
	}
	for _, m := range i.methods {
		decls = append(decls, e.descriptor(i, m))
		if m.args != "" {
			decls = append(decls, e.args(m))
		}
		if m.tuple != "" {
			decls = append(decls, e.tuple(m))
		}
	}
	return decls
}

// errors writes the table of an interface's errors.
func (e emitter) errors(i *iface) jen.Code {
	var entries []string
	for _, pair := range i.errors {
		remote := strconv.Quote(pair.remote)
		var entry string
		if pair.value != nil {
			entry = e.oslo("ErrorValue") + "(" + remote + ", " + e.object(pair.value) + ")"
		} else {
			entry = e.oslo("ErrorType") + "[" + e.typ(pair.typ) + "](" + remote + ")"
		}
		if len(pair.also) > 0 {
			entry += ".Also(" + quoted(pair.also) + ")"
		}
		if pair.keywords {
			entry += ".Keywords()"
		}
		if pair.expected {
			entry += ".Expected()"
		}
		entries = append(entries, entry)
	}
	return jen.Var().Id(i.ids.errors + " = " + e.oslo("NewErrors")).Call(oneALine(entries)...)
}

// descriptor writes the variable that describes m to the runtime.
func (e emitter) descriptor(i *iface, m *method) jen.Code {
	var f fields
	f.text("Name", m.wire)
	if m.topic.fixed() {
		f.text("Topic", string(m.topic))
	}
	f.text("Version", m.version)
	if m.timeout != 0 {
		f.add("Timeout", e.duration(m.timeout))
	}
	if m.monitor != 0 {
		f.add("Monitor", e.duration(m.monitor))
	}
	if m.mandatory {
		f.add("Mandatory", "true")
	}
	if m.retry != "" {
		f.add("Retry", "new("+m.retry+")")
	}
	if m.unconfirmed {
		f.add("Unconfirmed", "true")
	}
	if i.ids.errors != "" {
		f.add("Errors", i.ids.errors)
	}
	literal := f.inOneLine()
	if rules := e.argRules(m); len(rules) > 0 {
		f.add("Args", "[]"+e.oslo("Arg")+"{\n"+strings.Join(rules, ",\n")+",\n}")
		literal = f.oneALine()
	}
	return jen.Var().Id(m.descriptor + " = " + e.oslo("Method") + literal)
}

// argRules are the literals of the arguments that may be left out.
func (e emitter) argRules(m *method) []string {
	var list []string
	for _, p := range m.arguments() {
		if !p.optional {
			continue
		}
		var f fields
		f.text("Name", p.wire)
		if p.standard == "" {
			f.add("Optional", "true")
		} else {
			f.add("Default", p.standard)
		}
		list = append(list, f.inOneLine())
	}
	for _, c := range m.constants {
		list = append(list, fmt.Sprintf("{Name: %q, Constant: true}", c.wire))
	}
	return list
}

// args writes the struct whose fields are the arguments of m, for both sides.
func (e emitter) args(m *method) jen.Code {
	var list []jen.Code
	for _, p := range m.arguments() {
		tag := `json:"` + p.wire + `"`
		if p.role == rest {
			tag = `oslo:"rest"`
		}
		list = append(list, jen.Id(p.field+" "+e.typ(p.typ)+" `"+tag+"`"))
	}
	for _, c := range m.constants {
		list = append(list, jen.Id(c.field+" any `json:\""+c.wire+"\"`"))
	}
	return jen.Type().Id(m.args).Struct(list...)
}

// tuple writes the struct whose fields are the results of m.
func (e emitter) tuple(m *method) jen.Code {
	list := []jen.Code{jen.Id(e.oslo("Tuple"))}
	for _, r := range m.results {
		list = append(list, jen.Id(r.field+" "+e.typ(r.typ)))
	}
	return jen.Type().Id(m.tuple).Struct(list...)
}
