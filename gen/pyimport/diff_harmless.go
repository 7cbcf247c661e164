package pyimport

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/oslogen/oslogen/gen/breaking"
	"github.com/oslogen/oslogen/gen/pyimport/pyast"
	"github.com/oslogen/oslogen/gen/pyimport/trace"
)

// releases are two releases of a service that are compared.
type releases struct {
	old, now *Result
	tree     string // of the newer one
}

// isHarmless reports a finding that the Python itself refutes: by the labels and the
// topics of its messages, or by a server that still has a method that its client has lost.
func (r *releases) isHarmless(f breaking.Finding) bool {
	old, now := r.old.method(f, f.Before), r.now.method(f, f.Pos)
	switch f.Code {
	case "topic-changed": // one is not known
		return f.Was.Topic.Text == "" || f.Is.Topic.Text == ""
	case "method-added":
		return now != nil && isLabelledAbove(now, f.Was, func(seen) bool { return true })
	case "argument-added":
		return now != nil && f.Arg != nil && isLabelledAbove(now, f.Was, func(s seen) bool { return s.has(f.Arg.Name) })
	case "method-since-changed": // a method can't have come earlier than it did
		return old != nil && now != nil && version(now.Since).Below(version(old.Since))
	case "method-topic-changed": // it goes to the old topic where servers are old
		return old != nil && now != nil && slices.ContainsFunc(old.topics, func(t string) bool { return slices.Contains(now.topics, t) })
	case "method-removed":
		return old != nil && r.serves(old)
	case "interface-removed":
		i := r.old.iface(f.Before)
		return i != nil && len(i.Methods) > 0 && !slices.ContainsFunc(i.Methods, func(m *Method) bool { return !r.serves(m) })
	}
	return false
}

// method finds the method that a finding is about. Several may share a place: the
// helper that they send by.
func (r *Result) method(f breaking.Finding, at breaking.Pos) *Method {
	for _, i := range r.Interfaces {
		for _, m := range i.Methods {
			if m.isAt(at) && strings.Contains(f.Message, pyast.Last(i.Class)+"."+m.Name+" ") {
				return m
			}
		}
	}
	return nil
}

// isAt reports whether the method or one of its arguments has a place.
func (m *Method) isAt(at breaking.Pos) bool {
	return m.Pos.state() == at || slices.ContainsFunc(m.Args, func(a *Arg) bool { return a.Pos.state() == at })
}

// iface finds an interface by its place.
func (r *Result) iface(at breaking.Pos) *Interface {
	for _, i := range r.Interfaces {
		if i.Pos.state() == at {
			return i
		}
	}
	return nil
}

// isLabelledAbove reports whether all messages that pick chooses have labels above the
// version of the older release, whose servers refuse them by it.
func isLabelledAbove(m *Method, was *breaking.Interface, pick func(seen) bool) bool {
	lowest, ok := (&lifetimes{group: m.messages}).minLabel(pick)
	top, known := trace.ParseVersion(was.Version.Text)
	return ok && known && top.Less(lowest)
}

// receives matches the target of a class that receives.
var receives = regexp.MustCompile(`(?m)^    target = (\w+\.)?Target\(`)

// serves reports whether a class of the newer tree that receives has a method. Without
// a tree nothing is known of its servers.
func (r *releases) serves(m *Method) (found bool) {
	method := regexp.MustCompile(`(?m)^    def ` + regexp.QuoteMeta(m.Wire) + `\(self, \w*(context|ctxt|ctx)\b`)
	if info, err := os.Stat(r.tree); err != nil || !info.IsDir() {
		return false
	}
	_ = filepath.WalkDir(r.tree, func(name string, e fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return nil //nolint:nilerr // a place that can't be read has no server
		case e.IsDir() && e.Name() == "tests":
			return fs.SkipDir
		case e.IsDir() || filepath.Ext(name) != ".py":
			return nil
		}
		if text, err := os.ReadFile(name); err == nil && receives.Match(text) && method.Match(text) {
			found = true
			return fs.SkipAll
		}
		return nil
	})
	return found
}
