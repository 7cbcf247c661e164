package state

import (
	"go/ast"
	"go/token"
	"go/types"
	"strconv"

	"github.com/oslogen/oslogen/gen/internal/load"
	"github.com/oslogen/oslogen/gen/internal/wiretype"
	"github.com/oslogen/oslogen/gen/pyexport"
)

// objects notes the versioned objects that values of a type hold.
func (e *exporter) objects(t types.Type, seen map[types.Type]bool) {
	if seen[t] {
		return
	}
	seen[t] = true
	switch u := t.Underlying().(type) {
	case *types.Pointer:
		e.objects(u.Elem(), seen)
	case *types.Slice:
		e.objects(u.Elem(), seen)
	case *types.Array:
		e.objects(u.Elem(), seen)
	case *types.Map:
		e.objects(u.Elem(), seen)
	case *types.Struct:
		e.object(t)
		for _, f := range wiretype.Fields(u) {
			e.objects(f.Type, seen)
		}
	}
}

// object notes a struct if it has the method VersionedObject.
func (e *exporter) object(t types.Type) {
	named, ok := types.Unalias(t).(*types.Named)
	if !ok || named.Obj().Pkg() == nil || e.l.Packages[named.Obj().Pkg().Path()] == nil {
		return
	}
	p := e.l.Packages[named.Obj().Pkg().Path()]
	for _, f := range p.Files {
		for _, d := range f.Tree.Decls {
			fn, ok := d.(*ast.FuncDecl)
			if ok && fn.Name.Name == "VersionedObject" && fn.Recv != nil && fn.Body != nil && load.Receiver(fn.Recv.List[0].Type) == named.Obj().Name() {
				e.out.Objects[types.TypeString(t, nil)] = readObject(p, fn.Body)
			}
		}
	}
}

// namedFormats are the formats of package versioned.
var namedFormats = map[string][2]string{
	"Nova": {"nova_object", "nova"}, "Ironic": {"ironic_object", "ironic"},
	"Cinder": {"versioned_object", "cinder"}, "Default": {"versioned_object", "versionedobjects"},
}

// readObject reads the body of a VersionedObject method, which returns
// format.Type("name", "version").
func readObject(p *load.Package, body *ast.BlockStmt) *pyexport.Object {
	const why = `its VersionedObject method is no single return versioned.Nova.Type("Name", "1.0"), or with another format of package versioned`
	if len(body.List) != 1 {
		return &pyexport.Object{Why: why}
	}
	ret, _ := body.List[0].(*ast.ReturnStmt)
	if ret == nil || len(ret.Results) != 1 {
		return &pyexport.Object{Why: why}
	}
	call, _ := ret.Results[0].(*ast.CallExpr)
	if call == nil || len(call.Args) != 2 {
		return &pyexport.Object{Why: why}
	}
	method, _ := call.Fun.(*ast.SelectorExpr)
	name, version := textOf(call.Args[0]), textOf(call.Args[1])
	if method == nil || method.Sel.Name != "Type" || name == "" || version == "" {
		return &pyexport.Object{Why: why}
	}
	format, ok := formatOf(p, method.X)
	if !ok {
		return &pyexport.Object{Why: why}
	}
	return &pyexport.Object{Name: name, Version: version, Serial: format[0], Project: format[1]}
}

// formatOf reads versioned.Nova and the like, a literal of versioned.Format, or a
// variable of the package that holds one of them.
func formatOf(p *load.Package, x ast.Expr) (format [2]string, ok bool) {
	switch x := ast.Unparen(x).(type) {
	case *ast.Ident:
		if value := variable(p, x.Name); value != nil {
			return formatOf(p, value)
		}
	case *ast.SelectorExpr:
		format, ok = namedFormats[x.Sel.Name]
		return format, ok
	case *ast.CompositeLit:
		for n, elem := range x.Elts {
			place := n
			if kv, isKey := elem.(*ast.KeyValueExpr); isKey {
				elem = kv.Value
				if key, _ := kv.Key.(*ast.Ident); key != nil && key.Name == "Prefix" {
					place = 0
				} else {
					place = 1
				}
			}
			format[min(place, 1)] = textOf(elem)
		}
	}
	return format, format[0] != "" && format[1] != ""
}

// textOf is the value of a string literal, or "".
func textOf(x ast.Expr) string {
	lit, _ := x.(*ast.BasicLit)
	if lit == nil || lit.Kind != token.STRING {
		return ""
	}
	text, err := strconv.Unquote(lit.Value)
	if err != nil {
		return ""
	}
	return text
}

// variable is the value that a package-level variable is declared with, or nil.
func variable(p *load.Package, name string) ast.Expr {
	for _, f := range p.Files {
		for _, d := range f.Tree.Decls {
			group, ok := d.(*ast.GenDecl)
			if !ok || group.Tok != token.VAR {
				continue
			}
			for _, s := range group.Specs {
				spec := s.(*ast.ValueSpec)
				for n, ident := range spec.Names {
					if ident.Name == name && n < len(spec.Values) {
						return spec.Values[n]
					}
				}
			}
		}
	}
	return nil
}
