package counter

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strconv"
	"strings"
	"syscall"
)

// group is a process group that can be told from a later one with the same id.
type group struct {
	id    int
	start int64 // of its leader, in clock ticks since the system started
}

// ownGroup is the group of this process. In a container its id may be 0, and then
// the start time is this process's own, as in Python.
func ownGroup() (group, error) {
	g := group{id: syscall.Getpgrp()}
	leader := g.id
	if leader == 0 {
		leader = os.Getpid()
	}
	var err error
	g.start, err = startTime(leader)
	if errors.Is(err, fs.ErrNotExist) { // the leader has ended, so all remaining processes have one start
		return g, nil
	}
	return g, err
}

// runs reports whether a process of the group is left.
func (g group) runs() bool {
	if g.id <= 1 { // another container's, or this one's before it restarted
		return false
	}
	start, err := startTime(g.id)
	if err != nil { // a group may outlive its leader
		return !errors.Is(syscall.Kill(-g.id, 0), syscall.ESRCH)
	}
	return start == g.start
}

// startTime is field 22 of /proc/PID/stat, counted as Python counts: by spaces,
// also those in the program's name.
func startTime(pid int) (int64, error) {
	name := fmt.Sprintf("/proc/%d/stat", pid)
	text, err := os.ReadFile(name)
	if err != nil {
		return 0, err
	}
	fields := strings.Fields(string(text))
	if len(fields) < 22 {
		return 0, fmt.Errorf("%s has %d fields", name, len(fields))
	}
	return strconv.ParseInt(fields[21], 10, 64)
}
