package gen

import (
	"go/types"
	"slices"
)

// buildSources makes the model of packages. Each file with annotated interfaces
// becomes a source. Mistakes go to the report of l.
func buildSources(l *loader, list []*pkg) []*source {
	b := &builder{src: l, found: newSurvey(l), unknown: unknown{src: l}}
	for _, p := range list {
		b.found.collect(p)
	}
	return b.sources()
}

// builder makes the model of the packages of one run.
type builder struct {
	src     *loader
	found   *survey
	unknown unknown
}

// sources builds the model of the annotated interfaces.
func (b *builder) sources() []*source {
	var list []*source
	for i, m := range b.found.marked {
		if i == 0 || b.found.marked[i-1].pkg != m.pkg {
			checkPredeclared(b.src.report, m.pkg)
		}
		c := b.src.check(m.pkg)
		if len(b.src.endless) > 0 { // walking such a type would never end
			b.found.refuse(m)
			continue
		}
		if len(list) == 0 || list[len(list)-1].path != m.file.path {
			list = append(list, &source{path: m.file.path, pkg: c.pkg, constraint: buildConstraint(m.file)})
		}
		if i := b.iface(m); i != nil {
			src := list[len(list)-1]
			src.interfaces = append(src.interfaces, i)
		} else {
			b.found.refuse(m)
		}
	}
	b.unknown.report(b.found.marked)
	b.found.strays()
	return list
}

// iface builds the model of one interface, or reports why it can't.
func (b *builder) iface(m *marked) *iface {
	obj := b.src.check(m.pkg).pkg.Scope().Lookup(m.spec.Name.Name)
	if obj == nil {
		return nil // declared twice, which the type checker has reported
	}
	t, ok := obj.Type().Underlying().(*types.Interface)
	rpc, notify := on(m.directives, "rpc"), on(m.directives, "notify")
	switch {
	case m.spec.TypeParams != nil:
		b.src.report.errorf(m.spec.Pos(), "%s is generic: embed an instance of it, such as %s[int], in an interface of its own and annotate that", obj.Name(), obj.Name())
		return nil
	case !ok:
		b.src.report.errorf(m.directives[0].pos, "%s:%s belongs on an interface; %s is none", tool, m.directives[0].name(), obj.Name())
		return nil
	case !t.IsMethodSet():
		b.src.report.errorf(m.spec.Pos(), "%s is a type constraint: it has no methods to call", obj.Name())
		return nil
	case rpc == nil && notify == nil:
		b.src.report.errorf(m.directives[0].pos, "%s:%s needs %s:rpc on the same interface", tool, m.directives[0].name(), tool)
		return nil
	case rpc != nil && notify != nil:
		b.src.report.errorf(notify.pos, "%s:rpc and %s:notify don't go together: split the interface", tool, tool)
		return nil
	}
	b.unknown.note(t)
	i := &iface{name: obj.Name(), doc: docText(m.doc), at: m.spec.Pos(), directives: m.directives}
	if rpc != nil {
		i.rpc, i.only = b.rpc(m, rpc), onlyOf(rpc)
		i.errors = b.errorPairs(m)
		readReleases(b.src.report, i.rpc, on(m.directives, "release"))
	} else {
		i.notify, i.only = b.notifications(m, notify), onlyOf(notify)
	}
	b.addMethods(m, i, t)
	i.settleSides()
	if i.rpc != nil {
		checkTopicParts(b.src.report, i)
	}
	b.found.hidden(m, t)
	return i
}

func (b *builder) rpc(m *marked, d *directive) *rpcTarget {
	t := &rpcTarget{
		topic: resolve(b.src, m, d, "topic"), namespace: resolve(b.src, m, d, "namespace"), exchange: resolve(b.src, m, d, "exchange"),
		version: d.text("version"), legacy: d.list("legacy_namespaces"), also: d.list("also"),
		timeout: d.duration("timeout"), monitor: d.duration("monitor"), mandatory: d.has("mandatory"),
	}
	if t.version == "" {
		t.version = "1.0"
	}
	served := []string{t.version}
	for _, v := range t.also {
		if other := sameMajor(served, v); other != "" {
			b.src.report.errorf(d.values["also"].pos, "also %q: want another major than that of version %s, which serves its own already", v, other)
		}
		served = append(served, v)
	}
	return t
}

// addMethods adds the methods of t in the order of the source, then the methods
// of embedded interfaces by name.
func (b *builder) addMethods(m *marked, i *iface, t *types.Interface) {
	var own, embedded []*types.Func
	for fn := range t.Methods() {
		if m.spec.Pos() <= fn.Pos() && fn.Pos() < m.spec.End() {
			own = append(own, fn)
		} else {
			embedded = append(embedded, fn)
		}
	}
	slices.SortFunc(own, func(a, b *types.Func) int { return int(a.Pos() - b.Pos()) })
	for _, fn := range append(own, embedded...) {
		mb := &methodBuilder{src: b.src, found: b.found, unknown: &b.unknown, marked: m, iface: i, fn: fn}
		built := mb.build()
		if built == nil {
			continue
		}
		if other := clash(i, built); other != nil {
			b.src.report.errorf(mb.pos(), "%s and %s have the same name on the wire, %q%s", other.name, built.name, sharedName(other, built), clashAdvice(built))
		}
		i.methods = append(i.methods, built)
	}
	if t.NumMethods() == 0 {
		b.src.report.errorf(m.spec.Pos(), "%s has no methods", i.name)
	}
}
