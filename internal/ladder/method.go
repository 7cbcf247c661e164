package ladder

import "fmt"

// Method is one method of an interface, over all its versions.
type Method struct {
	WireName
	Span
	Args []Arg // MaxArgs at most
}

// Arg is one argument of a method. An argument is absent when its value is its
// default.
type Arg struct {
	WireName
	Span
	Optional bool // may be left out at any version
	Below    Below
}

// hasOlderForm reports whether versions below Since have the argument too, in its
// older form. Their servers want it, so it is sent whatever its value is.
func (a *Arg) hasOlderForm() bool { return a.Below == Convert && !a.Optional }

// MaxArgs is how many arguments a method may have.
const MaxArgs = 64

// Below is a client's treatment of a value that its pin has no room for.
type Below uint8

// The treatments by a client.
const (
	Refuse  Below = iota // fail the call
	Drop                 // send the message without it
	Convert              // send it in its older form
)

// Set is a set of arguments, by their index.
type Set uint64

// Has reports whether i is in the set.
func (s Set) Has(i int) bool { return s&(1<<i) != 0 }

// With is the set with i.
func (s Set) With(i int) Set { return s | 1<<i }

// Message is the message of a client.
type Message struct {
	Label     Version
	Sent      Set
	Converted Set // the arguments of Sent that are in their older form
	Dropped   Set // present, but the pin has no room for them
}

// CapError reports an argument that a pin has no room for, or the method itself.
type CapError struct {
	Arg   string  // its present name. Empty for the method
	Needs Version // the lowest version that has it. Zero if the pin's major has none
	Cap   Version
}

// Short is the error in a few words, for tables.
func (e *CapError) Short() string {
	what := "the method"
	if e.Arg != "" {
		what = e.Arg
	}
	if e.Needs.IsZero() {
		return "the pin's major does not have it"
	}
	return what + " needs " + e.Needs.String()
}

func (e *CapError) Error() string {
	what := "the method"
	if e.Arg != "" {
		what = "argument " + e.Arg
	}
	if e.Needs.IsZero() {
		return fmt.Sprintf("%s is not in version %d", what, e.Cap.Major)
	}
	return fmt.Sprintf("%s needs version %s, and the pin is %s", what, e.Needs, e.Cap)
}

// Floor is the lowest version of top's major, up to top, at which the method is
// available. It reports false if there is none.
func (m *Method) Floor(top Version) (Version, bool) {
	floor := Version{Major: top.Major}
	if floor.Below(m.Since) {
		floor = m.Since
	}
	return floor, m.Has(floor) && !top.Below(floor)
}

// Send returns the message of a client at a cap, the highest version it may use:
// the interface's version, or a lower one that it is pinned to. present are the
// arguments that are not absent.
func (m *Method) Send(limit Version, present Set) (Message, error) {
	floor, ok := m.Floor(limit)
	if !ok {
		return Message{}, m.tooNew(limit)
	}
	out := Message{Label: floor}
	for i := range m.Args {
		if err := m.Args[i].choose(&out, i, floor, limit, present.Has(i)); err != nil {
			return Message{}, err
		}
	}
	for i := range m.Args {
		if out.Sent.Has(i) && !out.Converted.Has(i) && !m.Args[i].Has(out.Label) {
			out.Sent &^= 1 << i // it had gone when the argument that raised the label came
		}
	}
	return out, nil
}

// tooNew is the error of a cap below the method, or above its end.
func (m *Method) tooNew(limit Version) error {
	if limit.Below(m.Since) {
		return &CapError{Needs: m.Since, Cap: limit}
	}
	return &CapError{Cap: limit}
}

// choose puts the argument into the message, if it is to be sent.
func (a *Arg) choose(out *Message, i int, floor, limit Version, present bool) error {
	switch {
	case a.Has(floor):
		if present || !a.Optional {
			out.Sent = out.Sent.With(i)
		}
	case floor.Compare(a.Since) >= 0: // until lies below the versions in use
	case !present && !a.hasOlderForm():
	case limit.Below(a.Since):
		return a.below(out, i, limit)
	default:
		out.Sent = out.Sent.With(i)
		if out.Label.Below(a.Since) {
			out.Label = a.Since
		}
	}
	return nil
}

// below treats a value that the cap has no room for as the argument says.
func (a *Arg) below(out *Message, i int, limit Version) error {
	switch a.Below {
	case Drop:
		out.Dropped = out.Dropped.With(i)
	case Convert:
		out.Sent, out.Converted = out.Sent.With(i), out.Converted.With(i)
	default:
		return &CapError{Arg: a.Name, Needs: a.Since, Cap: limit}
	}
	return nil
}

// Use is a server's treatment of an argument.
type Use uint8

// The treatments by a server.
const (
	Required Use = iota // a request without it is refused
	MayMiss             // it reads as its default when it is missing
	Ignored             // it may be there, and reads as its default
)

// Accept returns the treatment of the argument by a server that implements version
// top of a major. The label of a request does not matter.
func (m *Method) Accept(top Version, i int) Use {
	a := &m.Args[i]
	floor, _ := m.Floor(top)
	switch {
	case !a.Until.IsZero() && a.Until.Below(top):
		return Ignored
	case a.Optional, !a.Has(floor):
		return MayMiss
	}
	return Required
}
