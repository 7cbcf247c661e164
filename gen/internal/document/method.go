package document

import (
	"go/types"
	"strconv"
	"strings"

	"github.com/oslogen/oslogen/gen/apidoc"
	"github.com/oslogen/oslogen/gen/breaking"
	"github.com/oslogen/oslogen/gen/internal/model"
	"github.com/oslogen/oslogen/gen/internal/naming"
	"github.com/oslogen/oslogen/gen/internal/wiretype"
)

func (d *documenter) method(i *model.Interface, m *model.Method, state *breaking.Method) *apidoc.Method {
	out := &apidoc.Method{
		Name: m.Name, Doc: forReaders(m.Doc), Signature: d.signature(m), Kind: state.Kind, Only: state.Only, Wire: m.Wire, Topic: string(m.Topic),
		Timeout: m.Timeout, Monitor: m.Monitor, Mandatory: m.Mandatory, Ladder: m.Ladder(),
	}
	index := 0
	for _, p := range m.Params {
		d.param(out, m, p, &index)
	}
	for _, c := range m.Constants {
		text := c.Literal
		if text == "nil" {
			text = "null"
		}
		out.Args = append(out.Args, &apidoc.Arg{Name: c.Wire, Index: -1, Constant: text, Sample: apidoc.Scalar(text), Type: &breaking.Type{Kind: breaking.Any}})
	}
	for n, r := range m.Results {
		name := ""
		if len(m.Results) > 1 {
			name = naming.Unexported(r.Field)
		}
		out.Results = append(out.Results, apidoc.Result{Name: name, Type: state.Results[n], Sample: d.sample.of(r.Type, "result", 0).json})
	}
	if i.Notify != nil {
		out.Event = apidoc.Event{Prefix: m.Event.Prefix, Priorities: m.Event.Priorities, Batch: m.Event.Batch, Raw: m.Event.Raw}
		for _, f := range m.Event.Filters {
			out.Event.Filters = append(out.Event.Filters, [2]string{f.Name, f.Text})
		}
	}
	return out
}

// signature writes a method as the interface has it.
func (d *documenter) signature(m *model.Method) string {
	list := []string{m.Ctx + " context.Context"}
	for _, p := range m.Params {
		name := p.Source
		if strings.Trim(name, "_") == "" {
			name = p.Name
		}
		list = append(list, name+" "+types.TypeString(p.Type, d.qualifier))
	}
	var results []string
	for _, r := range m.Results {
		results = append(results, types.TypeString(r.Type, d.qualifier))
	}
	text := m.Name + "(" + strings.Join(list, ", ") + ") "
	if len(results) == 0 {
		return text + "error"
	}
	return text + "(" + strings.Join(append(results, "error"), ", ") + ")"
}

// param describes a parameter and the arguments that it holds. index is the place of
// the next argument in the ladder.
func (d *documenter) param(out *apidoc.Method, m *model.Method, p *model.Param, index *int) {
	one := apidoc.Param{Name: p.Source}
	one.Sample = d.sample.code(func() string { return d.sample.of(p.Type, p.Wire, 0).text })
	one.Absent = d.sample.code(func() string { return d.absent(p) })
	switch p.Role {
	case model.Server:
		out.Server = "host1"
		one.Sample = apidoc.Code{Text: strconv.Quote(out.Server)}
	case model.TopicPart:
		out.TopicParam = p.Source
		one.Sample = apidoc.Code{Text: strconv.Quote(out.TopicParam)}
	case model.Request:
		d.request(out, m, p, &one, index)
	case model.Rest:
		one.Sample = one.Absent
		out.Args = append(out.Args, &apidoc.Arg{Name: p.Source, Index: -1, Rest: true, Type: d.of.Type(p.Type.Underlying().(*types.Map).Elem())})
	case model.Argument:
		one.Arg = d.argument(m, p)
		one.Arg.Index = *index
		out.Args = append(out.Args, one.Arg)
		*index++
	}
	out.Params = append(out.Params, one)
}

// absent is the value of an argument that says nothing.
func (d *documenter) absent(p *model.Param) string {
	if p.Default != "" {
		return p.Default
	}
	return d.sample.zero(p.Type)
}

func (d *documenter) argument(m *model.Method, p *model.Param) *apidoc.Arg {
	out := &apidoc.Arg{Name: p.Wire, Type: d.of.Type(p.Type), Optional: p.Optional, Sample: d.sample.of(p.Type, p.Wire, 0).json}
	if m.Verb == model.Notify && m.Event.Batch && !m.Event.Raw {
		out.Type, out.Sample = d.of.Type(wiretype.ElementOf(p.Type)), d.sample.of(wiretype.ElementOf(p.Type), p.Wire, 0).json
	}
	if p.Default != "" {
		out.Default = jsonLiteral(p.Default)
	}
	if p.Convert != nil {
		out.Converted = p.Convert.Name()
	}
	return out
}

// jsonLiteral writes a default, which is a Go literal, as JSON.
func jsonLiteral(text string) string {
	if s, err := strconv.Unquote(text); err == nil {
		return apidoc.JSON(s)
	}
	return text
}

// request describes the arguments that the fields of a struct hold, and the literal of
// the struct.
func (d *documenter) request(out *apidoc.Method, m *model.Method, p *model.Param, one *apidoc.Param, index *int) {
	u, ok := wiretype.Pointee(p.Type).Underlying().(*types.Struct)
	if !ok {
		return
	}
	one.Literal = d.sample.code(func() string { return d.sample.typ(wiretype.Pointee(p.Type)) })
	if wiretype.IsPointer(p.Type) {
		one.Literal.Text = "&" + one.Literal.Text
	}
	for n, f := range wiretype.Fields(u) {
		if f.Depth < 0 {
			out.Args = append(out.Args, &apidoc.Arg{Name: f.GoName, Index: -1, Rest: true, Type: d.of.Type(f.Type)})
			continue
		}
		a := d.argument(m, p.Fields[n])
		a.Doc, a.Index = d.of.Doc(f.Var.Pos()), *index
		out.Args = append(out.Args, a)
		*index++
		if f.Depth == 0 { // a literal can't name the field of an embedded struct
			code := d.sample.code(func() string { return d.sample.of(f.Type, f.Wire, 1).text })
			one.Fields = append(one.Fields, apidoc.Param{Name: f.GoName, Arg: a, Sample: code})
		}
	}
}
