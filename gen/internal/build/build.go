// Package build makes the model of annotated interfaces and reports mistakes in
// them.
package build

import (
	"go/types"
	"slices"

	"github.com/oslogen/oslogen/gen/internal/annotated"
	"github.com/oslogen/oslogen/gen/internal/directive"
	"github.com/oslogen/oslogen/gen/internal/load"
	"github.com/oslogen/oslogen/gen/internal/model"
)

// Sources makes the model of packages. Each file with annotated interfaces
// becomes a source. Mistakes go to the report of l.
func Sources(l *load.Loader, list []*load.Package) []*model.Source {
	b := &builder{src: l, found: annotated.New(l), unknown: unknown{src: l}}
	for _, p := range list {
		b.found.Collect(p)
	}
	return b.sources()
}

// builder makes the model of the packages of one run.
type builder struct {
	src     *load.Loader
	found   *annotated.Survey
	unknown unknown
}

// sources builds the model of the annotated interfaces.
func (b *builder) sources() []*model.Source {
	var list []*model.Source
	for i, m := range b.found.Interfaces {
		if i == 0 || b.found.Interfaces[i-1].Package != m.Package {
			checkPredeclared(b.src.Report, m.Package)
		}
		c := b.src.Check(m.Package)
		if len(b.src.Endless) > 0 { // walking such a type would never end
			b.found.Refuse(m)
			continue
		}
		if len(list) == 0 || list[len(list)-1].Path != m.File.Path {
			list = append(list, &model.Source{Path: m.File.Path, Package: c.Types, Constraint: load.BuildConstraint(m.File)})
		}
		if i := b.iface(m); i != nil {
			src := list[len(list)-1]
			src.Interfaces = append(src.Interfaces, i)
		} else {
			b.found.Refuse(m)
		}
	}
	b.unknown.report(b.found.Interfaces)
	b.found.Strays()
	return list
}

// iface builds the model of one interface, or reports why it can't.
func (b *builder) iface(m *annotated.Interface) *model.Interface {
	obj := b.src.Check(m.Package).Types.Scope().Lookup(m.Spec.Name.Name)
	if obj == nil {
		return nil // declared twice, which the type checker has reported
	}
	t, ok := obj.Type().Underlying().(*types.Interface)
	rpc, notify := directive.On(m.Directives, "rpc"), directive.On(m.Directives, "notify")
	switch {
	case m.Spec.TypeParams != nil:
		b.src.Report.Errorf(m.Spec.Pos(), "%s is generic: embed an instance of it, such as %s[int], in an interface of its own and annotate that", obj.Name(), obj.Name())
		return nil
	case !ok:
		b.src.Report.Errorf(m.Directives[0].Pos, "%s:%s belongs on an interface; %s is none", directive.Tool, m.Directives[0].Name(), obj.Name())
		return nil
	case !t.IsMethodSet():
		b.src.Report.Errorf(m.Spec.Pos(), "%s is a type constraint: it has no methods to call", obj.Name())
		return nil
	case rpc == nil && notify == nil:
		b.src.Report.Errorf(m.Directives[0].Pos, "%s:%s needs %s:rpc on the same interface", directive.Tool, m.Directives[0].Name(), directive.Tool)
		return nil
	case rpc != nil && notify != nil:
		b.src.Report.Errorf(notify.Pos, "%s:rpc and %s:notify don't go together: split the interface", directive.Tool, directive.Tool)
		return nil
	}
	b.unknown.note(t)
	i := &model.Interface{Name: obj.Name(), Doc: load.DocText(m.Doc), At: m.Spec.Pos(), Directives: m.Directives}
	if rpc != nil {
		i.RPC, i.Only = b.rpc(m, rpc), onlyOf(rpc)
		i.Errors = errorReader{b.src, &b.unknown}.pairs(m)
		readReleases(b.src.Report, i.RPC, directive.On(m.Directives, "release"))
	} else {
		i.Notify, i.Only = readNotify(b.src, m, notify), onlyOf(notify)
	}
	b.addMethods(m, i, t)
	i.SettleSides()
	if i.RPC != nil {
		checkTopicParts(b.src.Report, i)
	}
	b.found.Hidden(m, t)
	return i
}

func (b *builder) rpc(m *annotated.Interface, d *directive.Directive) *model.RPCTarget {
	t := &model.RPCTarget{
		Topic: resolve(b.src, m, d, "topic"), Namespace: resolve(b.src, m, d, "namespace"), Exchange: resolve(b.src, m, d, "exchange"),
		Version: d.Text("version"), Legacy: d.List("legacy_namespaces"), Also: d.List("also"),
		Timeout: d.Duration("timeout"), Monitor: d.Duration("monitor"), Mandatory: d.Has("mandatory"),
	}
	if t.Version == "" {
		t.Version = "1.0"
	}
	served := []string{t.Version}
	for _, v := range t.Also {
		if other := model.SameMajor(served, v); other != "" {
			b.src.Report.Errorf(d.Values["also"].Pos, "also %q: want another major than that of version %s, which serves its own already", v, other)
		}
		served = append(served, v)
	}
	return t
}

// addMethods adds the methods of t in the order of the source, then the methods
// of embedded interfaces by name.
func (b *builder) addMethods(m *annotated.Interface, i *model.Interface, t *types.Interface) {
	var own, embedded []*types.Func
	for fn := range t.Methods() {
		if m.Spec.Pos() <= fn.Pos() && fn.Pos() < m.Spec.End() {
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
			b.src.Report.Errorf(mb.pos(), "%s and %s have the same name on the wire, %q%s", other.Name, built.Name, sharedName(other, built), clashAdvice(built))
		}
		i.Methods = append(i.Methods, built)
	}
	if t.NumMethods() == 0 {
		b.src.Report.Errorf(m.Spec.Pos(), "%s has no methods", i.Name)
	}
}
