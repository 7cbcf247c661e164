//go:build !linux

package cpu

import (
	"errors"
	"time"
)

// Time returns the processor time of a process.
func Time(int) (time.Duration, error) {
	return 0, errors.New("only Linux tells another process's CPU time")
}

// Awake keeps idle cores from sleeping.
func Awake() (release func(), err error) {
	return nil, errors.New("only Linux keeps cores awake")
}
