package emit

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/oslogen/oslogen/gen/internal/model"
)

// messages emits the declarations that client and server share: the errors, and
// the descriptor and arguments of each method.
func (e Emitter) messages(i *model.Interface) []jen.Code {
	var decls []jen.Code
	if len(i.Errors) > 0 {
		decls = append(decls, e.errors(i))
	}
	if i.IDs.History != "" {
		decls = append(decls, e.history(i))
	}
	for _, m := range i.Methods {
		decls = append(decls, e.descriptor(i, m))
		if m.Args != "" {
			decls = append(decls, e.args(m))
		}
		if m.Tuple != "" {
			decls = append(decls, e.tuple(m))
		}
	}
	return decls
}

// errors emits the table of an interface's errors.
func (e Emitter) errors(i *model.Interface) jen.Code {
	var entries []string
	for _, pair := range i.Errors {
		remote := strconv.Quote(pair.Remote)
		var entry string
		if pair.Value != nil {
			entry = e.oslo("ErrorValue") + "(" + remote + ", " + e.object(pair.Value) + ")"
		} else {
			entry = e.oslo("ErrorType") + "[" + e.typ(pair.Type) + "](" + remote + ")"
		}
		if len(pair.Also) > 0 {
			entry += ".Also(" + quoted(pair.Also) + ")"
		}
		if pair.Keywords {
			entry += ".Keywords()"
		}
		if pair.Expected {
			entry += ".Expected()"
		}
		entries = append(entries, entry)
	}
	return jen.Id("var " + i.IDs.Errors + " = " + e.oslo("NewErrors") + "(" + oneALine(entries) + ")")
}

// descriptor emits the variable that describes m to the runtime.
func (e Emitter) descriptor(i *model.Interface, m *model.Method) jen.Code {
	var f fields
	f.text("Name", m.Wire)
	if m.Topic.Fixed() {
		f.text("Topic", string(m.Topic))
	}
	f.text("Version", m.Version)
	if len(i.RPC.Tops()) > 1 || m.IsVersioned() {
		f.text("Since", m.History.Since)
	}
	f.text("Until", m.History.Until)
	f.text("Was", m.History.Was)
	f.text("Renamed", m.History.Renamed)
	if m.Timeout != 0 {
		f.add("Timeout", e.duration(m.Timeout))
	}
	if m.Monitor != 0 {
		f.add("Monitor", e.duration(m.Monitor))
	}
	if m.Mandatory {
		f.add("Mandatory", "true")
	}
	if m.Retry != "" {
		f.add("Retry", "new("+m.Retry+")")
	}
	if m.Unconfirmed {
		f.add("Unconfirmed", "true")
	}
	if i.IDs.Errors != "" {
		f.add("Errors", i.IDs.Errors)
	}
	literal := f.inOneLine()
	if rules := e.argRules(m); len(rules) > 0 {
		f.add("Args", "[]"+e.oslo("Arg")+"{\n"+strings.Join(rules, ",\n")+",\n}")
		literal = f.oneALine()
	}
	return jen.Id("var " + m.Descriptor + " = " + e.oslo("Method") + literal)
}

// history emits the variable that tells clients the versions of the interface.
func (e Emitter) history(i *model.Interface) jen.Code {
	var f fields
	f.text("Version", i.RPC.Version)
	if len(i.RPC.Also) > 0 {
		f.add("Also", "[]string{"+quoted(i.RPC.Also)+"}")
	}
	if len(i.RPC.Releases) > 0 {
		var releases []string
		for _, r := range i.RPC.Releases {
			releases = append(releases, strconv.Quote(r.Name)+": "+strconv.Quote(r.Text))
		}
		f.add("Releases", "map[string]string{"+strings.Join(releases, ", ")+"}")
	}
	return jen.Id("var " + i.IDs.History + " = " + e.oslo("History") + f.oneALine())
}

// addBelow adds the treatment of a value that the client's pin does not allow.
func (e Emitter) addBelow(f *fields, p *model.Param) {
	switch {
	case p.Convert != nil:
		f.add("Below", e.oslo("Convert"))
		f.add("Convert", e.oslo("Converter")+"("+e.object(p.Convert)+")")
	case p.Below == "drop":
		f.add("Below", e.oslo("Drop"))
	}
}

// argRules emits the literals of the arguments that are optional or differ
// between versions.
func (e Emitter) argRules(m *model.Method) []string {
	var list []string
	for _, p := range m.Arguments() {
		if !p.HasRule() {
			continue
		}
		var f fields
		f.text("Name", p.Wire)
		f.text("Since", p.History.Since)
		f.text("Until", p.History.Until)
		f.text("Was", p.History.Was)
		f.text("Renamed", p.History.Renamed)
		switch {
		case p.Default != "":
			f.add("Default", scalar(p.Default))
		case p.Optional:
			f.add("Optional", "true")
		}
		e.addBelow(&f, p)
		list = append(list, f.inOneLine())
	}
	for _, c := range m.Constants {
		list = append(list, fmt.Sprintf("{Name: %q, Constant: true}", c.Wire))
	}
	return list
}

// args emits the struct whose fields are the arguments of m, for both sides.
func (e Emitter) args(m *model.Method) jen.Code {
	var list []string
	for _, p := range m.ArgumentParams() {
		tag := `json:"` + p.Wire + `"`
		if p.Role == model.Rest {
			tag = `oslo:"rest"`
		}
		list = append(list, p.Field+" "+e.typ(p.Type)+" `"+tag+"`")
	}
	for _, c := range m.Constants {
		list = append(list, c.Field+" any `json:\""+c.Wire+"\"`")
	}
	return structure(doc(), m.Args, list...)
}

// tuple emits the struct whose fields are the results of m.
func (e Emitter) tuple(m *model.Method) jen.Code {
	list := []string{e.oslo("Tuple")}
	for _, r := range m.Results {
		list = append(list, r.Field+" "+e.typ(r.Type))
	}
	return structure(doc(), m.Tuple, list...)
}
