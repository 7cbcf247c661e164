package gen

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
)

// builder makes the model of the packages of one run.
type builder struct {
	src      *loader
	comments map[*file]*directives     // of the run's files, and of files with embedded methods
	own      map[*file]bool            // the run's files
	methods  map[token.Pos]*methodDecl // by the position of the method's name
	marked   []*marked
	refused  []*marked          // left out because of a mistake
	visited  map[*decl]bool     // embedded interfaces already visited
	served   map[token.Pos]bool // methods that belong to an annotated interface
	bases    map[*ast.TypeSpec]bool
	unknown  bool // a travelling value has an unknown type
}

// marked is an interface with a directive of its own.
type marked struct {
	pkg        *pkg
	file       *file
	spec       *ast.TypeSpec
	doc        *ast.CommentGroup
	directives []*directive
}

// methodDecl is a method as it stands in an interface.
type methodDecl struct {
	file       *file
	field      *ast.Field
	base       *ast.TypeSpec // the interface, unless it is within another declaration
	directives []*directive
	entries    []*entry // its parameters
	claimed    bool
}

func newBuilder(l *loader) *builder {
	return &builder{
		src: l, comments: map[*file]*directives{}, own: map[*file]bool{},
		methods: map[token.Pos]*methodDecl{}, visited: map[*decl]bool{}, served: map[token.Pos]bool{}, bases: map[*ast.TypeSpec]bool{},
	}
}

// indexTypes indexes the interfaces of a file outside the run.
func (b *builder) indexTypes(f *file) {
	for _, d := range f.ast.Decls {
		if gen, ok := d.(*ast.GenDecl); ok && gen.Tok == token.TYPE {
			for _, spec := range gen.Specs {
				b.indexMethods(f, spec.(*ast.TypeSpec))
			}
		}
	}
}

// indexMethods indexes the methods in the interfaces of a declaration.
func (b *builder) indexMethods(f *file, spec *ast.TypeSpec) {
	ast.Inspect(spec, func(n ast.Node) bool {
		t, ok := n.(*ast.InterfaceType)
		if !ok {
			return true
		}
		for _, field := range t.Methods.List {
			if _, isFunc := field.Type.(*ast.FuncType); isFunc && len(field.Names) == 1 {
				m := &methodDecl{file: f, field: field}
				if spec.Type == t {
					m.base = spec
				}
				b.methods[field.Names[0].Pos()] = m
			}
		}
		return true
	})
}

// sources builds the model. Each file with annotated interfaces becomes a
// source.
func (b *builder) sources() []*source {
	var list []*source
	for i, m := range b.marked {
		if i == 0 || b.marked[i-1].pkg != m.pkg {
			b.predeclared(m.pkg)
		}
		c := b.src.check(m.pkg)
		if len(b.src.endless) > 0 { // walking such a type would never end
			b.refused = append(b.refused, m)
			continue
		}
		if len(list) == 0 || list[len(list)-1].path != m.file.path {
			list = append(list, &source{path: m.file.path, pkg: c.pkg, constraint: buildConstraint(m.file)})
		}
		if i := b.iface(m); i != nil {
			src := list[len(list)-1]
			src.interfaces = append(src.interfaces, i)
		} else {
			b.refused = append(b.refused, m)
		}
	}
	b.typeErrors()
	for _, m := range b.refused {
		b.serve(m.pkg, m.file, m.spec)
	}
	b.strays()
	return list
}

// claimMethod takes the directives of a method and of its parameters. It keeps
// them, because several interfaces may embed the method.
func (b *builder) claimMethod(m *methodDecl) []*directive {
	if !m.claimed {
		m.claimed = true
		ds := b.comments[m.file]
		m.directives = ds.claim(m.field.Doc, onMethod)
		ds.behind(m.field.Comment, onMethod)
		m.entries = b.entries(m)
	}
	return m.directives
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
		b.src.report.errorf(m.directives[0].pos, "%s:%s belongs on an interface; %s is none", tool, m.directives[0].rule.name, obj.Name())
		return nil
	case !t.IsMethodSet():
		b.src.report.errorf(m.spec.Pos(), "%s is a type constraint: it has no methods to call", obj.Name())
		return nil
	case rpc == nil && notify == nil:
		b.src.report.errorf(m.directives[0].pos, "%s:%s needs %s:rpc on the same interface", tool, m.directives[0].rule.name, tool)
		return nil
	case rpc != nil && notify != nil:
		b.src.report.errorf(notify.pos, "%s:rpc and %s:notify don't go together: split the interface", tool, tool)
		return nil
	}
	b.noteUnknown(t)
	i := &iface{name: obj.Name(), doc: docText(m.doc), marked: m}
	if rpc != nil {
		i.rpc, i.only = b.rpc(m, rpc), rpc.side()
		i.errors = b.errorPairs(m)
		b.releases(i.rpc, on(m.directives, "release"))
	} else {
		i.notify, i.only = b.notifications(m, notify), notify.side()
	}
	b.addMethods(m, i, t)
	i.settleSides()
	if i.rpc != nil {
		b.checkTopics(i)
	}
	b.hidden(m, t)
	return i
}

func (b *builder) rpc(m *marked, d *directive) *rpcTarget {
	t := &rpcTarget{
		topic: b.template(m, d, "topic"), namespace: b.template(m, d, "namespace"), exchange: b.template(m, d, "exchange"),
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
		mb := &methodBuilder{b: b, marked: m, iface: i, fn: fn}
		built := mb.build()
		if built == nil {
			continue
		}
		if other := i.clash(built); other != nil {
			b.src.report.errorf(mb.pos(), "%s and %s have the same name on the wire, %q%s", other.name, built.name, sharedName(other, built), clashAdvice(built))
		}
		i.methods = append(i.methods, built)
	}
	if t.NumMethods() == 0 {
		b.src.report.errorf(m.spec.Pos(), "%s has no methods", i.name)
	}
}
