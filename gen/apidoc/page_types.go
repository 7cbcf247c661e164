package apidoc

import (
	"path"
	"slices"
	"strings"

	"github.com/oslogen/oslogen/gen/breaking"
)

// manyConstants is how many named values of a type a page lists.
const manyConstants = 8

// typeText names the form of a type on the wire, with links to the structs.
func (i *Interface) typeText(t *breaking.Type) string {
	text := i.plainType(t)
	if t.Null && t.Kind != breaking.Any {
		text += " or null"
	}
	return text
}

func (i *Interface) plainType(t *breaking.Type) string {
	if isEndless(t) {
		return code(strings.TrimLeft(t.Go, "*"))
	}
	switch t.Kind {
	case breaking.Any:
		return "any"
	case breaking.Bool:
		return "boolean"
	case breaking.Int, breaking.Uint:
		return "integer"
	case breaking.Float, breaking.Number:
		return "number"
	case breaking.String:
		return "string" + constants(t)
	case breaking.Bytes:
		return "string in base64"
	case breaking.Text:
		return "string (" + code(path.Base(t.Ref)) + ")"
	case breaking.List:
		return "list of " + i.elemText(t.Elem)
	case breaking.Map:
		return "map of " + i.elemText(t.Elem)
	case breaking.Object:
		if heading := i.heading(t.Ref); heading != "" {
			return "[" + code(heading) + "](#" + i.links.types[t.Ref] + ")"
		}
		return "object" + i.inlineFields(t.Ref)
	}
	return code(strings.TrimPrefix(t.Go, "*"))
}

// isEndless reports whether a list or a map holds itself, without a struct between.
func isEndless(t *breaking.Type) bool {
	const deep = 32
	for range deep {
		if t = t.Elem; t == nil {
			return false
		}
	}
	return true
}

// elemText names the type of elements.
func (i *Interface) elemText(t *breaking.Type) string {
	text := i.typeText(t)
	if strings.HasSuffix(text, " or null") {
		return "(" + text + ")"
	}
	return text
}

// inlineFields names the fields of a struct without a name.
func (i *Interface) inlineFields(ref string) string {
	s := i.Structs[ref]
	if s == nil || len(s.Fields) == 0 {
		return ""
	}
	return " of " + joined(s.Fields, func(f breaking.Field) string { return code(f.Wire) + " (" + i.typeText(f.Type) + ")" })
}

// constants are the values that the source names.
func constants(t *breaking.Type) string {
	if len(t.Constants) == 0 {
		return ""
	}
	if len(t.Constants) > manyConstants {
		return ", such as " + codes(t.Constants[:manyConstants])
	}
	return ": " + codes(t.Constants)
}

// heading is the heading of a struct's section, or empty for a struct without a name.
func (i *Interface) heading(ref string) string {
	s := i.Structs[ref]
	if s == nil || strings.HasPrefix(s.Go, "struct{") {
		return ""
	}
	name := s.Go
	if i.Package.As != "" {
		name = strings.TrimPrefix(name, i.Package.As+".")
	}
	if slices.ContainsFunc(i.Methods, func(m *Method) bool { return strings.EqualFold(m.Name, name) }) {
		name += " type"
	}
	return name
}

// types is the section of the structs that travel.
func (p *page) types() {
	refs := p.i.reached()
	if len(refs) == 0 {
		return
	}
	p.line("## Types")
	for _, ref := range refs {
		p.structure(ref)
	}
}

// structure is the section of a struct.
func (p *page) structure(ref string) {
	heading := p.i.heading(ref)
	if heading == "" {
		return
	}
	s := p.i.Structs[ref]
	p.line("### %s", strings.ReplaceAll(heading, "[", `\[`))
	p.text(markdown(s.Doc))
	switch {
	case s.Tuple:
		p.line("An array of these, in this order.")
	case s.Object.Name != "":
		p.line("The versioned object %s %s of %s. These are its data.", code(s.Object.Name), s.Version, s.Object.Namespace)
	case len(s.Fields) == 0:
		p.line("An object without fields.")
	}
	var rows [][]string
	for _, f := range s.Fields {
		missing := ""
		if f.Optional {
			missing = "yes"
		}
		rows = append(rows, []string{cell(code(f.Wire)), cell(p.i.typeText(f.Type)), missing, inline(f.Doc)})
	}
	p.b.WriteString(table([]string{"field", "type", "may be missing", ""}, rows))
}

// reached are the structs that the methods reach, in the order of the source.
func (i *Interface) reached() (refs []string) {
	seen := map[*breaking.Type]bool{}
	var visit func(t *breaking.Type)
	visit = func(t *breaking.Type) {
		if t == nil || seen[t] {
			return
		}
		seen[t] = true
		visit(t.Key)
		visit(t.Elem)
		s := i.Structs[t.Ref]
		if t.Kind != breaking.Object || s == nil || slices.Contains(refs, t.Ref) {
			return
		}
		refs = append(refs, t.Ref)
		for _, f := range s.Fields {
			visit(f.Type)
		}
	}
	for _, m := range i.Methods {
		for _, a := range m.Args {
			visit(a.Type)
		}
		for _, r := range m.Results {
			visit(r.Type)
		}
	}
	return refs
}
