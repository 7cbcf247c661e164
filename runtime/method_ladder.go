package oslo

import (
	"errors"
	"fmt"

	"github.com/oslogen/oslogen/internal/ladder"
	"github.com/oslogen/oslogen/runtime/internal/wire"
)

// Below is a client's treatment of an argument that its pin does not allow.
type Below uint8

// The treatments of such an argument.
const (
	Refuse  Below = iota // fail with *VersionCapError
	Drop                 // send the message without the argument
	Convert              // send the argument in its older form
)

// Converter makes the Convert of an [Arg] from a function of the argument's type.
func Converter[T, U any](convert func(T) (U, error)) func(any) (any, error) {
	return func(value any) (any, error) {
		v, _ := value.(T) // a nil interface is the zero value
		return convert(v)
	}
}

// methodLadder is a method's versions, parsed.
type methodLadder struct {
	ladder.Method
	always ladder.Set // constants
	err    error
}

// isVersioned reports whether the message depends on versions of m or its
// arguments.
func (m *Method) isVersioned() bool {
	if m.Since != "" || m.Until != "" || m.Was != "" {
		return true
	}
	for i := range m.Args {
		if a := &m.Args[i]; a.Since != "" || a.Until != "" || a.Was != "" {
			return true
		}
	}
	return false
}

// versions returns the method's ladder, which is made at the first use.
func (m *Method) versions() *methodLadder {
	if l := m.steps.Load(); l != nil {
		return l
	}
	l := m.parse()
	m.steps.Store(l)
	return l
}

func (m *Method) parse() *methodLadder {
	var l methodLadder
	version := func(text string) (v ladder.Version) {
		if text == "" {
			return v
		}
		v, err := rung(text)
		l.err = errors.Join(l.err, err)
		return v
	}
	l.WireName = ladder.WireName{Name: m.Name, Was: m.Was, Renamed: version(m.Renamed)}
	l.Span = ladder.Span{Since: version(m.Since), Until: version(m.Until)}
	for i, a := range m.Args {
		l.Args = append(l.Args, ladder.Arg{
			WireName: ladder.WireName{Name: a.Name, Was: a.Was, Renamed: version(a.Renamed)},
			Span:     ladder.Span{Since: version(a.Since), Until: version(a.Until)},
			Optional: a.Optional || a.Default != nil,
			Below:    ladder.Below(a.Below),
		})
		if a.Constant {
			l.always = l.always.With(i)
		}
	}
	if len(m.Args) > ladder.MaxArgs {
		l.err = errors.Join(l.err, fmt.Errorf("%d arguments have rules, at most %d may", len(m.Args), ladder.MaxArgs))
	}
	return &l
}

// climb chooses the label, the names and the arguments of a request. limit is the
// highest version that it may have, and capped its text.
func (m *Method) climb(r *Request, limit ladder.Version, capped string) error {
	l := m.versions()
	if l.err != nil {
		return l.err
	}
	message, err := l.Send(limit, ladder.Set(r.rules.Present(r.Args))|l.always)
	if e, ok := errors.AsType[*ladder.CapError](err); ok {
		return &VersionCapError{Method: m.Name, Argument: e.Arg, Needs: needs(e), Cap: capped}
	}
	if err != nil {
		return err
	}
	r.Method, r.Target.Version = l.At(message.Label), message.Label.String()
	return m.choose(r, l, message)
}

func needs(e *ladder.CapError) string {
	if e.Needs.IsZero() {
		return ""
	}
	return e.Needs.String()
}

// choose makes the request send the arguments of the message.
func (m *Method) choose(r *Request, l *methodLadder, message ladder.Message) error {
	if r.rules == nil {
		return nil
	}
	choice := &wire.Choice{Sent: uint64(message.Sent)}
	for i := range l.Args {
		a := &l.Args[i]
		if message.Sent.Has(i) && a.At(message.Label) != a.Name {
			choice.Older |= 1 << i
		}
		if !message.Converted.Has(i) {
			continue
		}
		value, err := m.Args[i].Convert(r.rules.Value(r.Args, i))
		if err != nil {
			return fmt.Errorf("convert argument %s: %w", a.Name, err)
		}
		if choice.Converted == nil {
			choice.Converted = map[int]any{}
		}
		choice.Converted[i] = value
	}
	r.rules = r.rules.With(choice)
	return nil
}

// acceptance returns the rules by which a server of a version reads the arguments.
func (m *Method) acceptance(top string) (*Method, error) {
	l := m.versions()
	version, err := rung(top)
	if err = errors.Join(l.err, err); err != nil {
		return nil, fmt.Errorf("method %s: %w", m.Name, err)
	}
	at := &Method{Name: m.Name, Errors: m.Errors, uses: make([]ladder.Use, len(m.Args)), Args: m.Args}
	for i := range m.Args {
		at.uses[i] = l.Accept(version, i)
	}
	return at, nil
}
