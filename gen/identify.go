package gen

import (
	"cmp"
	"go/ast"
	"go/token"
	"go/types"
	"maps"
	"slices"
	"strings"
)

// namer gives everything that is generated a name that is free.
type namer struct {
	b      *builder
	scopes map[string]*scope // by package path
}

// scope is the names of one package that generated code must not hide.
type scope struct {
	declared nameSet // by the package, by generated code, or predeclared
	beside   nameSet // imported by any file, or declared by a test
	tests    map[string]*decl
}

func (id *namer) scope(path string) *scope {
	if s := id.scopes[path]; s != nil {
		return s
	}
	p := id.b.src.pkgs[path]
	s := &scope{nameSet{}, nameSet{}, id.b.src.testDecls(p)}
	for _, name := range types.Universe.Names() {
		s.declared[name] = true
	}
	for name := range p.decls {
		s.declared[name] = true
	}
	for name := range s.tests {
		s.beside[name] = true
	}
	for _, f := range p.files {
		for name := range f.imports {
			s.beside[name] = true
		}
	}
	id.scopes[path] = s
	return s
}

// take returns name, or name with a number, and declares it.
func (s *scope) take(name string) string {
	return s.declared.take(name, s.beside)
}

// identify names everything in sources.
func (id *namer) identify(sources []*source) {
	for _, src := range sources {
		for _, i := range src.interfaces {
			id.identifyIface(i, id.b.src.pkgs[src.pkg.Path()])
		}
	}
	for _, src := range sources {
		s := id.scope(src.pkg.Path())
		declared, tests := s.declared, slices.Collect(maps.Keys(s.tests))
		src.imports = newImports(src, declared.with(localNames...).with(tests...), id.importedAs(src))
		src.local = newLocals(id.b.src.pkgs[src.pkg.Path()].types().with(src.imports.all()...))
		reserved := declared.with(src.imports.all()...).with(src.local.client, "result", "err")
		for _, i := range src.interfaces {
			for _, m := range i.methods {
				nameParams(m, reserved)
			}
		}
	}
}

func (id *namer) identifyIface(i *iface, p *pkg) {
	prefix, s := unexported(i.name), id.scope(p.PkgPath)
	kind := "Client"
	if i.notify != nil {
		kind = "Notifier"
	}
	i.ids.client = id.exact(i, p, i.name+kind)
	i.ids.newClient = id.exact(i, p, prefixed("New", i.name)+kind)
	i.ids.register = id.exact(i, p, prefixed("Register", i.name))
	if i.rpc != nil {
		i.ids.newServer = id.exact(i, p, prefixed("New", i.name)+"Server")
		i.ids.unimplemented = id.exact(i, p, prefixed("Unimplemented", i.name))
		id.constants(i, p)
	}
	i.ids.adapter = s.take(prefix + "Adapter")
	if len(i.errors) > 0 {
		i.ids.errors = s.take(prefix + "Errors")
	}
	for _, m := range i.methods {
		m.descriptor = s.take(prefix + m.name)
		if len(m.arguments()) > 0 && i.rpc != nil {
			m.args = s.take(prefix + m.name + "Args")
		}
	}
}

// constants names the constants of an interface. One whose name the package
// declares itself is left out: it is likely the constant that the directive names.
func (id *namer) constants(i *iface, p *pkg) {
	s := id.scope(p.PkgPath)
	for _, c := range []namedText{
		{i.name + "Topic", i.rpc.topic}, {i.name + "Version", i.rpc.version},
		{i.name + "Namespace", i.rpc.namespace}, {i.name + "Exchange", i.rpc.exchange},
	} {
		if c.value != "" && !s.declared[c.name] && !s.beside[c.name] {
			s.declared[c.name] = true
			i.ids.constants = append(i.ids.constants, c)
		}
	}
}

// prefixed puts a verb before an interface's name; the result is exported if the
// interface is.
func prefixed(verb, name string) string {
	if unexported(name) == name {
		return strings.ToLower(verb) + exported(name)
	}
	return verb + name
}

// exact takes a name that users write, so no other can stand in for it.
func (id *namer) exact(i *iface, p *pkg, name string) string {
	s := id.scope(p.PkgPath)
	if s.declared[name] || s.beside[name] {
		at, what := p.decls[i.name].name.Pos(), "is taken by an import or another interface"
		if d := cmp.Or(p.decls[name], s.tests[name]); d != nil {
			at, what = d.name.Pos(), "can't be declared here"
		}
		id.b.src.report.errorf(at, "%s %s: it is generated for interface %s", name, what, i.name)
	}
	s.declared[name] = true
	return name
}

// localNames are what locals are called, unless types are.
var localNames = []string{"c", "a", "ctx", "in", "args"}

// newLocals names locals so that they hide none of the names given.
func newLocals(names nameSet) locals {
	free := func(n int) string { return nameSet{}.take(localNames[n], names) }
	return locals{client: free(0), adapter: free(1), ctx: free(2), in: free(3), args: free(4)}
}

// types are the names of the types that p declares.
func (p *pkg) types() nameSet {
	names := nameSet{}
	for name, d := range p.decls {
		if _, ok := d.node.(*ast.TypeSpec); ok {
			names[name] = true
		}
	}
	return names
}

// importedAs is the names by which the file of src knows other packages.
func (id *namer) importedAs(src *source) map[string]string {
	names := map[string]string{}
	for _, f := range id.b.src.pkgs[src.pkg.Path()].files {
		if f.path != src.path {
			continue
		}
		for name, path := range f.imports {
			if old := names[path]; old == "" || name < old {
				names[path] = name
			}
		}
	}
	return names
}

// nameParams names the parameters of a client's method so that they hide nothing
// its body may need.
func nameParams(m *method, reserved nameSet) {
	local := nameSet{}
	if m.ctx == "" || m.ctx == "_" || reserved[m.ctx] {
		m.ctx = "ctx"
	}
	m.ctx = local.take(m.ctx, reserved)
	fields := nameSet{}
	for _, p := range m.params {
		if p.name == "" || p.name == "_" {
			p.name = unnamed(p)
		}
		p.field = fields.take(exported(p.name), nil)
		if reserved[p.name] || local[p.name] {
			p.name += "Arg"
		}
		p.name = local.take(p.name, reserved)
	}
}

// unnamed is the name of a parameter that has none in the source.
func unnamed(p *param) string {
	switch {
	case p.role == server:
		return "server"
	case token.IsIdentifier(camel(p.wire)):
		return camel(p.wire)
	default:
		return "arg"
	}
}
