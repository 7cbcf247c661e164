// Package exit has the exit codes of osloctl and the errors that carry them.
package exit

import (
	"context"
	"errors"
	"fmt"

	oslo "github.com/oslogen/oslogen/runtime"
)

// Code is an exit code.
type Code int

// The exit codes. The text of --help and the manual lists them from [Table].
const (
	OK            Code = 0
	Found         Code = 1
	Usage         Code = 2
	Unreachable   Code = 3
	Timeout       Code = 4
	Undeliverable Code = 5
	Remote        Code = 6
	Refused       Code = 7
	Interrupted   Code = 130
)

// Table lists the meanings of the exit codes.
var Table = []struct {
	Code    Code
	Meaning string
}{
	{OK, "done, and all is well"},
	{Found, "a check found something, or an act failed for a reason without a code of its own"},
	{Usage, "wrong use: the command line, a configuration file or an argument"},
	{Unreachable, "no broker was reached, or it refused the login"},
	{Timeout, "no answer came in time"},
	{Undeliverable, "nothing serves the target"},
	{Remote, "the server answered with an exception"},
	{Refused, "the broker refused: a permission, or options that differ"},
	{Interrupted, "ended by Ctrl-C or SIGTERM"},
}

// Error is an error with an exit code and advice.
type Error struct {
	Code   Code
	Err    error
	Advice string // the next step, or ""
}

func (e *Error) Error() string { return e.Err.Error() }

// Unwrap gives access to the cause.
func (e *Error) Unwrap() error { return e.Err }

// SilentError ends the program with a code and without a message. The command has
// already printed its message.
type SilentError Code

func (s SilentError) Error() string { return fmt.Sprintf("exit code %d", int(s)) }

// Usagef makes an error of wrong use.
func Usagef(format string, args ...any) error {
	return &Error{Code: Usage, Err: fmt.Errorf(format, args...)}
}

// With gives err a code and advice, unless it has one or is nil.
func With(err error, code Code, advice string) error {
	if err == nil {
		return nil
	}
	if _, ok := errors.AsType[*Error](err); ok {
		return err
	}
	return &Error{Code: code, Err: err, Advice: advice}
}

// Of returns the exit code of an error.
func Of(err error) Code {
	if err == nil {
		return OK
	}
	if s, ok := errors.AsType[SilentError](err); ok {
		return Code(s)
	}
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Code
	}
	if errors.Is(err, context.Canceled) {
		return Interrupted
	}
	return byWord(oslo.CodeOf(err))
}

// byWord returns the exit code of an error of the runtime, by its stable word.
func byWord(word string) Code {
	switch word {
	case "unavailable":
		return Unreachable
	case "timeout", "reply_lost":
		return Timeout
	case "undeliverable":
		return Undeliverable
	case "remote", "no_such_method", "unsupported_version", "argument", "no_result":
		return Remote
	case "refused":
		return Refused
	case "invalid_target", "version_cap", "too_large":
		return Usage
	}
	return Found
}
