package wire

import "reflect"

// UnmarshalArgs reads the arguments of a method, an object, into the struct or
// map that v points to. The json tags of a struct name the arguments. An
// argument that the struct does not have is an [*ArgumentError]. So is a
// missing one, unless its tag has omitempty, omitzero or optional, or a rule
// covers it. Otherwise UnmarshalArgs works as Unmarshal. rules belong to the
// struct's type or are nil.
func UnmarshalArgs(data []byte, v any, rules *Rules) error {
	target, err := target(v)
	if err != nil {
		return err
	}
	s := scan(data)
	defer s.free()
	c := codecOf(target.Type())
	switch {
	case c.args:
		err = c.fields.decodeArgs(s, target, rules)
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
func (sc *structCodec) decodeArgs(s *scanner, v reflect.Value, rules *Rules) error {
	var seen fieldSet
	err := sc.members(s, v, &seen, rules, func(name []byte) error {
		return &ArgumentError{Unexpected: string(name)}
	})
	if err != nil {
		return err
	}
	for i := range sc.fields {
		if (!seen.has(i) || rules.ignores(i)) && !rules.missing(i, v) && !sc.fields[i].optional {
			return &ArgumentError{Missing: sc.fields[i].name}
		}
	}
	return nil
}
