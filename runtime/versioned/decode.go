package versioned

import (
	"fmt"
	"maps"
	"reflect"

	"github.com/oslogen/oslogen/runtime/internal/wire"
)

// Unmarshal reads the JSON text raw, with its objects, into v, a pointer. The
// objects it knows are those in v's type; it reads them wherever they are, and
// leaves others as they came.
func (f Format) Unmarshal(raw []byte, v any) error {
	known := map[string]string{}
	t := reflect.TypeOf(v)
	collect(t, known, map[reflect.Type]bool{})
	if name, _, ok := objectOf(t); ok {
		if err := f.expect(raw, name); err != nil {
			return err
		}
	}
	plain, err := f.unwrap(raw, known)
	if err != nil {
		return err
	}
	return wire.Unmarshal(plain, v)
}

// expect checks that raw is the object of that name.
func (f Format) expect(raw []byte, name string) error {
	var envelope map[string]any
	if err := wire.Unmarshal(raw, &envelope); err != nil {
		return err
	}
	if got, _ := envelope[f.key("name")].(string); got != name {
		version, _ := envelope[f.key("version")].(string)
		return &IncompatibleError{got, version, name}
	}
	return nil
}

// unwrap replaces the known objects in raw by their data.
func (f Format) unwrap(raw []byte, known map[string]string) ([]byte, error) {
	var tree any
	if err := wire.Unmarshal(raw, &tree); err != nil {
		return nil, err
	}
	tree, err := f.unwrapValue(tree, known)
	if err != nil {
		return nil, err
	}
	return wire.AppendValue(nil, tree)
}

func (f Format) unwrapValue(v any, known map[string]string) (_ any, err error) {
	switch v := v.(type) {
	case []any:
		for i := range v {
			if v[i], err = f.unwrapValue(v[i], known); err != nil {
				return nil, err
			}
		}
	case map[string]any:
		for key := range v {
			if v[key], err = f.unwrapValue(v[key], known); err != nil {
				return nil, err
			}
		}
		return f.unwrapObject(v, known)
	}
	return v, nil
}

// unwrapObject returns the data of a known object, and anything else as it is.
func (f Format) unwrapObject(envelope map[string]any, known map[string]string) (any, error) {
	name, _ := envelope[f.key("name")].(string)
	implemented, ok := known[name]
	if !ok {
		return envelope, nil
	}
	version, _ := envelope[f.key("version")].(string)
	if err := compatible(name, version, implemented); err != nil {
		return nil, err
	}
	if namespace := envelope[f.key("namespace")]; namespace != f.Namespace {
		return nil, &IncompatibleError{name, version, "namespace " + f.Namespace}
	}
	data, ok := envelope[f.key("data")].(map[string]any)
	if !ok {
		return nil, fmt.Errorf("versioned object %s %s has no data", name, version)
	}
	if changes, ok := envelope[f.key("changes")]; ok {
		data = maps.Clone(data)
		data[f.key("changes")] = changes
	}
	return data, nil
}

var objectType = reflect.TypeFor[Object]()

// objectOf returns the name and version of an object type, or of what it points to.
func objectOf(t reflect.Type) (name, version string, ok bool) {
	for t != nil && t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if t == nil || t.Kind() != reflect.Struct || !reflect.PointerTo(t).Implements(objectType) {
		return "", "", false
	}
	name, version = reflect.New(t).Interface().(Object).VersionedObject()
	return name, version, true
}

// collect adds the objects in t to known: name to version.
func collect(t reflect.Type, known map[string]string, visited map[reflect.Type]bool) {
	if t == nil || visited[t] {
		return
	}
	visited[t] = true
	if name, version, ok := objectOf(t); ok {
		known[name] = version
	}
	switch t.Kind() {
	case reflect.Pointer, reflect.Slice, reflect.Array, reflect.Map:
		collect(t.Elem(), known, visited)
	case reflect.Struct:
		for _, field := range reflect.VisibleFields(t) {
			collect(field.Type, known, visited)
		}
	}
}
