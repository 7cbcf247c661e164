package oslo

import (
	"context"
	"errors"
	"fmt"
	"reflect"
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
