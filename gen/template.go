package gen

import (
	"go/ast"
	"go/constant"
	"go/types"
	"slices"
	"strings"
)

// wantConstants marks the Go constants that the directives of an interface and
// its methods may name.
func (b *builder) wantConstants(p *pkg, f *file, spec *ast.TypeSpec, doc *ast.CommentGroup) {
	docs := []*ast.CommentGroup{doc}
	if t, ok := spec.Type.(*ast.InterfaceType); ok {
		for _, field := range t.Methods.List {
			docs = append(docs, field.Doc)
		}
	}
	for _, group := range docs {
		if group == nil {
			continue
		}
		for _, c := range group.List {
			if !strings.HasPrefix(c.Text, "//"+tool+":") {
				continue
			}
			for _, name := range template(c.Text).names() {
				b.wantName(p, f, name)
			}
		}
	}
}

// wantName marks the declaration that a name in a directive may refer to.
func (b *builder) wantName(p *pkg, f *file, name string) {
	if x, sel, ok := cutName(name); ok {
		if imported := b.named(f, x); imported != nil {
			b.src.want(imported, sel)
		}
		return
	}
	b.src.wantLocal(p, f, name)
}

// template reads a value and replaces the Go constants in it.
func (b *builder) template(m *marked, d *directive, key string) template {
	v, given := d.values[key]
	if k := d.rule.key(key); !given || k.value.check(v.text) != nil {
		return template(v.text)
	}
	return template(placeholder.ReplaceAllStringFunc(v.text, func(braced string) string {
		name := braced[1 : len(braced)-1]
		switch obj := b.lookup(m, name).(type) {
		case nil:
			if _, _, qualified := cutName(name); qualified {
				b.src.report.errorf(v.pos, "%s is not declared%s", name, importAdvice(name))
			}
		case *types.Const:
			if obj.Val().Kind() == constant.String {
				return constant.StringVal(obj.Val())
			}
			b.src.report.errorf(v.pos, "%s is no string constant", name)
		default:
			b.src.report.errorf(v.pos, "%s is not a constant; give the parameter another name", name)
		}
		return braced
	}))
}

// clientParams, serverParams and registerParams return the template parameters
// of the generated functions.

func (i *iface) clientParams() []string {
	if i.notify != nil {
		return names(i.notify.publisher, i.notify.exchange)
	}
	if i.byMethods() {
		return names(i.rpc.exchange, i.rpc.namespace)
	}
	return i.serverParams()
}

func (i *iface) serverParams() []string {
	if i.notify != nil {
		return i.notify.exchange.names()
	}
	return names(i.rpc.topic, i.rpc.exchange, i.rpc.namespace)
}

func (i *iface) registerParams() []string { return names(i.rpc.exchange, i.rpc.namespace) }

// byMethods reports whether methods have the parameter of the interface's
// topic.
func (i *iface) byMethods() bool {
	return slices.ContainsFunc(i.methods, func(m *method) bool { return m.topic == "" && m.with(topicPart) != nil })
}

func names(templates ...template) []string {
	var list []string
	for _, t := range templates {
		for _, name := range t.names() {
			if !slices.Contains(list, name) {
				list = append(list, name)
			}
		}
	}
	return list
}

// nameTemplates gives template parameters names that hide nothing.
func (i *iface) nameTemplates(reserved ...nameSet) {
	local := newNameSet("tr", "opts", "host", "impl", "srv", "target", "version")
	if i.notify != nil {
		local = newNameSet("tr", "opts", "impl", "l")
	}
	i.ids.params = map[string]string{}
	all := i.clientParams()
	all = append(all, i.serverParams()...)
	for _, name := range all {
		if i.ids.params[name] == "" {
			i.ids.params[name] = local.take(name, reserved...)
		}
	}
}

// checkTopics checks that the topics of methods fit their parameters.
func (b *builder) checkTopics(i *iface) {
	for _, method := range i.methods {
		t, p := method.topic, method.with(topicPart)
		if t == "" {
			t = i.rpc.topic
		}
		switch list := t.names(); {
		case p == nil && method.topic == "" && i.byMethods():
			b.src.report.errorf(method.at, "method %s needs a parameter for {%s} of the topic, with //%s:topic, as other methods have", method.name, strings.Join(list, ", "), tool)
		case p == nil && !method.topic.fixed():
			b.src.report.errorf(method.at, "method %s needs a parameter for {%s} of its topic, with //%s:topic", method.name, strings.Join(list, ", "), tool)
		case p != nil && (len(list) != 1 || list[0] != p.name):
			b.src.report.errorf(method.at, "method %s: topic %s needs to have {%s}, and nothing else in braces", method.name, t, p.name)
		}
	}
}
