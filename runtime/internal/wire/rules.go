package wire

import (
	"fmt"
	"reflect"
)

// An ArgRule makes one argument of a method optional. The argument is left out
// when it has its default, and a missing one reads as the default.
type ArgRule struct {
	Name     string
	Default  any    // a bool, number or string, or nil for the zero value
	Sent     bool   // send it even if it has its default
	Required bool   // refuse a request without it
	Ignored  bool   // read it as its default, whatever the request has
	Was      string // an older name, which is read too, or empty
}

// Rules are the rules of a method's arguments, compiled for the struct type that holds them.
type Rules struct {
	of     reflect.Type
	codec  *structCodec
	rules  []*argRule     // by the field's place in the codec, nil for an argument that is always sent
	was    map[string]int // the places of the older names
	choice *Choice        // of one request, or nil to send all that differ from their defaults
}

// A Choice selects the arguments with rules that one request sends, by the
// index of their rule.
type Choice struct {
	Sent, Older uint64      // the arguments sent, and those of them under an older name
	Converted   map[int]any // values that replace the arguments'
}

type argRule struct {
	index    int           // of the ArgRule
	standard reflect.Value // the default
	isZero   bool          // whether that is the zero value
	ArgRule
}

// CompileRules compiles rules for a struct type, or a pointer to one.
func CompileRules(t reflect.Type, rules []ArgRule) (*Rules, error) {
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	sc := codecOf(t).fields
	if sc == nil {
		return nil, fmt.Errorf("%s has no fields that could be optional arguments", t)
	}
	r := &Rules{of: t, codec: sc, rules: make([]*argRule, len(sc.fields))}
	for index, rule := range rules {
		i, ok := sc.byName[rule.Name]
		if !ok {
			return nil, fmt.Errorf("%s has no field for the argument %s", t, rule.Name)
		}
		standard, err := defaultOf(t.FieldByIndex(sc.fields[i].index).Type, rule.Default)
		if err != nil {
			return nil, fmt.Errorf("argument %s: %w", rule.Name, err)
		}
		r.rules[i] = &argRule{index: index, standard: standard, isZero: standard.IsZero(), ArgRule: rule}
		if rule.Was != "" {
			if r.was == nil {
				r.was = map[string]int{}
			}
			r.was[rule.Was] = i
		}
	}
	return r, nil
}

// defaultOf is the default as a value of type t.
func defaultOf(t reflect.Type, given any) (reflect.Value, error) {
	v := reflect.ValueOf(given)
	switch {
	case given == nil:
		return reflect.Zero(t), nil
	case !v.CanConvert(t) || v.Kind() != t.Kind() && (v.Kind() == reflect.String || t.Kind() == reflect.String):
		return v, fmt.Errorf("the default %v is no %s", given, t)
	}
	return v.Convert(t), nil
}

// absent reports whether an argument has its default.
func (r *argRule) absent(v reflect.Value) bool {
	if r.isZero {
		return v.IsZero()
	}
	return v.Equal(r.standard)
}

// Present returns the arguments of args, a pointer to a struct, that differ from their defaults, by the index of their
// rule.
func (r *Rules) Present(args any) (present uint64) {
	v, ok := r.fit(args)
	if !ok {
		return 0
	}
	for i, rule := range r.rules {
		if rule == nil {
			continue
		}
		f := &r.codec.fields[i]
		if value, ok := f.get(v); ok && !rule.absent(value) && (f.omit == nil || !f.omit(value)) {
			present |= 1 << rule.index
		}
	}
	return present
}

// Value returns the argument of args that a rule, of the given index, is about.
func (r *Rules) Value(args any, index int) any {
	v, ok := r.fit(args)
	if !ok {
		return nil
	}
	for i, rule := range r.rules {
		if rule != nil && rule.index == index {
			value, ok := r.codec.fields[i].get(v)
			if !ok { // within an embedded pointer that is nil
				value = reflect.Zero(v.Type().FieldByIndex(r.codec.fields[i].index).Type)
			}
			return value.Interface()
		}
	}
	return nil
}

// With returns the rules of one request with its choice.
func (r *Rules) With(c *Choice) *Rules {
	chosen := *r
	chosen.choice = c
	return &chosen
}

// fit reports whether the rules belong to the struct that v points to, and
// returns the struct.
func (r *Rules) fit(v any) (reflect.Value, bool) {
	pointer := reflect.ValueOf(v)
	if r == nil || pointer.Kind() != reflect.Pointer || pointer.IsNil() || pointer.Type().Elem() != r.of {
		return reflect.Value{}, false
	}
	return pointer.Elem(), true
}

// omits reports whether the argument in field i is left out.
func (r *Rules) omits(i int, v reflect.Value) bool {
	if !r.covers(i) {
		return false
	}
	rule := r.rules[i]
	if r.choice != nil {
		return r.choice.Sent&(1<<rule.index) == 0
	}
	return !rule.Sent && rule.absent(v)
}

// older returns the older name of the argument in field i, and the value that it is sent with if that is not the
// field's. It is false for an argument that is sent as it is.
func (r *Rules) older(i int) (name string, converted reflect.Value, ok bool) {
	if !r.covers(i) || r.choice == nil {
		return "", converted, false
	}
	rule, name := r.rules[i], r.codec.fields[i].name
	value, isConverted := r.choice.Converted[rule.index]
	if isConverted {
		converted = reflect.ValueOf(&value).Elem()
	}
	isOlder := r.choice.Older&(1<<rule.index) != 0
	if isOlder {
		name = rule.Was
	}
	return name, converted, isOlder || isConverted
}

// covers reports whether a rule is about the argument in field i.
func (r *Rules) covers(i int) bool { return r != nil && r.rules[i] != nil }

// renamed returns the field whose older name is given.
func (r *Rules) renamed(name []byte) (i int, ok bool) {
	if r == nil {
		return 0, false
	}
	i, ok = r.was[string(name)]
	return i, ok
}

// ignores reports whether the argument in field i always reads as its default.
func (r *Rules) ignores(i int) bool { return r.covers(i) && r.rules[i].Ignored }

// missing gives the field of an argument that is missing its default, and reports whether it has one.
func (r *Rules) missing(i int, v reflect.Value) bool {
	if !r.covers(i) || r.rules[i].Required {
		return false
	}
	if rule := r.rules[i]; !rule.isZero {
		place, err := r.codec.fields[i].locate(v)
		if err != nil {
			return false
		}
		place.Set(rule.standard)
	}
	return true
}

// EachArg calls f with the name and value of every argument in args, a struct, a map or a pointer to one, that is sent
// by rules, which may be nil. The first error ends it.
func EachArg(args any, rules *Rules, f func(name string, value reflect.Value) error) error {
	if err := isWhole(args, rules); err != nil {
		return err
	}
	if v, ok := rules.fit(args); ok {
		return rules.codec.each(v, rules, f)
	}
	v := reflect.Indirect(reflect.ValueOf(args))
	switch {
	case !v.IsValid():
		return nil
	case v.Kind() == reflect.Map:
		for it := v.MapRange(); it.Next(); {
			if err := f(fmt.Sprint(it.Key()), it.Value()); err != nil {
				return err
			}
		}
		return nil
	case v.Kind() != reflect.Struct:
		return fmt.Errorf("arguments must be a struct or a map, not %T", args)
	}
	if sc := codecOf(v.Type()).fields; sc != nil {
		return sc.each(v, nil, f)
	}
	return fmt.Errorf("arguments must be a struct or a map, not the versioned object %T", args)
}
