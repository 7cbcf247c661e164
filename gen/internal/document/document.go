// Package document describes annotated interfaces for documents about them, with
// examples of calls and values.
package document

import (
	"go/types"
	"slices"
	"strings"

	"github.com/oslogen/oslogen/gen/apidoc"
	"github.com/oslogen/oslogen/gen/breaking"
	"github.com/oslogen/oslogen/gen/internal/model"
	"github.com/oslogen/oslogen/gen/internal/naming"
	"github.com/oslogen/oslogen/gen/internal/state"
	"github.com/oslogen/oslogen/gen/internal/wiretype"
)

// Interfaces describes the interfaces of sources. dir returns the directory of a
// package in its module.
func Interfaces(describer *state.Describer, sources []*model.Source, dir func(path string) string) (list []*apidoc.Interface) {
	for _, src := range sources {
		for _, i := range src.Interfaces {
			d := &documenter{of: describer, state: describer.State.Interfaces[len(list)], local: src.Package}
			list = append(list, d.iface(src, i, dir(src.Package.Path())))
		}
	}
	return list
}

// forReaders is a comment without the tasks of its author: lines from a
// TODO to the end of its paragraph.
func forReaders(doc string) string {
	var kept []string
	todo := false
	for line := range strings.SplitSeq(doc, "\n") {
		todo = strings.HasPrefix(line, "TODO") || todo && line != ""
		if !todo {
			kept = append(kept, line)
		}
	}
	return strings.TrimSpace(strings.Join(kept, "\n"))
}

// documenter describes one interface.
type documenter struct {
	of     *state.Describer
	state  *breaking.Interface
	sample *sampler
	local  *types.Package
}

func (d *documenter) iface(src *model.Source, i *model.Interface, dir string) *apidoc.Interface {
	d.sample = newSampler(d.of)
	out := &apidoc.Interface{
		Name: i.Name, Doc: forReaders(i.Doc), Only: breaking.Side(i.Only), Structs: d.of.State.Structs,
		Package: apidoc.Package{Path: src.Package.Path(), Dir: dir},
	}
	if isNameableElsewhere(i, src.Package) {
		out.Package.As = d.sample.taken.Take(src.Package.Name())
		d.sample.names[src.Package.Path()] = out.Package.As
	} else {
		d.sample.local = src.Package.Path()
	}
	out.Client = apidoc.Constructor{Func: i.IDs.NewClient, Params: i.ClientParams()}
	out.Server = apidoc.Constructor{Func: i.IDs.NewServer, Params: i.ServerParams(), Impl: i.IDs.Endpoint}
	if i.RPC != nil {
		d.rpc(out, i)
	} else {
		out.Exchange = string(i.Notify.Exchange)
		out.Notify = &apidoc.Notifications{Publisher: string(i.Notify.Publisher), Topics: strings.Split(d.state.Topics.Text, ",")}
	}
	for n, m := range i.Methods {
		out.Methods = append(out.Methods, d.method(i, m, d.state.Methods[n]))
	}
	borrow(out.Methods)
	return out
}

// borrow gives methods for clients alone the examples of the method of the same name
// that servers have.
func borrow(methods []*apidoc.Method) {
	for _, m := range methods {
		for _, served := range methods {
			if m.Only == breaking.ClientOnly && served.Only != breaking.ClientOnly && served.Wire == m.Wire {
				borrowFrom(m, served)
			}
		}
	}
}

// borrowFrom gives arguments of any type the examples of another method's: its types are
// what servers read.
func borrowFrom(m, served *apidoc.Method) {
	for n, p := range m.Params {
		if p.Arg == nil || p.Arg.Type.Kind != breaking.Any {
			continue
		}
		at := slices.IndexFunc(served.Params, func(q apidoc.Param) bool { return q.Arg != nil && q.Arg.Name == p.Arg.Name })
		if at >= 0 {
			m.Params[n].Sample, p.Arg.Sample = served.Params[at].Sample, served.Params[at].Arg.Sample
		}
	}
}

// isNameableElsewhere reports whether other packages can import the package and name
// what calls of i need.
func isNameableElsewhere(i *model.Interface, p *types.Package) bool {
	ok := p.Name() != "main" && naming.Unexported(i.Name) != i.Name
	for _, m := range i.Methods {
		for _, param := range m.Params {
			wiretype.VisitNames(param.Type, func(obj *types.TypeName) { ok = ok && (obj.Pkg() != p || obj.Exported()) })
		}
	}
	return ok
}

func (d *documenter) rpc(out *apidoc.Interface, i *model.Interface) {
	out.Exchange = string(i.RPC.Exchange)
	out.RPC = &apidoc.RPC{Topic: string(i.RPC.Topic), Namespace: string(i.RPC.Namespace), Legacy: i.RPC.Legacy, History: i.Ladder()}
	for n, e := range i.Errors {
		one := apidoc.Error{Classes: d.state.Errors[n].Classes, Expected: e.Expected, Fields: d.state.Errors[n].Fields, Doc: d.of.Doc(e.Object().Pos())}
		one.Go = e.Object().Name()
		if p := d.qualifier(e.Object().Pkg()); p != "" {
			one.Go = p + "." + one.Go
		}
		if e.Type != nil {
			one.Go = "*" + one.Go
		}
		out.RPC.Errors = append(out.RPC.Errors, one)
	}
}

// qualifier names packages in signatures: the interface's own has no name there.
func (d *documenter) qualifier(p *types.Package) string {
	if p == d.local {
		return ""
	}
	return p.Name()
}
