package state

import (
	"go/ast"
	"go/token"
	"go/types"
	"maps"
	"regexp"
	"strconv"
	"strings"

	"github.com/oslogen/oslogen/gen/breaking"
	"github.com/oslogen/oslogen/gen/internal/load"
	"github.com/oslogen/oslogen/gen/internal/wiretype"
)

// shapes gives types the form that they have on the wire.
type shapes struct {
	l       *load.Loader
	module  string // the path of the module's directory
	structs map[string]*breaking.Struct
	known   map[types.Type]*breaking.Type
	notes   *notes // comments and constants, where a document is written
}

// of is the form of a type.
func (s *shapes) of(t types.Type) *breaking.Type {
	if known := s.known[t]; known != nil {
		return known
	}
	out := &breaking.Type{Go: wiretype.Text(t)}
	s.known[t] = out // before its parts, which may hold it
	s.fill(out, t)
	return out
}

func (s *shapes) fill(out *breaking.Type, t types.Type) {
	name := wiretype.Name(t)
	switch name {
	case "math/big.Int", "encoding/json.Number":
		out.Kind = breaking.Number
		return
	case "encoding/json.RawMessage":
		out.Kind = breaking.Any
		return
	case "time.Time", "net.HardwareAddr", "net.IPNet":
		out.Kind, out.Ref = breaking.Text, name
		return
	}
	if wiretype.EmbedsEndlessly(t) {
		out.Kind = breaking.Unknown
		return
	}
	switch w, r := wiretype.Writers(t), wiretype.Readers(t); {
	case w.Json != nil || r.Json != nil:
		out.Kind, out.Ref = breaking.Custom, name
	case w.Text != nil || r.Text != nil:
		out.Kind, out.Ref = breaking.Text, name
	default:
		s.byKind(out, t)
	}
}

func (s *shapes) byKind(out *breaking.Type, t types.Type) {
	switch u := t.Underlying().(type) {
	case *types.Basic:
		out.Kind, out.Bits = basicShape(u)
		out.Constants = s.notes.constants(t)
	case *types.Interface:
		out.Kind = breaking.Any
	case *types.Pointer:
		elem := *s.of(u.Elem())
		elem.Go, elem.Null = out.Go, true
		*out = elem
	case *types.Slice:
		s.list(out, u.Elem(), 0)
		if b, ok := u.Elem().(*types.Basic); ok && b.Kind() == types.Byte {
			out.Kind, out.Elem = breaking.Bytes, nil
		}
	case *types.Array:
		s.list(out, u.Elem(), int(u.Len()))
	case *types.Map:
		if e, ok := u.Elem().Underlying().(*types.Struct); ok && e.NumFields() == 0 {
			s.list(out, u.Key(), 0) // a set
			return
		}
		out.Kind, out.Key, out.Elem = breaking.Map, s.of(u.Key()), s.of(u.Elem())
	case *types.Struct:
		out.Kind, out.Ref = breaking.Object, types.TypeString(t, nil)
		s.object(out.Ref, t, u)
	default:
		out.Kind = breaking.Unknown
	}
}

func (s *shapes) list(out *breaking.Type, elem types.Type, length int) {
	out.Kind, out.Elem, out.Len = breaking.List, s.of(elem), length
}

func basicShape(t *types.Basic) (kind breaking.Kind, bits int) {
	switch info := t.Info(); {
	case info&types.IsBoolean != 0:
		return breaking.Bool, 0
	case info&types.IsString != 0:
		return breaking.String, 0
	case info&types.IsFloat != 0:
		return breaking.Float, int(8 * types.SizesFor("gc", "amd64").Sizeof(t))
	case info&types.IsUnsigned != 0:
		return breaking.Uint, int(8 * types.SizesFor("gc", "amd64").Sizeof(t))
	case info&types.IsInteger != 0:
		return breaking.Int, int(8 * types.SizesFor("gc", "amd64").Sizeof(t))
	}
	return breaking.Unknown, 0
}

// object notes a struct and its fields.
func (s *shapes) object(ref string, t types.Type, u *types.Struct) {
	if s.structs[ref] != nil {
		return
	}
	out := &breaking.Struct{Go: wiretype.Text(t), Tuple: wiretype.IsTuple(u)}
	s.structs[ref] = out
	if named, ok := types.Unalias(t).(*types.Named); ok {
		out.Pos, out.Version = s.at(named.Obj().Pos()), objectVersion(s.l, named.Obj())
		out.Doc, out.Object = s.notes.doc(named.Obj().Pos()), s.notes.object(named.Obj())
	}
	for _, f := range wiretype.Fields(u) {
		out.Fields = append(out.Fields, breaking.Field{
			Go: f.GoName, Wire: f.Wire, Type: s.of(f.Type), Pos: s.at(f.Var.Pos()), Optional: f.MayBeLeftOut(), Doc: s.notes.doc(f.Var.Pos()),
		})
	}
}

// at is the place of a field or a struct; none if it is of another module.
func (s *shapes) at(pos token.Pos) breaking.Pos {
	if !strings.HasPrefix(s.l.Fset.PositionFor(pos, false).Filename, s.module) {
		return breaking.Pos{}
	}
	return place(s.l, pos, token.NoPos)
}

// objectVersion is the version that the VersionedObject method of a type returns, or
// nothing. It is the text in the method that looks like one.
func objectVersion(l *load.Loader, obj *types.TypeName) string {
	if obj.Pkg() == nil || l.Packages[obj.Pkg().Path()] == nil {
		return ""
	}
	p := l.Packages[obj.Pkg().Path()]
	if p.Objects == nil {
		p.Objects = map[string]string{}
		for _, f := range p.Files {
			maps.Copy(p.Objects, objectVersions(f.Tree))
		}
	}
	return p.Objects[obj.Name()]
}

// objectVersions are the versions of the versioned objects of a file, by type.
func objectVersions(f *ast.File) map[string]string {
	found := map[string]string{}
	for _, d := range f.Decls {
		fn, ok := d.(*ast.FuncDecl)
		if !ok || fn.Name.Name != "VersionedObject" || fn.Recv == nil || fn.Body == nil || len(fn.Recv.List) != 1 {
			continue
		}
		ast.Inspect(fn.Body, func(n ast.Node) bool {
			if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
				if text, err := strconv.Unquote(lit.Value); err == nil && versionText.MatchString(text) {
					found[load.Receiver(fn.Recv.List[0].Type)] = text
				}
			}
			return true
		})
	}
	return found
}

// versionText matches the version of a versioned object.
var versionText = regexp.MustCompile(`^\d{1,6}\.\d{1,6}(\.\d{1,6})?$`)
