package wiretype

import "go/types"

// Origin returns the type that a type is made from, as in "type MAC
// net.HardwareAddr", or nil. A nil Origin knows of none.
type Origin func(t *types.Named) types.Type

// disowned refuses a type made from one with a form of its own, such as
// net.HardwareAddr. It has no methods of that type, so it would travel as
// control characters, as nanoseconds or as text in text.
func (w *walker) disowned(t types.Type) string {
	for from := w.from(t); from != nil; from = w.from(from) {
		if advice, refused := refusedTypes[Name(from)]; refused {
			return Text(t) + " is made from " + Text(from) + ", which has no form on the wire: " + advice
		}
		decided, reason := byMethods(from)
		if KnownTypes[Name(from)] || decided && reason == "" {
			return Text(t) + " is made from " + Text(from) + " and does not inherit its form: use " + Text(from) +
				", or give it MarshalText and UnmarshalText"
		}
	}
	return ""
}

// from returns the type that t is made from, or nil.
func (w *walker) from(t types.Type) types.Type {
	named, ok := types.Unalias(t).(*types.Named)
	if !ok || w.origin == nil {
		return nil
	}
	return w.origin(named)
}
