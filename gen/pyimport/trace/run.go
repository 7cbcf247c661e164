package trace

import (
	"maps"
	"slices"

	"github.com/oslogen/oslogen/gen/pyimport/pyast"
)

// Limits of one exploration. A method that needs more is reported, not guessed.
const (
	maxPaths = 600    // paths through a method at one version cap
	maxSteps = 60_000 // statements on one path
	maxDepth = 14     // calls in calls
)

// run is one path through a method. The tape decides every condition that the
// source leaves open, and the next run flips the last decision.
type run struct {
	*Tracer
	limit   *Version // the version cap, nil for none
	queried map[Version]bool
	tape    []bool
	next    int
	denies  bool // it answers new conditions with false
	decided map[string]bool
	inside  map[*pyast.Node]bool // the nested functions that run
	conds   []Cond
	sends   []*Message
	raised  string // the exception that ended the run, as written
	steps   int
	spent   bool // a limit was hit
}

// Cond is a condition decided on the path to a message.
type Cond struct {
	Text  string
	Roots []string
	Holds bool
}

// frame is a running function.
type frame struct {
	*run
	vars   map[string]Value
	module *pyast.Module
	class  *pyast.Class // the class of the function
	self   Value
	result Value
	depth  int
}

// decide answers a condition on an open value, always in the same way during
// one run.
func (r *run) decide(text string, roots []string) bool {
	if answer, ok := r.decided[text]; ok {
		return answer
	}
	if r.next == len(r.tape) {
		r.tape = append(r.tape, !r.denies)
	}
	answer := r.tape[r.next]
	r.next++
	r.decided[text] = answer
	r.conds = append(r.conds, Cond{text, roots, answer})
	return answer
}

// isNone decides whether a value is None. None is false, so a true value is not
// None.
func (r *run) isNone(v Value) bool {
	s, ok := v.(*Sym)
	if !ok {
		return isNone(v)
	}
	if r.decided[s.Text] {
		return false
	}
	answer := r.decide(s.Text+" is None", s.Roots)
	if answer {
		r.decided[s.Text] = false
	}
	return answer
}

// truth decides whether a value is true.
func (r *run) truth(v Value) bool {
	switch v := v.(type) {
	case Const:
		return constTruth(v.V)
	case *Dict:
		return len(v.Keys) > 0 || len(v.Open) > 0 && r.decide(Text(v), Roots(v))
	case *List:
		return len(v.Elems) > 0
	case *Sym:
		if r.decided[v.Text+" is None"] {
			return false
		}
		answer := r.decide(v.Text, v.Roots)
		if answer {
			r.decided[v.Text+" is None"] = false
		}
		return answer
	}
	return true
}

func constTruth(v any) bool {
	switch v := v.(type) {
	case nil:
		return false
	case bool:
		return v
	case string:
		return v != ""
	case int64:
		return v != 0
	case float64:
		return v != 0
	}
	return true
}

// canSend answers can_send_version and remembers the question.
func (r *run) canSend(v Version) bool {
	r.queried[v] = true
	return r.limit == nil || v.Sendable(*r.limit)
}

// explore runs do on every path that open conditions leave, and hands each run
// to each. It reports whether it tried all paths.
func (t *Tracer) explore(limit *Version, queried map[Version]bool, do func(*run), each func(*run) bool) bool {
	var tape []bool
	for range maxPaths {
		r := &run{Tracer: t, limit: limit, queried: queried, tape: tape, decided: map[string]bool{}}
		do(r)
		if !each(r) {
			return true
		}
		if r.spent {
			return false
		}
		tape = slices.Clone(r.tape[:min(r.next, len(r.tape))])
		for len(tape) > 0 && !tape[len(tape)-1] {
			tape = tape[:len(tape)-1]
		}
		if len(tape) == 0 {
			return true
		}
		tape[len(tape)-1] = false
	}
	// The first run answered all conditions with true. One that denies them all has
	// seen the value behind each.
	r := &run{Tracer: t, limit: limit, queried: queried, denies: true, decided: map[string]bool{}}
	do(r)
	each(r)
	return false
}

// step counts a statement and reports whether the run goes on.
func (r *run) step() bool {
	r.steps++
	if r.steps > maxSteps {
		r.spent = true
	}
	return !r.spent && r.raised == ""
}

// clone copies an object, so that runs do not see each other's changes.
func (i *Instance) clone() *Instance {
	return &Instance{Class: i.Class, Attrs: maps.Clone(i.Attrs)}
}
