package gen

import (
	"go/ast"
	"go/token"
	"go/types"
	"maps"
	"slices"
)

// namer gives every generated declaration a free name.
type namer struct {
	src    *loader
	scopes map[string]*scope // by package path
}

// scope holds the names of one package that generated code must not hide.
type scope struct {
	declared nameSet // by the package, by generated code, or predeclared
	beside   nameSet // imported by any file, or declared by a file outside the build
	foreign  nameSet // declared by a file outside the build
	types    nameSet // the types that the package declares
	outside  map[string]outsider
	files    map[string]*file // by path
}

func (id *namer) scope(path string) *scope {
	if s := id.scopes[path]; s != nil {
		return s
	}
	p := id.src.pkgs[path]
	s := &scope{nameSet{}, nameSet{}, nameSet{}, nameSet{}, id.src.outside(p), map[string]*file{}}
	s.declared.add(types.Universe.Names()...)
	for name, d := range p.decls {
		s.declared.add(name)
		if _, ok := d.node.(*ast.TypeSpec); ok {
			s.types.add(name)
		}
	}
	s.foreign.add(slices.Collect(maps.Keys(s.outside))...)
	for name := range s.foreign {
		s.beside.add(name)
	}
	for _, f := range p.files {
		s.files[f.path] = f
		s.beside.add(slices.Collect(maps.Keys(f.imports))...)
	}
	id.scopes[path] = s
	return s
}

// take returns name, or name with a number, and declares it.
func (s *scope) take(name string) string {
	return s.declared.take(name, s.beside)
}

// identify names everything in sources. The names that users write come first,
// because they can't get a number.
func identify(l *loader, sources []*source) {
	id := &namer{src: l, scopes: map[string]*scope{}}
	for _, src := range sources {
		for _, i := range src.interfaces {
			id.exactNames(src, i)
		}
	}
	for _, src := range sources {
		for _, i := range src.interfaces {
			id.freeNames(i, id.scope(src.pkg.Path()))
		}
	}
	for _, src := range sources {
		s := id.scope(src.pkg.Path())
		src.imports = newImports(src, []nameSet{s.declared, s.foreign, locally}, s.importedAs(src))
		src.testing = testImports(src, []nameSet{s.declared, s.foreign, locally}, s.importedAs(src))
		imported := src.imports.all()
		src.local = newLocals(s.types, imported)
		inBody := nameSet{src.local.client: true, "result": true, "err": true}
		for _, i := range src.interfaces {
			nameTemplates(i, s.declared, imported)
			for _, m := range i.methods {
				nameParams(m, s.declared, imported, inBody)
			}
		}
	}
}

// exactNames takes the names that users write.
func (id *namer) exactNames(src *source, i *iface) {
	kind := "Client"
	if i.notify != nil {
		kind = "Notifier"
	}
	if i.only != serverSide {
		i.ids.client = id.exact(src, i, i.name+kind)
		i.ids.newClient = id.exact(src, i, prefixed("New", i.name)+kind)
	}
	if i.only != clientSide {
		id.exactServerNames(src, i)
	}
}

func (id *namer) exactServerNames(src *source, i *iface) {
	i.ids.register = id.exact(src, i, prefixed("Register", i.name))
	i.ids.endpoint = i.name
	if i.rpc != nil {
		i.ids.newServer = id.exact(src, i, prefixed("New", i.name)+"Server")
		i.ids.unimplemented = id.exact(src, i, prefixed("Unimplemented", i.name))
	} else {
		i.ids.newServer = id.exact(src, i, prefixed("New", i.name)+"Listener")
	}
	if len(i.methodsOn(serverSide)) < len(i.methods) {
		i.ids.endpoint = id.exact(src, i, i.name+"Endpoint")
	}
}

// freeNames takes names that get a number if they are taken.
func (id *namer) freeNames(i *iface, s *scope) {
	prefix := unexported(i.name)
	if i.rpc != nil {
		id.constants(i, s)
	}
	if i.only != clientSide {
		i.ids.adapter = s.take(prefix + "Adapter")
	}
	if len(i.errors) > 0 {
		i.ids.errors = s.take(prefix + "Errors")
	}
	if i.rpc != nil && len(i.rpc.also)+len(i.rpc.releases) > 0 && i.only != serverSide {
		i.ids.history = s.take(prefix + "History")
	}
	if i.isTestable() {
		i.ids.test, i.ids.recorder = s.take("Test"+exported(i.name)+"Versions"), s.take(prefix+"Recorder")
	}
	for _, m := range i.methods {
		id.identifyMethod(i, m, prefix+m.name, s)
	}
}

func (id *namer) identifyMethod(i *iface, m *method, name string, s *scope) {
	m.descriptor = s.take(name)
	if i.rpc != nil && len(m.arguments())+len(m.constants) > 0 {
		m.args = s.take(name + "Args")
	}
	if len(m.results) > 1 {
		m.tuple = s.take(name + "Result")
	}
}

// constants names the constants of an interface. It leaves out a constant whose
// name the package declares itself, which is probably the one in the directive.
func (id *namer) constants(i *iface, s *scope) {
	list := []namedText{
		{i.name + "Topic", string(i.rpc.topic)}, {i.name + "Version", i.rpc.version},
		{i.name + "Namespace", string(i.rpc.namespace)}, {i.name + "Exchange", string(i.rpc.exchange)},
	}
	for _, m := range i.methods {
		for _, p := range m.arguments() {
			list = append(list, namedText{i.name + m.name + exported(p.name), p.history.since})
		}
	}
	for _, c := range list {
		if c.value != "" && template(c.value).fixed() && !s.declared[c.name] && !s.beside[c.name] {
			s.declared[c.name] = true
			i.ids.constants = append(i.ids.constants, c)
		}
	}
}

// exact takes a name that users write. If it is taken, that is a mistake.
func (id *namer) exact(src *source, i *iface, name string) string {
	p, s := id.src.pkgs[src.pkg.Path()], id.scope(src.pkg.Path())
	at := p.decls[i.name].name.Pos()
	other, isOutside := s.outside[name]
	switch {
	case isOutside && !meet(src.constraint, other.constraint):
	case isOutside:
		id.src.report.errorf(other.name.Pos(), "%s can't be declared here: it is generated for interface %s", name, i.name)
	case p.decls[name] != nil:
		id.src.report.errorf(p.decls[name].name.Pos(), "%s can't be declared here: it is generated for interface %s", name, i.name)
	case s.declared[name] || s.beside[name]:
		id.src.report.errorf(at, "%s is taken by an import or another interface: it is generated for interface %s", name, i.name)
	}
	s.declared[name] = true
	return name
}

// localNames are the usual names of local variables.
var (
	localNames = []string{"c", "a", "ctx", "in", "args"}
	locally    = newNameSet(localNames...)
)

// newLocals names local variables so that they hide none of the given names.
func newLocals(names ...nameSet) locals {
	free := func(n int) string { return nameSet{}.take(localNames[n], names...) }
	return locals{client: free(0), adapter: free(1), ctx: free(2), in: free(3), args: free(4)}
}

// importedAs returns the names by which the file of src imports other packages.
func (s *scope) importedAs(src *source) map[string]string {
	names := map[string]string{}
	for name, path := range s.files[src.path].imports {
		if old := names[path]; old == "" || name < old {
			names[path] = name
		}
	}
	return names
}

// nameParams names the parameters of a client's method so that they hide
// nothing that its body needs.
func nameParams(m *method, reserved ...nameSet) {
	local := nameSet{}
	if m.ctx == "" || m.ctx == "_" || anyHas(reserved, m.ctx) {
		m.ctx = "ctx"
	}
	m.ctx = local.take(m.ctx, reserved...)
	fields := nameSet{}
	for _, p := range m.params {
		if p.name == "" || p.name == "_" {
			p.name = unnamed(p)
		}
		p.field = fields.take(exported(p.name))
		if anyHas(reserved, p.name) || local[p.name] {
			p.name += "Arg"
		}
		p.name = local.take(p.name, reserved...)
	}
	for _, c := range m.constants {
		c.field = fields.take(exported(camel(c.wire)))
	}
}

// unnamed returns the name of a parameter that has none in the source.
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
