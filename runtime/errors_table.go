package oslo

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
)

// Errors maps remote exceptions to Go errors and back. Generated code builds
// one for each interface from its oslo:error directives. A nil *Errors maps
// nothing.
type Errors struct {
	entries []ErrorEntry
	err     error // of an entry
}

// ErrorEntry is one pair of a remote exception and a Go error.
type ErrorEntry struct {
	module, class string
	also          []string // names of further exceptions that mean the same
	expected      bool
	keywords      bool // the class takes no positional argument
	match         func(error) bool
	fromRemote    func(*RemoteError) error
	toRemote      func(error, *RemoteError) error
	err           error // why it can't be used
}

// NewErrors makes a table. The first entry that matches wins. A bad entry is an
// error of every call that uses the table, and of the start of its server.
func NewErrors(entries ...ErrorEntry) *Errors {
	t := &Errors{entries: entries}
	for _, e := range entries {
		t.err = errors.Join(t.err, e.err)
	}
	return t
}

// check returns the error of a bad entry.
func (t *Errors) check() error {
	if t == nil {
		return nil
	}
	return t.err
}

// ErrorValue pairs the exception module.class with a sentinel. A call that gets
// the exception returns an error that matches the sentinel, and a method that
// returns the sentinel raises the exception. ErrorValue panics if the sentinel is
// nil. Give a sentinel its value where it is declared and not in an init function,
// because tables are made before that.
func ErrorValue(name string, sentinel error) ErrorEntry {
	if sentinel == nil {
		panic("oslo.ErrorValue: the error of " + name + " is nil: give it its value where it is declared, for init is too late")
	}
	module, class := splitName(name)
	return ErrorEntry{
		module: module, class: class,
		match:      func(err error) bool { return errors.Is(err, sentinel) },
		fromRemote: func(*RemoteError) error { return sentinel },
		toRemote:   func(error, *RemoteError) error { return nil },
	}
}

// ErrorType pairs the exception module.class with the error type T, a struct or a
// pointer to one: its exported fields travel as the exception's kwargs. A field with
// the tag `json:"-" oslo:"message"` gets the exception's text, which is all that a
// class without kwargs has.
func ErrorType[T error](name string) ErrorEntry {
	module, class := splitName(name)
	if t := reflect.TypeFor[T](); t.Kind() == reflect.Interface {
		return ErrorEntry{err: fmt.Errorf("ErrorType[%s](%q): want a struct type, or a pointer to one", t, name), match: never}
	}
	return ErrorEntry{
		module: module, class: class,
		match:      func(err error) bool { return errors.As(err, new(T)) },
		fromRemote: func(e *RemoteError) error { return typedError[T](e) },
		toRemote: func(err error, e *RemoteError) error {
			var typed T
			errors.As(err, &typed)
			return setKwargs(e, typed)
		},
	}
}

// Also adds exceptions that mean the same Go error, such as subclasses. A message
// does not carry the base classes of an exception. A server raises the first one.
func (e ErrorEntry) Also(names ...string) ErrorEntry {
	e.also = append(slices.Clip(e.also), names...)
	return e
}

// Keywords says that the class takes keyword arguments only: the text of the error
// does not travel as its argument, so that Python can construct it again.
func (e ErrorEntry) Keywords() ErrorEntry {
	e.keywords = true
	return e
}

// never is the match of an entry that can't be used.
func never(error) bool { return false }

// Expected marks an exception as an ordinary answer. The server does not log it as
// an error (expected_exceptions).
func (e ErrorEntry) Expected() ErrorEntry {
	e.expected = true
	return e
}

// attach gives a received exception the Go error it was declared to be.
func (t *Errors) attach(e *RemoteError, method string) *RemoteError {
	e.received = true
	if e.cause = refusal(e, method); e.cause != nil || t == nil {
		return e
	}
	for _, entry := range t.entries {
		if entry.names(e) {
			e.cause = entry.fromRemote(e)
			break
		}
	}
	return e
}

// names reports whether r is the entry's exception.
func (e ErrorEntry) names(r *RemoteError) bool {
	return e.class == r.Class && e.module == modern(r.Module) || slices.ContainsFunc(e.also, func(name string) bool {
		module, class := splitName(name)
		return class == r.Class && module == modern(r.Module)
	})
}

// remote turns the error of the method into the exception that travels, and says
// whether it was an expected one.
func (t *Errors) remote(err error, method string) (_ *RemoteError, expected bool) {
	entry, ok := t.find(err)
	if !ok {
		return undeclared(err, method), false
	}
	if e, ok := errors.AsType[*RemoteError](err); ok && entry.names(e) {
		return e, entry.expected // it came from another server, or names the exception itself
	}
	e := newRemote(entry.module, entry.class, err)
	if entry.keywords {
		e.Args = nil
	}
	if kwargsErr := entry.toRemote(err, e); kwargsErr != nil {
		return newRemote(builtins, "ValueError", kwargsErr), false
	}
	return e, entry.expected
}

// find returns the entry for the error of a method.
func (t *Errors) find(err error) (ErrorEntry, bool) {
	if t != nil {
		for _, entry := range t.entries {
			if entry.match(err) {
				return entry, true
			}
		}
	}
	return ErrorEntry{}, false
}
