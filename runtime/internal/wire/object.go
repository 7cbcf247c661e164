package wire

import (
	"bytes"
	"fmt"
	"reflect"
	"strconv"
	"strings"
)

// An ObjectType says which versioned object a Go type is, and how its service writes objects.
type ObjectType struct {
	Prefix    string // of the envelope's keys, such as "nova_object" (OBJ_SERIAL_NAMESPACE)
	Namespace string // such as "nova" (OBJ_PROJECT_NAMESPACE)
	Name      string // the class
	Version   string // "major.minor", the newest that the Go type knows
}

func (t ObjectType) key(name string) string { return t.Prefix + "." + name }

// Object is a struct that travels as a versioned object: in an envelope that names its class and version. The method is
// called on the zero value.
type Object interface{ VersionedObject() ObjectType }

// An IncompatibleError is a versioned object that cannot be read as the Go type.
type IncompatibleError struct {
	Name, Version string // of the received object
	Want          string // the Go type's version
}

func (e *IncompatibleError) Error() string {
	return fmt.Sprintf("versioned object %s %s: want %s", e.Name, e.Version, e.Want)
}

// objectOf returns the versioned object of a struct type, and false if it is
// none.
func objectOf(t reflect.Type) (ObjectType, bool) {
	if !reflect.PointerTo(t).Implements(reflect.TypeFor[Object]()) {
		return ObjectType{}, false
	}
	return reflect.New(t).Interface().(Object).VersionedObject(), true
}

// isEnvelope reports whether a member that a struct has no field for says that a versioned object is read. A struct with
// fields for the envelope may leave some out.
func (sc *structCodec) isEnvelope(member []byte) bool {
	prefix, ok := bytes.CutSuffix(member, []byte(".data"))
	if !ok || !bytes.HasSuffix(prefix, []byte("_object")) {
		return false
	}
	_, models := sc.byName[string(prefix)+".name"]
	return !models
}

// An objectCodec writes and reads the versioned objects of one type.
type objectCodec struct {
	ObjectType
	of     reflect.Type
	major  int
	data   *structCodec
	record []int // where the ObjectRecord is, or nil
}

func (b *builder) fillObject(c *codec, t reflect.Type, object ObjectType) {
	major, ok := majorOf(object.Version)
	if !ok || object.Prefix == "" || object.Name == "" {
		*c = refuse(t, `let VersionedObject return a prefix, a name and a version such as "1.0"`)
		return
	}
	oc := &objectCodec{ObjectType: object, of: t, major: major, record: findRecord(t)}
	*c = codec{encode: oc.encode, decode: oc.decode, null: nullPasses}
	oc.data = b.data.structCodec(t)
}

// majorOf returns the first part of a version.
func majorOf(version string) (int, bool) {
	first, rest, ok := strings.Cut(version, ".")
	second, _, _ := strings.Cut(rest, ".")
	major, errMajor := strconv.Atoi(first)
	_, errMinor := strconv.Atoi(second)
	return major, ok && errMajor == nil && errMinor == nil
}

// decode reads an object with its envelope.
func (oc *objectCodec) decode(s *scanner, v reflect.Value) error {
	switch s.peek() {
	case '{':
	case 'n':
		return &TypeError{Problem: "found null, and a " + oc.of.String() + " is no pointer"}
	default:
		return s.mismatch("the versioned object " + oc.Name)
	}
	raw, err := s.raw()
	if err != nil {
		return err
	}
	var e objectEnvelope
	if err := e.decode(oc.ObjectType, raw); err != nil {
		return err
	}
	if err := oc.check(&e); err != nil {
		return err
	}
	return oc.decodeData(&e, s.depth+1, v)
}

// check reports an object that is not the codec's, or not of its major version.
func (oc *objectCodec) check(e *objectEnvelope) error {
	major, ok := majorOf(e.version)
	switch {
	case e.name == "":
		return &TypeError{Problem: "expected the versioned object " + oc.Name + ", found an object without " + oc.key("name")}
	case e.name != oc.Name:
		return oc.incompatible(e, oc.Name)
	case e.namespace != oc.Namespace:
		return oc.incompatible(e, "namespace "+oc.Namespace)
	case !ok || major != oc.major:
		return oc.incompatible(e, fmt.Sprintf("version %d.x", oc.major))
	case len(e.data) == 0 || e.data[0] != '{':
		return &TypeError{Problem: "versioned object " + oc.Name + " " + e.version + " has no data"}
	}
	return nil
}

func (oc *objectCodec) incompatible(e *objectEnvelope, want string) error {
	err := &IncompatibleError{Name: e.name, Version: e.version, Want: want}
	return &TypeError{Problem: err.Error(), Err: err}
}

// decodeData reads the fields of an object into a struct. Fields that the
// struct does not have go into its record.
func (oc *objectCodec) decodeData(e *objectEnvelope, depth int, v reflect.Value) error {
	record := oc.recordOf(v)
	if record == nil {
		record = new(ObjectRecord)
	}
	*record = ObjectRecord{version: e.version, changes: e.changes, fields: map[string]bool{}}
	s := scanner{data: e.data, depth: depth}
	var seen fieldSet
	err := oc.data.members(&s, v, &seen, nil, func(name []byte) error {
		field := string(name)
		raw, err := s.raw()
		record.keep(field, raw)
		return err
	})
	for i := range oc.data.fields {
		if seen.has(i) {
			record.fields[oc.data.fields[i].name] = true
		}
	}
	return in(oc.key("data"), err)
}

// An objectEnvelope is the object around a versioned object's data, as it was received.
type objectEnvelope struct {
	name, namespace, version string
	data                     []byte
	changes                  []string
}

func (e *objectEnvelope) decode(t ObjectType, raw []byte) error {
	return decodeFields(raw, func(name, raw []byte) {
		switch string(name) {
		case t.key("name"):
			e.name, _ = textOf(raw)
		case t.key("namespace"):
			e.namespace, _ = textOf(raw)
		case t.key("version"):
			e.version, _ = textOf(raw)
		case t.key("data"):
			e.data = raw
		case t.key("changes"):
			if e.changes = nil; Unmarshal(raw, &e.changes) != nil {
				e.changes = nil
			}
		}
	})
}
