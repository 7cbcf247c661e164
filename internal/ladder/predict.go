package ladder

import "fmt"

// Pair is a client and a server of one interface, whose sources are at two
// versions of it.
type Pair struct {
	Client Version
	Pin    Version // the client's. Zero for none
	Server Version
}

// Outcome is the behaviour of a pair with one message.
type Outcome struct {
	// Message is the client's message, with sets of the arguments of the newest
	// source. It is zero if the client refuses.
	Message
	// Method is its name in the message.
	Method string
	// Names are the names of the arguments in the message, in the source's order.
	Names []string
	// Err is nil if the server runs the method: otherwise the client's *CapError or
	// *PinError, or the server's *Refusal.
	Err error
}

// PinError reports a pin whose major the client does not serve.
type PinError struct{ Pin Version }

func (e *PinError) Error() string {
	return fmt.Sprintf("the client serves no version %d", e.Pin.Major)
}

// Reason says why a server refuses a message.
type Reason string

// Why a server refuses.
const (
	UnsupportedVersion Reason = "UnsupportedVersion"
	NoSuchMethod       Reason = "NoSuchMethod"
	TypeError          Reason = "TypeError"
)

// Refusal is a server's answer to a request that it does not serve, by the name of
// Python's exception.
type Refusal struct { //nolint:errname // it is an answer, which tests compare
	Reason Reason
	Arg    string // of a TypeError: the argument that is missing or unknown
}

func (e *Refusal) Error() string {
	if e.Arg != "" {
		return fmt.Sprintf("%s: %s", e.Reason, e.Arg)
	}
	return string(e.Reason)
}

// Predict returns the outcome of a call of method number n by a pair. present are the
// arguments that are not absent, numbered as in the newest source. The client's source
// has to have the method.
func (i *Interface) Predict(p Pair, n int, present Set) Outcome {
	client := i.At(p.Client)
	limit, ok := client.limit(p.Pin)
	if !ok {
		return Outcome{Err: &PinError{p.Pin}}
	}
	newest := &i.Methods[n].Method
	m := newest.at(client.Version)
	kept := newest.kept(client.Version)
	message, err := m.Send(limit, pack(kept, present))
	if err != nil {
		return Outcome{Err: err}
	}
	out := Outcome{Message: message, Method: m.At(message.Label)}
	for k, a := range m.Args {
		if message.Sent.Has(k) {
			out.Names = append(out.Names, a.At(message.Label))
		}
	}
	out.Sent, out.Converted, out.Dropped = spread(kept, out.Sent), spread(kept, out.Converted), spread(kept, out.Dropped)
	out.Err = i.At(p.Server).Answer(message.Label, out.Method, out.Names)
	return out
}

// limit is the highest version that a client may use at a pin, or without one.
func (i *Interface) limit(pin Version) (Version, bool) {
	if pin.IsZero() {
		return i.Version, true
	}
	return Cap(i.Tops(), pin)
}

// Has reports whether a client may use method number n at a pin, or without one.
func (i *Interface) Has(n int, pin Version) bool {
	limit, served := i.limit(pin)
	_, has := i.Methods[n].Floor(limit)
	return served && has
}

// kept are the indexes of the arguments that the source of an earlier version has.
func (m *Method) kept(v Version) (list []int) {
	for k, a := range m.Args {
		if !v.Below(a.Since) || a.Below == Convert {
			list = append(list, k)
		}
	}
	return list
}

// pack and spread number a set of arguments among the kept ones, and back.

func pack(kept []int, s Set) (out Set) {
	for k, index := range kept {
		if s.Has(index) {
			out = out.With(k)
		}
	}
	return out
}

func spread(kept []int, s Set) (out Set) {
	for k, index := range kept {
		if s.Has(k) {
			out = out.With(index)
		}
	}
	return out
}

// Answer is the answer of a server of the interface to a message, nil if it runs it.
func (i *Interface) Answer(label Version, method string, args []string) error {
	for _, top := range i.Tops() {
		if !top.Serves(label) {
			continue
		}
		for n := range i.Methods {
			m := &i.Methods[n].Method
			if _, ok := m.Floor(top); ok && m.isCalled(method) {
				return m.bind(top, args)
			}
		}
		return &Refusal{Reason: NoSuchMethod}
	}
	return &Refusal{Reason: UnsupportedVersion}
}

// isCalled reports whether a name is the present one or the one before.
func (n *WireName) isCalled(name string) bool {
	return name == n.Name || n.Was != "" && name == n.Was
}

// bind is a server's answer to the names of a request's arguments.
func (m *Method) bind(top Version, names []string) error {
	var found Set
	for _, name := range names {
		known := false
		for k := range m.Args {
			if m.Args[k].isCalled(name) {
				found, known = found.With(k), true
			}
		}
		if !known {
			return &Refusal{TypeError, name}
		}
	}
	for k := range m.Args {
		if !found.Has(k) && m.Accept(top, k) == Required {
			return &Refusal{TypeError, m.Args[k].Name}
		}
	}
	return nil
}
