// Package identify gives generated declarations, variables and imports free names.
package identify

import (
	"slices"

	"github.com/oslogen/oslogen/gen/internal/directive"
	"github.com/oslogen/oslogen/gen/internal/load"
	"github.com/oslogen/oslogen/gen/internal/model"
	"github.com/oslogen/oslogen/gen/internal/naming"
	"github.com/oslogen/oslogen/gen/internal/parallel"
)

// namer gives every generated declaration a free name.
type namer struct {
	src    *load.Loader
	scopes map[string]*scope // by package path
}

// Sources names everything in sources. The names that users write come first,
// because they can't get a number.
func Sources(l *load.Loader, sources []*model.Source) {
	id := &namer{src: l, scopes: map[string]*scope{}}
	for _, src := range sources {
		for _, i := range src.Interfaces {
			id.exactNames(src, i)
		}
	}
	for _, src := range sources {
		s := id.scope(src.Package.Path())
		for _, i := range src.Interfaces {
			id.freeNames(i, s)
		}
	}
	_ = parallel.Do(len(sources), func(n int) error {
		id.scope(sources[n].Package.Path()).nameLocals(sources[n])
		return nil
	})
}

// nameLocals names the imports, the parameters and the local variables of the file
// of src. It only reads s.
func (s *scope) nameLocals(src *model.Source) {
	taken, preferred := []naming.Set{s.declared, s.foreign, locally}, s.importedAs(src)
	src.Imports = newImports(src, taken, preferred)
	if slices.ContainsFunc(src.Interfaces, (*model.Interface).IsTestable) {
		src.Testing = testImports(src, taken, preferred)
	}
	imported := src.Imports.All()
	src.Local = newLocals(s.types, imported)
	inBody := naming.Set{src.Local.Client: true, "result": true, "err": true}
	for _, i := range src.Interfaces {
		nameTemplates(i, s.declared, imported)
		for _, m := range i.Methods {
			nameParams(m, s.declared, imported, inBody)
		}
	}
}

// exactNames takes the names that users write.
func (id *namer) exactNames(src *model.Source, i *model.Interface) {
	kind := "Client"
	if i.Notify != nil {
		kind = "Notifier"
	}
	if i.Only != model.ServerSide {
		i.IDs.Client = id.exact(src, i, i.Name+kind)
		i.IDs.NewClient = id.exact(src, i, naming.Prefixed("New", i.Name)+kind)
	}
	if i.Only != model.ClientSide {
		id.exactServerNames(src, i)
	}
}

func (id *namer) exactServerNames(src *model.Source, i *model.Interface) {
	i.IDs.Register = id.exact(src, i, naming.Prefixed("Register", i.Name))
	i.IDs.Endpoint = i.Name
	if i.RPC != nil {
		i.IDs.NewServer = id.exact(src, i, naming.Prefixed("New", i.Name)+"Server")
		i.IDs.Unimplemented = id.exact(src, i, naming.Prefixed("Unimplemented", i.Name))
	} else {
		i.IDs.NewServer = id.exact(src, i, naming.Prefixed("New", i.Name)+"Listener")
	}
	if len(i.MethodsOn(model.ServerSide)) < len(i.Methods) {
		i.IDs.Endpoint = id.exact(src, i, i.Name+"Endpoint")
	}
}

// freeNames takes names that get a number if they are taken.
func (id *namer) freeNames(i *model.Interface, s *scope) {
	prefix := naming.Unexported(i.Name)
	if i.RPC != nil {
		id.constants(i, s)
	}
	if i.Only != model.ClientSide {
		i.IDs.Adapter = s.take(prefix + "Adapter")
	}
	if len(i.Errors) > 0 {
		i.IDs.Errors = s.take(prefix + "Errors")
	}
	if i.RPC != nil && len(i.RPC.Also)+len(i.RPC.Releases) > 0 && i.Only != model.ServerSide {
		i.IDs.History = s.take(prefix + "History")
	}
	if i.IsTestable() {
		i.IDs.Test, i.IDs.Recorder = s.take("Test"+naming.Exported(i.Name)+"Versions"), s.take(prefix+"Recorder")
	}
	for _, m := range i.Methods {
		id.identifyMethod(i, m, prefix+m.Name, s)
	}
}

func (id *namer) identifyMethod(i *model.Interface, m *model.Method, name string, s *scope) {
	m.Descriptor = s.take(name)
	if i.RPC != nil && len(m.ArgumentParams())+len(m.Constants) > 0 {
		m.Args = s.take(name + "Args")
	}
	if len(m.Results) > 1 {
		m.Tuple = s.take(name + "Result")
	}
}

// constants names the constants of an interface. It leaves out a constant whose
// name the package declares itself, which is probably the one in the directive.
func (id *namer) constants(i *model.Interface, s *scope) {
	list := []model.NamedText{
		{Name: i.Name + "Topic", Text: string(i.RPC.Topic)}, {Name: i.Name + "Version", Text: i.RPC.Version},
		{Name: i.Name + "Namespace", Text: string(i.RPC.Namespace)}, {Name: i.Name + "Exchange", Text: string(i.RPC.Exchange)},
	}
	for _, m := range i.Methods {
		for _, p := range m.Arguments() {
			if p.History.Since != "" {
				list = append(list, model.NamedText{Name: i.Name + m.Name + naming.Exported(p.Name), Text: p.History.Since})
			}
		}
	}
	for _, c := range list {
		if c.Text != "" && directive.Template(c.Text).Fixed() && !s.declared[c.Name] && !s.beside[c.Name] {
			s.declared[c.Name] = true
			i.IDs.Constants = append(i.IDs.Constants, c)
		}
	}
}

// exact takes a name that users write. If it is taken, that is a mistake.
func (id *namer) exact(src *model.Source, i *model.Interface, name string) string {
	p, s := id.src.Packages[src.Package.Path()], id.scope(src.Package.Path())
	at := p.Decls[i.Name].Name.Pos()
	other, isOutside := s.outside[name]
	switch {
	case isOutside && !load.Meet(src.Constraint, other.Constraint):
	case isOutside:
		id.src.Report.Errorf(other.Name.Pos(), "%s can't be declared here: it is generated for interface %s", name, i.Name)
	case p.Decls[name] != nil:
		id.src.Report.Errorf(p.Decls[name].Name.Pos(), "%s can't be declared here: it is generated for interface %s", name, i.Name)
	case s.declared[name] || s.beside[name]:
		id.src.Report.Errorf(at, "%s is taken by an import or another interface: it is generated for interface %s", name, i.Name)
	}
	s.declared[name] = true
	return name
}

// localNames are the usual names of local variables.
var (
	localNames = []string{"c", "a", "ctx", "in", "args"}
	locally    = naming.NewSet(localNames...)
)

// newLocals names local variables so that they hide none of the given names.
func newLocals(names ...naming.Set) model.Locals {
	free := func(n int) string { return naming.Set{}.Take(localNames[n], names...) }
	return model.Locals{Client: free(0), Adapter: free(1), Ctx: free(2), In: free(3), Args: free(4)}
}

// importedAs returns the names by which the file of src imports other packages.
func (s *scope) importedAs(src *model.Source) map[string]string {
	names := map[string]string{}
	for name, path := range s.files[src.Path].Imports {
		if old := names[path]; old == "" || name < old {
			names[path] = name
		}
	}
	return names
}
