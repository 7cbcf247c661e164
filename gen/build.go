package gen

import (
	"go/ast"
	"go/build/constraint"
	"go/token"
	"go/types"
	"path/filepath"
	"slices"
	"strings"
)

// builder makes the model of the packages of one run.
type builder struct {
	*loader
	comments map[*file]*directives     // files of the run, and those of methods embedded from elsewhere
	own      map[*file]bool            // files of the run
	methods  map[token.Pos]*methodDecl // by the position of the method's name
	marked   []*marked
	served   map[token.Pos]bool // methods that belong to an annotated interface
}

// marked is an interface with a directive of its own.
type marked struct {
	pkg        *pkg
	file       *file
	spec       *ast.TypeSpec
	doc        *ast.CommentGroup
	directives []*directive
}

// methodDecl is a method as it stands in some interface.
type methodDecl struct {
	file       *file
	field      *ast.Field
	directives []*directive
	claimed    bool
}

func newBuilder(l *loader) *builder {
	return &builder{
		loader: l, comments: map[*file]*directives{}, own: map[*file]bool{},
		methods: map[token.Pos]*methodDecl{}, served: map[token.Pos]bool{},
	}
}

// collect finds the annotated interfaces of p and marks what they need.
func (b *builder) collect(p *pkg) {
	b.read(p)
	for _, f := range p.files {
		b.comments[f], b.own[f] = newDirectives(f.ast, b.report), true
		for _, d := range f.ast.Decls {
			if gen, ok := d.(*ast.GenDecl); ok && gen.Tok == token.TYPE {
				b.collectTypes(p, f, gen)
			}
		}
	}
}

func (b *builder) collectTypes(p *pkg, f *file, gen *ast.GenDecl) {
	for _, s := range gen.Specs {
		spec := s.(*ast.TypeSpec)
		doc := spec.Doc
		if doc == nil && !gen.Lparen.IsValid() {
			doc = gen.Doc
		}
		b.indexMethods(f, spec)
		if _, ok := spec.Type.(*ast.StructType); ok || spec.Assign.IsValid() {
			continue // a directive here stays unclaimed
		}
		list := b.comments[f].claim(doc, onInterface)
		if len(list) == 0 {
			if b.comments[f].attempted(doc) {
				b.serve(spec)
			}
			continue
		}
		b.marked = append(b.marked, &marked{p, f, spec, doc, list})
		b.want(p, spec.Name.Name)
		b.wantErrors(p, f, list)
	}
}

// wantErrors marks the Go errors that oslo:error directives name.
func (b *builder) wantErrors(p *pkg, f *file, list []*directive) {
	for _, d := range list {
		if d.rule.name != "error" || len(d.args) < 2 {
			continue
		}
		name := strings.TrimPrefix(d.args[1].text, "*")
		if x, sel, ok := strings.Cut(name, "."); ok {
			if imported := b.pkgs[f.imports[x]]; imported != nil {
				b.want(imported, sel)
			}
			continue
		}
		b.wantLocal(p, f, name)
	}
}

// indexMethods notes the methods written in the interfaces of f.
func (b *builder) indexMethods(f *file, node ast.Node) {
	ast.Inspect(node, func(n ast.Node) bool {
		if t, ok := n.(*ast.InterfaceType); ok {
			for _, field := range t.Methods.List {
				if _, isFunc := field.Type.(*ast.FuncType); isFunc && len(field.Names) == 1 {
					b.methods[field.Names[0].Pos()] = &methodDecl{file: f, field: field}
				}
			}
		}
		return true
	})
}

// sources builds the model, a source for each file with annotated interfaces.
func (b *builder) sources() []*source {
	var list []*source
	for _, m := range b.marked {
		c := b.check(m.pkg)
		if len(list) == 0 || list[len(list)-1].path != m.file.path {
			list = append(list, &source{path: m.file.path, pkg: c.pkg, constraint: buildConstraint(m.file)})
		}
		if i := b.iface(m); i != nil {
			src := list[len(list)-1]
			src.interfaces = append(src.interfaces, i)
		} else {
			b.serve(m.spec)
		}
	}
	b.typeErrors()
	b.strays()
	return list
}

// typeErrors reports what the type checker found in the packages of the run.
func (b *builder) typeErrors() {
	seen := map[*pkg]bool{}
	for _, m := range b.marked {
		if seen[m.pkg] {
			continue
		}
		seen[m.pkg] = true
		for _, err := range b.check(m.pkg).errs {
			if m.pkg.matters(err) {
				b.report.errorf(err.Pos, "%s", err.Msg)
			}
		}
	}
}

// strays reports directives that have no effect, wherever they are.
func (b *builder) strays() {
	for pos, m := range b.methods {
		ds := b.comments[m.file]
		if ds == nil || b.served[pos] {
			continue
		}
		for _, d := range b.claimMethod(m) {
			b.report.errorf(d.pos, "%s:%s has no effect: no interface with %s:rpc or %s:notify has this method", tool, d.rule.name, tool, tool)
		}
	}
	for _, ds := range b.comments {
		ds.leftovers()
	}
}

// serve marks the methods of an interface that is left out for a mistake, so that
// no more is said about them.
func (b *builder) serve(spec *ast.TypeSpec) {
	for pos := range b.methods {
		if spec.Pos() <= pos && pos < spec.End() {
			b.served[pos] = true
			b.claimMethod(b.methods[pos])
		}
	}
}

// claimMethod takes the directives of a method, from the file it is written in.
func (b *builder) claimMethod(m *methodDecl) []*directive {
	if !m.claimed {
		m.claimed = true
		m.directives = b.comments[m.file].claim(m.field.Doc, onMethod)
	}
	return m.directives
}

// iface builds the model of one interface, or reports why there is none.
func (b *builder) iface(m *marked) *iface {
	obj := b.check(m.pkg).pkg.Scope().Lookup(m.spec.Name.Name)
	if obj == nil {
		return nil // a declaration twice: the type checker has reported it
	}
	t, ok := obj.Type().Underlying().(*types.Interface)
	rpc, notify := on(m.directives, "rpc"), on(m.directives, "notify")
	switch {
	case m.spec.TypeParams != nil:
		b.report.errorf(m.spec.Pos(), "%s is generic: embed an instance of it, such as %s[int], in an interface of its own and annotate that", obj.Name(), obj.Name())
		return nil
	case !ok:
		b.report.errorf(m.directives[0].pos, "%s:%s belongs on an interface; %s is none", tool, m.directives[0].rule.name, obj.Name())
		return nil
	case !t.IsMethodSet():
		b.report.errorf(m.spec.Pos(), "%s is a type constraint: it has no methods to call", obj.Name())
		return nil
	case rpc == nil && notify == nil:
		b.report.errorf(m.directives[0].pos, "%s:%s needs %s:rpc on the same interface", tool, m.directives[0].rule.name, tool)
		return nil
	case rpc != nil && notify != nil:
		b.report.errorf(notify.pos, "%s:rpc and %s:notify don't go together: split the interface", tool, tool)
		return nil
	}
	i := &iface{name: obj.Name(), doc: docText(m.doc)}
	if rpc != nil {
		i.rpc = b.rpc(rpc)
		i.errors = b.errors(m)
	} else {
		i.notify = &notifyTarget{publisher: notify.text("publisher"), topics: notify.list("topic")}
	}
	b.addMethods(m, i, t)
	return i
}

func (b *builder) rpc(d *directive) *rpcTarget {
	t := &rpcTarget{
		topic: d.text("topic"), namespace: d.text("namespace"), exchange: d.text("exchange"),
		version: d.text("version"), legacy: d.list("legacy_namespaces"), also: d.text("also"),
	}
	if t.version == "" {
		t.version = "1.0"
	}
	if t.also != "" && major(t.also) == major(t.version) {
		b.report.errorf(d.values["also"].pos, "also %q: want another major than that of version %s, which serves its own already", t.also, t.version)
	}
	return t
}

// addMethods adds the methods of t in the order they are written, and after them
// those of embedded interfaces by name.
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
	wires := map[string]string{}
	for _, fn := range append(own, embedded...) {
		mb := &methodBuilder{builder: b, marked: m, iface: i, fn: fn}
		built := mb.build()
		if built == nil {
			continue
		}
		wire := built.priority + " " + built.wire // one event type may have several priorities
		if other := wires[wire]; other != "" {
			b.report.errorf(mb.pos(), "%s and %s have the same name on the wire, %q", other, built.name, built.wire)
		}
		wires[wire] = built.name
		i.methods = append(i.methods, built)
	}
	if t.NumMethods() == 0 {
		b.report.errorf(m.spec.Pos(), "%s has no methods", i.name)
	}
}

// buildConstraint is the condition under which a source is compiled, which its
// generated file must share: its //go:build line and its file name.
func buildConstraint(f *file) string {
	var terms []string
	for _, group := range f.ast.Comments {
		for _, c := range group.List {
			if c.Pos() < f.ast.Package && constraint.IsGoBuild(c.Text) {
				terms = append(terms, strings.TrimSpace(strings.TrimPrefix(c.Text, "//go:build")))
			}
		}
	}
	if implied := impliedConstraint(filepath.Base(f.path)); implied != "" {
		if len(terms) == 1 && strings.Contains(terms[0], "||") {
			terms[0] = "(" + terms[0] + ")"
		}
		terms = append(terms, implied)
	}
	return strings.Join(terms, " && ")
}
