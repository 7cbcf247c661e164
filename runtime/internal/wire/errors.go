package wire

import (
	"errors"
	"fmt"
)

// No error of this package repeats the content of a message, because messages
// carry tokens and passwords. The names of arguments are the exception.
var (
	// ErrTooDeep means that arrays and objects are nested deeper than MaxDepth.
	ErrTooDeep = errors.New("nested too deep")

	// ErrEnvelope means that a message has an envelope of a version that cannot be read.
	ErrEnvelope = errors.New("unsupported envelope version")
)

// A SyntaxError is a place where a text is no longer JSON, or not the JSON that has to stand there.
type SyntaxError struct {
	Offset   int    // in bytes from the start of the text
	Expected string // the wanted value
}

func (e *SyntaxError) Error() string {
	return fmt.Sprintf("offset %d: expected %s", e.Offset, e.Expected)
}

// A TypeError is a JSON value that does not fit the Go value it is to be stored in.
type TypeError struct {
	Path    string // for example args.groups[2], with [*] for the keys of maps
	Problem string
	Err     error // the problem as an error that callers can identify, or nil
}

func (e *TypeError) Error() string { return pathed(e.Path, e.Problem) }

func (e *TypeError) Unwrap() error { return e.Err }

// A ValueError is a Go value that has no form on the wire.
type ValueError struct {
	Path string // as in TypeError
	Err  error
}

func (e *ValueError) Error() string { return pathed(e.Path, e.Err.Error()) }

// Unwrap returns the reason, for example the error of a MarshalJSON method.
func (e *ValueError) Unwrap() error { return e.Err }

// An ArgumentError is a call with the wrong arguments. Exactly one of its fields is set.
type ArgumentError struct {
	Missing    string // a required argument that was not sent
	Unexpected string // an argument that the method does not have
}

func (e *ArgumentError) Error() string {
	if e.Missing != "" {
		return fmt.Sprintf("missing argument %q", e.Missing)
	}
	return fmt.Sprintf("unexpected argument %q", e.Unexpected)
}

func pathed(path, problem string) string {
	if path == "" {
		return problem
	}
	return path + ": " + problem
}

// in puts the step that led to a value before the path of an error about it: a name, "[index]" or "[*]".
func in(step string, err error) error {
	if err == nil {
		return nil
	}
	var value *ValueError
	var typed *TypeError
	switch {
	case errors.As(err, &value):
		value.Path = joinPath(step, value.Path)
	case errors.As(err, &typed):
		typed.Path = joinPath(step, typed.Path)
	}
	return err
}

func joinPath(step, path string) string {
	if path == "" || path[0] == '[' {
		return step + path
	}
	return step + "." + path
}
