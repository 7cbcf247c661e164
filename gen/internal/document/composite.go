package document

import (
	"go/types"
	"slices"
	"strings"

	"github.com/oslogen/oslogen/gen/apidoc"
	"github.com/oslogen/oslogen/gen/breaking"
	"github.com/oslogen/oslogen/gen/internal/wiretype"
)

// array makes an array. All its elements have to travel.
func (s *sampler) array(t types.Type, u *types.Array, name string, depth int) sampled {
	elem := s.of(u.Elem(), name, depth+1)
	out := sampled{s.typ(t) + "{}", []any{}}
	if u.Len() > 16 {
		return out
	}
	var list []any
	for range u.Len() {
		list = append(list, elem.json)
	}
	texts := slices.Repeat([]string{elided(elem.text, s.typ(u.Elem()))}, int(u.Len()))
	return sampled{s.typ(t) + "{" + strings.Join(texts, ", ") + "}", list}
}

// mapping makes a map with one key, or a set.
func (s *sampler) mapping(t types.Type, u *types.Map, name string, depth int) sampled {
	key := s.of(u.Key(), "key", depth+1)
	text, isText := key.json.(string)
	if !isText {
		text = "1"
	}
	if e, ok := u.Elem().Underlying().(*types.Struct); ok && e.NumFields() == 0 {
		return sampled{s.typ(t) + "{" + key.text + ": {}}", []any{key.json}}
	}
	elem := s.of(u.Elem(), name, depth+1)
	return sampled{s.typ(t) + "{" + key.text + ": " + elided(elem.text, s.typ(u.Elem())) + "}", apidoc.NewObject(text, elem.json)}
}

// structure makes a struct without its optional fields. A versioned object has its
// first fields alone.
func (s *sampler) structure(t types.Type, u *types.Struct, depth int) sampled {
	s.outer = append(s.outer, t)
	defer func() { s.outer = s.outer[:len(s.outer)-1] }()
	described := s.describer.Struct(t)
	versioned := described.Object
	tuple, literal, object, list := wiretype.IsTuple(u), []string(nil), apidoc.Object{}, []any{}
	for _, f := range wiretype.Fields(u) {
		if f.Depth < 0 || !tuple && f.MayBeLeftOut() || versioned.Name != "" && len(object) == sampleFields {
			continue
		}
		one := s.of(f.Type, f.Wire, depth+1)
		if f.Depth == 0 { // a literal can't name the field of an embedded struct
			literal = append(literal, f.GoName+": "+one.text)
		}
		object.Put(f.Wire, one.json)
		list = append(list, one.json)
	}
	out := sampled{s.typ(t) + "{" + strings.Join(literal, ", ") + "}", object}
	if tuple {
		out.json = list
	}
	if versioned.Name != "" {
		out.json = envelope(versioned, described.Version, out.json)
	}
	return out
}

// envelope puts an object's data into the form of oslo.versionedobjects.
func envelope(o breaking.ObjectName, version string, data any) apidoc.Object {
	out := apidoc.NewObject(o.Prefix+".name", o.Name)
	out.Put(o.Prefix+".namespace", o.Namespace)
	out.Put(o.Prefix+".version", version)
	out.Put(o.Prefix+".data", data)
	return out
}
