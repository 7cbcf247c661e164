//go:build !linux

package counter

import "errors"

// Counter can't count on this system.
type Counter struct{}

// New returns a counter whose Next fails.
func New(_, _, _ string) *Counter { return &Counter{} }

// Next fails.
func (*Counter) Next() (int, error) {
	return 0, errors.New("the queue manager's count needs Linux")
}

// Close does nothing.
func (*Counter) Close() error { return nil }
