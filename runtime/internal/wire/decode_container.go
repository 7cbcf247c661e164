package wire

import (
	"reflect"
	"strconv"
)

// decodeInterface reads any value into an interface. Only the empty one can hold them all.
func decodeInterface(s *scanner, v reflect.Value) error {
	if v.NumMethod() > 0 {
		return &TypeError{Problem: "a " + v.Type().String() + " cannot be read"}
	}
	x, err := s.any()
	if err != nil {
		return err
	}
	v.Set(reflect.ValueOf(&x).Elem())
	return nil
}

// any reads a value into the Go value that stands for it: nil, a bool, string, int64, *big.Int or float64, a []any or a
// map[string]any.
func (s *scanner) any() (any, error) {
	switch s.peek() {
	case '"':
		text, err := s.text()
		return string(text), err
	case '{':
		return s.anyObject()
	case '[':
		return s.anyArray()
	case 't':
		return true, s.word("true")
	case 'f':
		return false, s.word("false")
	case 'n':
		return nil, s.word("null")
	default:
		return s.anyNumber()
	}
}

func (s *scanner) anyNumber() (any, error) {
	text, kind, err := s.number()
	if err != nil {
		return nil, err
	}
	if kind != integer {
		return parseFloat(text, 64), nil
	}
	if i, ok := parseInt(text); ok {
		return i, nil
	}
	if i, ok := parseBig(text); ok {
		return i, nil
	}
	return nil, &TypeError{Problem: "integer of more than " + strconv.Itoa(maxDigits) + " digits"}
}

func (s *scanner) anyObject() (map[string]any, error) {
	if err := s.open('{'); err != nil {
		return nil, err
	}
	object := map[string]any{}
	for first := true; ; first = false {
		more, err := s.more('}', first)
		if err != nil || !more {
			return object, err
		}
		text, err := s.key()
		if err != nil {
			return nil, err
		}
		key := string(text)
		if object[key], err = s.any(); err != nil {
			return nil, in("[*]", err)
		}
	}
}

func (s *scanner) anyArray() ([]any, error) {
	if err := s.open('['); err != nil {
		return nil, err
	}
	array := []any{}
	for first := true; ; first = false {
		more, err := s.more(']', first)
		if err != nil || !more {
			return array, err
		}
		element, err := s.any()
		if err != nil {
			return nil, in("["+strconv.Itoa(len(array))+"]", err)
		}
		array = append(array, element)
	}
}

// elements calls read for each element of an array.
func (s *scanner) elements(read func(i int) error) error {
	if s.peek() != '[' {
		return s.mismatch("an array")
	}
	if err := s.open('['); err != nil {
		return err
	}
	for i := 0; ; i++ {
		more, err := s.more(']', i == 0)
		if err != nil || !more {
			return err
		}
		if err := read(i); err != nil {
			return in("["+strconv.Itoa(i)+"]", err)
		}
	}
}

// decodeSlice reads an array into a new slice of values that c decodes.
func (c *codec) decodeSlice(s *scanner, v reflect.Value) error {
	list := reflect.New(v.Type()).Elem()
	list.Set(reflect.MakeSlice(v.Type(), 0, 0))
	err := s.elements(func(i int) error {
		list.Grow(1)
		list.SetLen(i + 1)
		return c.read(s, list.Index(i))
	})
	if err != nil {
		return err
	}
	v.Set(list)
	return nil
}

// decodeArray reads an array that has to be as long as the Go one.
func (c *codec) decodeArray(s *scanner, v reflect.Value) error {
	return s.exactly(v.Len(), func(i int) error { return c.read(s, v.Index(i)) })
}

// exactly calls read for each element of an array that has to have want of them.
func (s *scanner) exactly(want int, read func(i int) error) error {
	n := 0
	err := s.elements(func(i int) error {
		if n = i + 1; n > want {
			return &TypeError{Problem: "one element too many"}
		}
		return read(i)
	})
	if err == nil && n < want {
		return &TypeError{Problem: "expected an array of " + strconv.Itoa(want) + ", found " + strconv.Itoa(n)}
	}
	return err
}

// decodeSet reads an array into the keys of a new map.
func (c *codec) decodeSet(s *scanner, v reflect.Value) error {
	set := reflect.MakeMap(v.Type())
	err := s.elements(func(int) error {
		key := reflect.New(v.Type().Key()).Elem()
		if err := c.read(s, key); err != nil {
			return err
		}
		set.SetMapIndex(key, reflect.Zero(emptyType))
		return nil
	})
	if err != nil {
		return err
	}
	v.Set(set)
	return nil
}

// decodeMap reads an object into a map and keeps the map's other entries.
func decodeMap(s *scanner, v reflect.Value, keys keyCodec, elem *codec) error {
	if s.peek() != '{' {
		return s.mismatch("an object")
	}
	if err := s.open('{'); err != nil {
		return err
	}
	if v.IsNil() {
		v.Set(reflect.MakeMap(v.Type()))
	}
	for first := true; ; first = false {
		more, err := s.more('}', first)
		if err != nil || !more {
			return err
		}
		text, err := s.key()
		if err != nil {
			return err
		}
		key := reflect.New(v.Type().Key()).Elem()
		if err := keys.parse(text, key); err != nil {
			return err
		}
		value := reflect.New(v.Type().Elem()).Elem()
		if err := elem.read(s, value); err != nil {
			return in("[*]", err)
		}
		v.SetMapIndex(key, value)
	}
}
