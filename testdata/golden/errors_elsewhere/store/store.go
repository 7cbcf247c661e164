// Package store has errors that only directives name.
package store

import "errors"

// ErrBusy is a sentinel.
var ErrBusy = errors.New("busy")
