package gen

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/dave/jennifer/jen"
)

// messages emits the declarations that client and server share: the errors, and
// the descriptor and arguments of each method.
func (e emitter) messages(i *iface) []jen.Code {
	var decls []jen.Code
	if len(i.errors) > 0 {
		decls = append(decls, e.errors(i))
	}
	if i.ids.history != "" {
		decls = append(decls, e.history(i))
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

// errors emits the table of an interface's errors.
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
	return jen.Id("var " + i.ids.errors + " = " + e.oslo("NewErrors") + "(" + oneALine(entries) + ")")
}

// descriptor emits the variable that describes m to the runtime.
func (e emitter) descriptor(i *iface, m *method) jen.Code {
	var f fields
	f.text("Name", m.wire)
	if m.topic.fixed() {
		f.text("Topic", string(m.topic))
	}
	f.text("Version", m.version)
	if len(i.rpc.tops()) > 1 || m.isVersioned() {
		f.text("Since", m.history.since)
	}
	f.text("Until", m.history.until)
	f.text("Was", m.history.was)
	f.text("Renamed", m.history.renamed)
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
	return jen.Id("var " + m.descriptor + " = " + e.oslo("Method") + literal)
}

// history emits the variable that tells clients the versions of the interface.
func (e emitter) history(i *iface) jen.Code {
	var f fields
	f.text("Version", i.rpc.version)
	if len(i.rpc.also) > 0 {
		f.add("Also", "[]string{"+quoted(i.rpc.also)+"}")
	}
	if len(i.rpc.releases) > 0 {
		var releases []string
		for _, r := range i.rpc.releases {
			releases = append(releases, strconv.Quote(r.name)+": "+strconv.Quote(r.value))
		}
		f.add("Releases", "map[string]string{"+strings.Join(releases, ", ")+"}")
	}
	return jen.Id("var " + i.ids.history + " = " + e.oslo("History") + f.oneALine())
}

// addBelow adds the treatment of a value that the client's pin does not allow.
func (e emitter) addBelow(f *fields, p *param) {
	switch {
	case p.convert != nil:
		f.add("Below", e.oslo("Convert"))
		f.add("Convert", e.oslo("Converter")+"("+p.convert.Name()+")")
	case p.below == "drop":
		f.add("Below", e.oslo("Drop"))
	}
}

// argRules emits the literals of the arguments that are optional or differ
// between versions.
func (e emitter) argRules(m *method) []string {
	var list []string
	for _, p := range m.arguments() {
		if !p.optional && p.history.isEmpty() {
			continue
		}
		var f fields
		f.text("Name", p.wire)
		f.text("Since", p.history.since)
		f.text("Until", p.history.until)
		f.text("Was", p.history.was)
		f.text("Renamed", p.history.renamed)
		switch {
		case p.standard != "":
			f.add("Default", p.standard)
		case p.optional:
			f.add("Optional", "true")
		}
		e.addBelow(&f, p)
		list = append(list, f.inOneLine())
	}
	for _, c := range m.constants {
		list = append(list, fmt.Sprintf("{Name: %q, Constant: true}", c.wire))
	}
	return list
}

// args emits the struct whose fields are the arguments of m, for both sides.
func (e emitter) args(m *method) jen.Code {
	var list []string
	for _, p := range m.arguments() {
		tag := `json:"` + p.wire + `"`
		if p.role == rest {
			tag = `oslo:"rest"`
		}
		list = append(list, p.field+" "+e.typ(p.typ)+" `"+tag+"`")
	}
	for _, c := range m.constants {
		list = append(list, c.field+" any `json:\""+c.wire+"\"`")
	}
	return structure(doc(), m.args, list...)
}

// tuple emits the struct whose fields are the results of m.
func (e emitter) tuple(m *method) jen.Code {
	list := []string{e.oslo("Tuple")}
	for _, r := range m.results {
		list = append(list, r.field+" "+e.typ(r.typ))
	}
	return structure(doc(), m.tuple, list...)
}
