package breaking

import "strings"

// Kind is the form that a value has on the wire.
type Kind string

// The kinds of types.
const (
	Any     Kind = "any"
	Bool    Kind = "bool"
	Int     Kind = "int"
	Uint    Kind = "uint"
	Float   Kind = "float"
	Number  Kind = "number" // of any size
	String  Kind = "string"
	Bytes   Kind = "bytes"  // base64
	Text    Kind = "text"   // a string that the type writes and reads itself
	Custom  Kind = "custom" // JSON that the type writes and reads itself
	List    Kind = "list"
	Map     Kind = "map"
	Object  Kind = "struct"
	Unknown Kind = "unknown" // the type is not found
)

// Type is a type by its form on the wire. Two Go types with one form are equal.
type Type struct {
	Kind Kind
	Go   string // as Go writes it
	Bits int    // of an int, a uint or a float
	Null bool   // whether null is a value of its own
	Len  int    // of an array, or 0 for a slice
	Key  *Type  // of a map
	Elem *Type  // of a list or a map
	Ref  string // of a struct: see [State.Structs]. Of text and custom: the type's name

	Constants []string // of a string: the values that the source names, where a document is written
}

// Struct is a struct that travels.
type Struct struct {
	Go      string
	Pos     Pos
	Tuple   bool       // whether it is an array of its fields
	Version string     // of a versioned object
	Object  ObjectName // the same, where a document is written
	Fields  []Field
	Doc     string // its comment, where a document is written
}

// ObjectName names a versioned object in its envelope.
type ObjectName struct{ Prefix, Namespace, Name string }

// Field is one field of a struct that travels.
type Field struct {
	Go, Wire string
	Type     *Type
	Pos      Pos
	Optional bool   // whether it is left out when it is the zero value
	Doc      string // its comment, where a document is written
}

// relation is how the values of a newer type relate to those of an older one.
type relation int

const (
	same     relation = 0
	narrowed relation = 1 // some older values are not newer ones
	widened  relation = 2 // some newer values are not older ones
	retyped  relation = narrowed | widened
)

// relater compares two types without the fields of structs, which visit compares.
type relater struct {
	visit func(old, now *Type)
	seen  map[[2]*Type]bool // types that hold themselves
}

// relate compares two types. visit is called for each pair of structs in them.
func relate(old, now *Type, visit func(old, now *Type)) relation {
	return relater{visit, map[[2]*Type]bool{}}.types(old, now)
}

func (r relater) types(old, now *Type) relation {
	if old == nil || now == nil || r.seen[[2]*Type{old, now}] {
		return same
	}
	r.seen[[2]*Type{old, now}] = true
	rel := nulls(old, now)
	switch {
	case old.Kind == Unknown || now.Kind == Unknown:
		return same
	case old.Kind == now.Kind:
		return rel | r.kinds(old, now)
	case now.Kind == Any:
		return rel | widened
	case old.Kind == Any:
		return rel | narrowed
	case numeric(old.Kind) && numeric(now.Kind):
		return rel | relateNumbers(old, now)
	case old.Kind == String && now.Kind == Text:
		return rel | narrowed
	case old.Kind == Text && now.Kind == String:
		return rel | widened
	}
	return retyped
}

func nulls(old, now *Type) relation {
	switch {
	case old.Kind == Any || now.Kind == Any || old.Null == now.Null:
		return same
	case now.Null:
		return widened
	}
	return narrowed
}

func (r relater) kinds(old, now *Type) relation {
	switch old.Kind {
	case Int, Uint, Float:
		return relateNumbers(old, now)
	case Text, Custom:
		if baseName(old.Ref) != baseName(now.Ref) {
			return retyped
		}
	case List:
		return lengths(old, now) | r.types(old.Elem, now.Elem)
	case Map:
		return r.types(old.Key, now.Key) | r.types(old.Elem, now.Elem)
	case Object:
		r.visit(old, now)
	}
	return same
}

func lengths(old, now *Type) relation {
	switch {
	case old.Len == now.Len:
		return same
	case now.Len == 0:
		return widened
	case old.Len == 0:
		return narrowed
	}
	return retyped
}

func numeric(k Kind) bool { return k == Int || k == Uint || k == Float || k == Number }

// span is the range of a number type as powers of two, and whether it has
// fractions.
func (t *Type) span() (low, high int, fraction bool) {
	switch t.Kind {
	case Int:
		return t.Bits - 1, t.Bits - 1, false
	case Uint:
		return 0, t.Bits, false
	case Float:
		return 16 * t.Bits, 16 * t.Bits, true
	}
	return 1 << 20, 1 << 20, true
}

func relateNumbers(old, now *Type) relation {
	oldLow, oldHigh, oldFraction := old.span()
	nowLow, nowHigh, nowFraction := now.span()
	rel := same
	if nowLow < oldLow || nowHigh < oldHigh || oldFraction && !nowFraction {
		rel |= narrowed
	}
	if nowLow > oldLow || nowHigh > oldHigh || nowFraction && !oldFraction {
		rel |= widened
	}
	return rel
}

// baseName is a name without the path of its package.
func baseName(name string) string { return name[strings.LastIndexAny(name, "./")+1:] }
