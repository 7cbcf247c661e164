package gen

import (
	"cmp"
	"go/types"
	"maps"
	"slices"
)

// newImports names the packages that the file of src needs. A package keeps its
// name from the source file, given by preferred, if that name is free.
func newImports(src *source, taken []nameSet, preferred map[string]string) *imports {
	need := needs{}
	for _, i := range src.interfaces {
		need.iface(i)
	}
	return nameImports(src, need, taken, preferred)
}

// nameImports names the packages of a file.
func nameImports(src *source, need needs, taken []nameSet, preferred map[string]string) *imports {
	delete(need, src.pkg.Path())
	im := &imports{local: src.pkg.Path(), names: map[string]string{}, clause: need}
	used := nameSet{}
	paths := slices.SortedFunc(maps.Keys(need), func(a, b string) int {
		return cmp.Or(cmp.Compare(weight(a), weight(b)), cmp.Compare(a, b))
	})
	for _, path := range paths {
		name := need[path]
		if own := preferred[path]; own != "" && weight(path) > 0 {
			name = own
		}
		im.names[path] = used.take(name, taken...)
	}
	return im
}

// weight puts the packages whose names are the same in every generated file
// first.
func weight(path string) int {
	switch path {
	case "context", "time", "testing", runtimePath, dispatchPath, notifyPath, proofPath:
		return 0
	}
	return 1
}

// needs maps package paths to package names.
type needs map[string]string

func (n needs) iface(i *iface) {
	n["context"], n[runtimePath] = "context", "oslo"
	if i.rpc != nil && i.only != clientSide {
		n[dispatchPath] = "dispatch"
	}
	if i.notify != nil {
		n[notifyPath] = "notify"
	}
	for _, pair := range i.errors {
		if pair.value != nil {
			n.object(pair.value)
		} else {
			n.typ(pair.typ)
		}
	}
	for _, m := range i.methods {
		if m.timeout != 0 || m.monitor != 0 {
			n["time"] = "time"
		}
		n.method(m)
	}
}

// method adds the packages that the signature of m needs.
func (n needs) method(m *method) {
	for _, p := range m.params {
		n.typ(p.typ)
	}
	for _, r := range m.results {
		n.typ(r.typ)
	}
}

func (n needs) object(obj types.Object) {
	if obj.Pkg() != nil {
		n[obj.Pkg().Path()] = obj.Pkg().Name()
	}
}

func (n needs) typ(t types.Type) {
	visitNames(t, func(obj *types.TypeName) { n.object(obj) })
}

// testImports are the imports of the test of a source.
func testImports(s *source, taken []nameSet, preferred map[string]string) *imports {
	need := needs{"context": "context", "testing": "testing", runtimePath: "oslo", proofPath: "versiontest"}
	for _, i := range s.interfaces {
		if !i.isTestable() {
			continue
		}
		for _, m := range i.methodsOn(serverSide) {
			need.method(m)
		}
	}
	return nameImports(s, need, taken, preferred)
}
