package main

import (
	"fmt"
	"time"

	"github.com/oslogen/oslogen/bench/internal/peer"
)

// row is a pair of client and server that is measured.
type row struct {
	name           string
	client, server peer.Kind
	cast           bool
	unconfirmed    bool
	args           string // of a call, in the words of peer.Load
}

var (
	generated      = row{name: "generated", client: peer.Generated, server: peer.Generated}
	floorRow       = row{name: "floor", client: peer.Floor, server: peer.Floor}
	python         = row{name: "Python to Python", client: peer.Python, server: peer.Python}
	toPython       = row{name: "generated to Python", client: peer.Generated, server: peer.Python}
	fromPython     = row{name: "Python to generated", client: peer.Python, server: peer.Generated}
	plainArgs      = row{name: "three more arguments", client: peer.Generated, server: peer.Generated, args: peer.PlainArgs}
	versionedArgs  = row{name: "three newer arguments", client: peer.Generated, server: peer.Generated, args: peer.VersionedArgs}
	castConfirmed  = row{name: "generated", client: peer.Generated, server: peer.Generated, cast: true}
	castForgotten  = row{name: "generated, unconfirmed", client: peer.Generated, server: peer.Generated, cast: true, unconfirmed: true}
	floorForgotten = row{name: "floor, unconfirmed", client: peer.Floor, server: peer.Floor, cast: true, unconfirmed: true}
	castPython     = row{name: "Python to Python", client: peer.Python, server: peer.Python, cast: true}

	calls = []row{generated, plainArgs, versionedArgs, floorRow, python, toPython, fromPython}
	casts = []row{castConfirmed, castForgotten, floorForgotten, castPython}
)

// reference is the row that this row is compared with.
func (r row) reference() row {
	if r.cast {
		return floorForgotten
	}
	return floorRow
}

// measures reports whether the row is of interest under a load.
func (r row) measures(l load) bool {
	return r.args == "" || l == load{small, 16}
}

func (r row) isPython() bool { return r.client == peer.Python || r.server == peer.Python }

func (r row) verb() string {
	if r.cast {
		return "cast"
	}
	return "call"
}

// load is how many callers send how much.
type load struct {
	bytes   int // of a call's inner message
	callers int
}

func (l load) size() string {
	if l.bytes >= 1<<20 {
		return fmt.Sprintf("%d MiB", l.bytes>>20)
	}
	if l.bytes >= 1<<10 {
		return fmt.Sprintf("%d KB", l.bytes>>10)
	}
	return fmt.Sprintf("%d B", l.bytes)
}

const small = 400 // bytes of the message that the bars are about

var (
	sizes   = []int{small, 10 << 10}
	callers = []int{1, 16, 128}
)

// slot is a row under a load.
type slot struct {
	row
	load
}

func (s slot) String() string {
	return fmt.Sprintf("%s %s %s, %d", s.name, s.verb(), s.size(), s.callers)
}

// How long a slot is measured. A slot of casts is shorter and also ends by number,
// because the server has to catch up with its sender.
const (
	loneTime    = 2 * time.Second // of one caller and small calls, whose rate wavers most
	callTime    = 500 * time.Millisecond
	pythonTime  = 300 * time.Millisecond
	castTime    = 200 * time.Millisecond
	warmUpTime  = 100 * time.Millisecond
	profileTime = 5 * time.Second

	mostCasts = 10_000
)

func (s slot) time() time.Duration {
	switch {
	case s.isPython():
		return pythonTime
	case s.cast:
		return castTime
	case s.callers == 1 && s.bytes == small:
		return loneTime
	}
	return callTime
}

// group is the slots that are compared with each other.
type group []slot

// slots returns the slots that the options ask for.
func (o options) slots() []group {
	var groups []group
	for _, rows := range [][]row{calls, casts} {
		for _, bytes := range sizes {
			for _, n := range callers {
				var g group
				for _, r := range rows {
					s := slot{r, load{bytes, n}}
					if r.measures(s.load) && o.rows.MatchString(s.String()) && (!o.quick || bytes == small) {
						g = append(g, s)
					}
				}
				if len(g) > 0 {
					groups = append(groups, g)
				}
			}
		}
	}
	return groups
}
