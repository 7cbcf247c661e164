package gen

import (
	"bytes"
	"cmp"
	"fmt"
	"go/types"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"
)

// The packages of the runtime that generated code imports.
const (
	runtimePath  = "github.com/oslogen/oslogen/runtime"
	dispatchPath = runtimePath + "/dispatch"
	notifyPath   = runtimePath + "/notify"
	proofPath    = runtimePath + "/oslotest/versiontest"
)

// imports are the packages that one generated file may import, with their names
// in it.
type imports struct {
	local  string // the path of the file's own package
	names  map[string]string
	clause map[string]string // the names in their package clauses, by path
}

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

// print writes the import declaration, the standard library first.
func (im *imports) print(b *bytes.Buffer) {
	var std, other []string
	for _, p := range slices.Sorted(maps.Keys(im.names)) {
		line := "\t" + strconv.Quote(p) + "\n"
		if im.names[p] != path.Base(p) || im.names[p] != im.clause[p] {
			line = "\t" + im.names[p] + " " + strconv.Quote(p) + "\n"
		}
		if first, _, _ := strings.Cut(p, "/"); strings.Contains(first, ".") {
			other = append(other, line)
		} else {
			std = append(std, line)
		}
	}
	fmt.Fprintf(b, "import (\n%s\n%s)\n", strings.Join(std, ""), strings.Join(other, ""))
}

// all returns the names of the imports.
func (im *imports) all() nameSet { return newNameSet(slices.Collect(maps.Values(im.names))...) }

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

// visitNames calls f for every type name in the text of t.
func visitNames(t types.Type, f func(*types.TypeName)) {
	switch t := t.(type) {
	case *types.Alias:
		f(t.Obj())
		visitList(t.TypeArgs(), f)
	case *types.Named:
		f(t.Obj())
		visitList(t.TypeArgs(), f)
	case *types.Pointer:
		visitNames(t.Elem(), f)
	case *types.Slice:
		visitNames(t.Elem(), f)
	case *types.Array:
		visitNames(t.Elem(), f)
	case *types.Map:
		visitNames(t.Key(), f)
		visitNames(t.Elem(), f)
	case *types.Chan:
		visitNames(t.Elem(), f)
	case *types.Struct:
		for v := range t.Fields() {
			visitNames(v.Type(), f)
		}
	case *types.Signature:
		visitNames(t.Params(), f)
		visitNames(t.Results(), f)
	case *types.Tuple:
		for v := range t.Variables() {
			visitNames(v.Type(), f)
		}
	case *types.Interface:
		for m := range t.ExplicitMethods() {
			visitNames(m.Type(), f)
		}
		for e := range t.EmbeddedTypes() {
			visitNames(e, f)
		}
	}
}

func visitList(list *types.TypeList, f func(*types.TypeName)) {
	for t := range list.Types() {
		visitNames(t, f)
	}
}
