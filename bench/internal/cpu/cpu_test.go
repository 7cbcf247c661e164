//go:build linux

package cpu_test

import (
	"errors"
	"io/fs"
	"os"
	"testing"
	"time"

	"github.com/oslogen/oslogen/bench/internal/cpu"
)

func TestTime(t *testing.T) {
	before, err := cpu.Time(os.Getpid())
	for start := time.Now(); time.Since(start) < 20*time.Millisecond; {
	}
	after, err2 := cpu.Time(os.Getpid())
	if err != nil || err2 != nil || after-before < time.Millisecond {
		t.Errorf("%v, %v; %v, %v", before, err, after, err2)
	}
}

func TestAwake(t *testing.T) {
	release, err := cpu.Awake()
	if errors.Is(err, fs.ErrPermission) || errors.Is(err, fs.ErrNotExist) {
		t.Skip(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	release()
}
