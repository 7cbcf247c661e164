package oslo

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/oslogen/oslogen/runtime/internal/wire"
)

// RemoteError is an exception that the other side raised. A call returns one
// when the server answered with a failure. A method may return one to choose
// exactly the exception that its caller sees.
//
// errors.Is and errors.As find the Go error that an oslo:error directive maps
// it to, and *UnsupportedVersionError, *NoSuchMethodError and *ArgumentError
// for the dispatcher's own answers (RemoteError).
type RemoteError struct {
	Module  string // Python module, such as "nova.exception"
	Class   string // class name without module
	Message string // str(exception)
	// Traceback is Python's list of lines, each ending in a newline. It is not
	// part of Error().
	Traceback []string
	Args      []any          // the exception's args
	Kwargs    map[string]any // the exception's kwargs

	rawKwargs []byte
	cause     error
	received  bool // it came as the answer to a call
}

func (e *RemoteError) Error() string {
	return fmt.Sprintf("remote error: %s: %s", e.Name(), e.Message)
}

// Name is "module.Class", or the bare class for Python's built-in exceptions.
func (e *RemoteError) Name() string {
	if e.Module == "" || modern(e.Module) == builtins {
		return e.Class
	}
	return e.Module + "." + e.Class
}

// Unwrap returns the Go error that the exception was declared to be, or nil.
func (e *RemoteError) Unwrap() error { return e.cause }

const (
	builtins         = "builtins"
	clientModule     = "oslo_messaging.rpc.client"
	dispatcherModule = "oslo_messaging.rpc.dispatcher"
	exceptionsModule = "oslo_messaging.exceptions"
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

func splitName(name string) (module, class string) {
	if i := strings.LastIndexByte(name, '.'); i >= 0 {
		return modern(name[:i]), name[i+1:]
	}
	return builtins, name
}

// modern is the module's name in Python 3: version 2 had its own for builtins.
func modern(module string) string {
	if module == "exceptions" {
		return builtins
	}
	return module
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

// undeclared names the exception for an error that no table knows.
func undeclared(err error, method string) *RemoteError {
	var (
		remote      *RemoteError
		unsupported *UnsupportedVersionError
		noMethod    *NoSuchMethodError
		argument    *ArgumentError
	)
	switch {
	case errors.As(err, &remote) && remote.isForeignRefusal(method):
		return refusedElsewhere(remote)
	case errors.As(err, &remote):
		return remote
	case errors.As(err, &unsupported):
		return newRemote(dispatcherModule, "UnsupportedVersion", unsupported)
	case errors.As(err, &noMethod):
		return newRemote(dispatcherModule, "NoSuchMethod", noMethod)
	case errors.As(err, &argument):
		return newRemote(builtins, "TypeError", argument)
	case errors.Is(err, ErrTimeout), errors.Is(err, context.DeadlineExceeded):
		return newRemote(exceptionsModule, "MessagingTimeout", err)
	}
	typ := reflect.TypeOf(err)
	for typ.Kind() == reflect.Pointer {
		typ = typ.Elem()
	}
	return newRemote("go."+strings.ReplaceAll(typ.PkgPath(), "/", "."), typ.Name(), err)
}

// newRemote makes the exception class of module whose text is err's. Its one
// argument is the text, so that Python can construct the class again.
func newRemote(module, class string, err error) *RemoteError {
	e := &RemoteError{Module: module, Class: class, Message: err.Error(), Args: []any{err.Error()}}
	e.Traceback = []string{"Traceback (most recent call last):\n", e.Name() + ": " + e.Message + "\n"}
	return e
}

// typedError reads the kwargs of a received exception into a new T.
func typedError[T error](e *RemoteError) error {
	typed := reflect.New(reflect.TypeFor[T]()).Elem()
	into := typed.Addr()
	if typed.Kind() == reflect.Pointer {
		into = reflect.New(typed.Type().Elem())
		typed.Set(into)
	}
	if len(e.rawKwargs) > 0 {
		_ = wire.Unmarshal(e.rawKwargs, into.Interface()) // fields that don't fit stay zero, and e has them all
	}
	setMessage(into.Elem(), e.Message)
	return typed.Interface().(error)
}

// setMessage gives a typed error the exception's text, in the field tagged
// `oslo:"message"`.
func setMessage(v reflect.Value, text string) {
	if v.Kind() != reflect.Struct {
		return
	}
	for i := range v.NumField() {
		if sf := v.Type().Field(i); sf.Tag.Get("oslo") == "message" && sf.IsExported() && sf.Type.Kind() == reflect.String {
			v.Field(i).SetString(text)
		}
	}
}

// setKwargs makes the exported fields of a declared error type the exception's
// kwargs. A type without any has none.
func setKwargs(e *RemoteError, typed error) error {
	if wire.IsOpaque(reflect.TypeOf(typed)) {
		return nil
	}
	raw, err := appendPatched(typed)
	if err == nil {
		err = wire.Unmarshal(raw, &e.Kwargs)
	}
	if err != nil {
		return fmt.Errorf("encode %T as exception %s: %w", typed, e.Name(), err)
	}
	return nil
}
