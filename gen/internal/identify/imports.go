package identify

import (
	"cmp"
	"go/types"
	"maps"
	"slices"

	"github.com/oslogen/oslogen/gen/internal/model"
	"github.com/oslogen/oslogen/gen/internal/naming"
	"github.com/oslogen/oslogen/gen/internal/wiretype"
)

// newImports names the packages that the file of src needs. A package keeps its
// name from the source file, given by preferred, if that name is free.
func newImports(src *model.Source, taken []naming.Set, preferred map[string]string) *model.Imports {
	need := needs{}
	for _, i := range src.Interfaces {
		need.iface(i)
	}
	return nameImports(src, need, taken, preferred)
}

// nameImports names the packages of a file.
func nameImports(src *model.Source, need needs, taken []naming.Set, preferred map[string]string) *model.Imports {
	delete(need, src.Package.Path())
	im := &model.Imports{Local: src.Package.Path(), Names: map[string]string{}, Clause: need}
	used := naming.Set{}
	paths := slices.SortedFunc(maps.Keys(need), func(a, b string) int {
		return cmp.Or(cmp.Compare(weight(a), weight(b)), cmp.Compare(a, b))
	})
	for _, path := range paths {
		name := need[path]
		if own := preferred[path]; own != "" && weight(path) > 0 {
			name = own
		}
		im.Names[path] = used.Take(name, taken...)
	}
	return im
}

// weight puts the packages whose names are the same in every generated file
// first.
func weight(path string) int {
	switch path {
	case "context", "time", "testing", model.RuntimePath, model.DispatchPath, model.NotifyPath, model.ProofPath:
		return 0
	}
	return 1
}

// needs maps package paths to package names.
type needs map[string]string

func (n needs) iface(i *model.Interface) {
	n["context"], n[model.RuntimePath] = "context", "oslo"
	if i.RPC != nil && i.Only != model.ClientSide {
		n[model.DispatchPath] = "dispatch"
	}
	if i.Notify != nil {
		n[model.NotifyPath] = "notify"
	}
	for _, pair := range i.Errors {
		if pair.Value != nil {
			n.object(pair.Value)
		} else {
			n.typ(pair.Type)
		}
	}
	for _, m := range i.Methods {
		if m.Timeout != 0 || m.Monitor != 0 {
			n["time"] = "time"
		}
		n.method(m)
		for _, p := range m.Arguments() {
			if p.Convert != nil {
				n.object(p.Convert)
			}
		}
	}
}

// method adds the packages that the signature of m needs.
func (n needs) method(m *model.Method) {
	for _, p := range m.Params {
		n.typ(p.Type)
	}
	for _, r := range m.Results {
		n.typ(r.Type)
	}
}

func (n needs) object(obj types.Object) {
	if obj.Pkg() != nil {
		n[obj.Pkg().Path()] = obj.Pkg().Name()
	}
}

func (n needs) typ(t types.Type) {
	wiretype.VisitNames(t, func(obj *types.TypeName) { n.object(obj) })
}

// testImports are the imports of the test of a source.
func testImports(s *model.Source, taken []naming.Set, preferred map[string]string) *model.Imports {
	need := needs{"context": "context", "testing": "testing", model.RuntimePath: "oslo", model.ProofPath: "versiontest"}
	for _, i := range s.Interfaces {
		if !i.IsTestable() {
			continue
		}
		for _, m := range i.MethodsOn(model.ServerSide) {
			need.method(m)
		}
	}
	return nameImports(s, need, taken, preferred)
}
