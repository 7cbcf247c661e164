package state

import (
	"go/ast"
	"go/token"
	"go/types"

	"github.com/oslogen/oslogen/gen/breaking"
	"github.com/oslogen/oslogen/gen/internal/load"
	"github.com/oslogen/oslogen/gen/internal/wiretype"
)

// notes are the parts of the sources that only documents need: comments, named values and the
// names of versioned objects. A nil one has none.
type notes struct {
	docs    map[token.Pos]string           // by the position of a name
	values  map[string][]string            // of string types, by qualified name
	objects map[string]breaking.ObjectName // of versioned objects, by qualified name
}

// readNotes reads the files that the run has read already.
func readNotes(l *load.Loader) *notes {
	n := &notes{map[token.Pos]string{}, map[string][]string{}, map[string]breaking.ObjectName{}}
	for _, p := range l.Packages {
		for _, f := range p.Files {
			for _, d := range f.Tree.Decls {
				n.declaration(p, d)
			}
		}
	}
	return n
}

func (n *notes) doc(pos token.Pos) string {
	if n == nil {
		return ""
	}
	return n.docs[pos]
}

func (n *notes) constants(t types.Type) []string {
	if n == nil {
		return nil
	}
	return n.values[wiretype.Name(t)]
}

func (n *notes) object(obj *types.TypeName) breaking.ObjectName {
	if n == nil || obj.Pkg() == nil {
		return breaking.ObjectName{}
	}
	return n.objects[obj.Pkg().Path()+"."+obj.Name()]
}

func (n *notes) declaration(p *load.Package, d ast.Decl) {
	switch d := d.(type) {
	case *ast.FuncDecl:
		n.versioned(p, d)
	case *ast.GenDecl:
		for _, s := range d.Specs {
			switch s := s.(type) {
			case *ast.TypeSpec:
				n.docs[s.Name.Pos()] = load.DocText(load.TypeDoc(d, s))
				n.fields(s.Type)
			case *ast.ValueSpec:
				n.value(p.PkgPath, d, s)
			}
		}
	}
}

// fields notes the comments of a struct's fields, above or behind them.
func (n *notes) fields(t ast.Expr) {
	ast.Inspect(t, func(node ast.Node) bool {
		f, ok := node.(*ast.Field)
		if !ok {
			return true
		}
		text := load.DocText(f.Doc)
		if text == "" {
			text = load.DocText(f.Comment)
		}
		for _, name := range f.Names {
			n.docs[name.Pos()] = text
		}
		return true
	})
}

// value notes the comment of a variable and the value of a typed constant.
func (n *notes) value(path string, d *ast.GenDecl, s *ast.ValueSpec) {
	doc := s.Doc
	if doc == nil && len(d.Specs) == 1 {
		doc = d.Doc
	}
	for _, name := range s.Names {
		n.docs[name.Pos()] = load.DocText(doc)
	}
	typ, ok := s.Type.(*ast.Ident)
	if d.Tok != token.CONST || !ok {
		return
	}
	for _, v := range s.Values {
		if text := textOf(v); text != "" {
			n.values[path+"."+typ.Name] = append(n.values[path+"."+typ.Name], text)
		}
	}
}

// versioned notes the name of a versioned object that a method returns, by a format of
// package versioned or as a literal of versioned.Type.
func (n *notes) versioned(p *load.Package, fn *ast.FuncDecl) {
	if fn.Name.Name != "VersionedObject" || fn.Recv == nil || len(fn.Recv.List) != 1 || fn.Body == nil {
		return
	}
	var object breaking.ObjectName
	if o := readObject(p, fn.Body); o.Name != "" {
		object = breaking.ObjectName{Prefix: o.Serial, Namespace: o.Project, Name: o.Name}
	}
	ast.Inspect(fn.Body, func(node ast.Node) bool {
		if lit, ok := node.(*ast.CompositeLit); ok && object.Name == "" {
			object = objectOfLiteral(lit)
		}
		return true
	})
	if object.Name != "" && object.Prefix != "" {
		n.objects[p.PkgPath+"."+load.Receiver(fn.Recv.List[0].Type)] = object
	}
}

// objectOfLiteral reads a versioned.Type.
func objectOfLiteral(lit *ast.CompositeLit) (object breaking.ObjectName) {
	for _, e := range lit.Elts {
		pair, ok := e.(*ast.KeyValueExpr)
		if !ok {
			continue
		}
		key, _ := pair.Key.(*ast.Ident)
		for name, field := range map[string]*string{"Prefix": &object.Prefix, "Namespace": &object.Namespace, "Name": &object.Name} {
			if key != nil && key.Name == name {
				*field = textOf(pair.Value)
			}
		}
	}
	return object
}
