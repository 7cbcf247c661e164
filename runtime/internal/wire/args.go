package wire

import "reflect"

// UnmarshalArgs reads the arguments of a method, an object, into the struct or map that v points to. The json tags of a
// struct name the arguments. An argument that the struct does not have, or that is missing without its tag saying
// omitempty, omitzero or optional, is an [*ArgumentError]. Otherwise it is like Unmarshal.
func UnmarshalArgs(data []byte, v any) error {
	target, err := target(v)
	if err != nil {
		return err
	}
	s := scan(data)
	defer s.free()
	c := codecOf(target.Type())
	switch {
	case c.args != nil:
		err = c.args(s, target)
	case target.Kind() == reflect.Map:
		err = c.decode(s, target)
	default:
		err = &TypeError{Problem: "the destination has to be a struct or a map"}
	}
	if err != nil {
		return in("args", err)
	}
	return s.end()
}

// decodeArgs reads an object that has to have the fields of a struct and no others.
func (sc *structCodec) decodeArgs(s *scanner, v reflect.Value) error {
	var seen fieldSet
	err := sc.members(s, v, &seen, func(name []byte) error {
		return &ArgumentError{Unexpected: string(name)}
	})
	if err != nil {
		return err
	}
	for i := range sc.fields {
		if !sc.fields[i].optional && !seen.has(i) {
			return &ArgumentError{Missing: sc.fields[i].name}
		}
	}
	return nil
}
