package build

import (
	"strings"

	"github.com/oslogen/oslogen/gen/internal/directive"
	"github.com/oslogen/oslogen/gen/internal/model"
	"github.com/oslogen/oslogen/gen/internal/report"
	"github.com/oslogen/oslogen/internal/ladder"
)

// historyCheck reports contradicting versions of a method and its arguments.
type historyCheck struct {
	report *report.Reporter
	tops   []string      // the highest version of each major
	out    *model.Method // the whole method
}

// run checks the method, whose directive is d.
func (c historyCheck) run(d *directive.Directive) {
	served := false
	for _, top := range c.tops {
		served = served || c.out.Floor(top) != ""
	}
	if !served && !c.out.History.IsEmpty() {
		c.report.Errorf(d.Pos, "method %s is in no version that the interface serves, %s", c.out.Name, strings.Join(c.tops, ", "))
		return
	}
	for _, p := range c.out.Arguments() {
		if p.Directive != nil {
			c.checkArgument(p)
		}
	}
	c.checkNames(d)
}

// checkArgument reports an argument that no version of its method has, and a
// below= that has no effect.
func (c historyCheck) checkArgument(p *model.Param) {
	if p.History.IsEmpty() {
		return
	}
	reachable, older := false, false
	l := c.out.Ladder()
	for _, top := range c.tops {
		floor, ok := l.Floor(model.Version(top))
		if !ok {
			continue
		}
		span, last := p.History.Span(), model.Version(top)
		if !l.Until.IsZero() && l.Until.Below(last) {
			last = l.Until
		}
		reachable = reachable || !last.Below(span.Since) && (span.Until.IsZero() || !span.Until.Below(floor))
		older = older || floor.Below(span.Since)
	}
	switch {
	case !reachable:
		c.report.Errorf(p.Directive.Pos, "argument %s is in no version that has method %s", p.Wire, c.out.Name)
	case p.Below != "" && p.Below != "refuse" && !older:
		c.report.Errorf(p.Directive.Pos, "below has no effect: every version that has method %s has argument %s", c.out.Name, p.Wire)
	}
}

// checkNames reports arguments that share a name at one version.
func (c historyCheck) checkNames(d *directive.Directive) {
	l := c.out.Ladder()
	for i, a := range l.Args {
		for _, b := range l.Args[:i] {
			v, clash := c.clashes(a, b)
			switch {
			case clash:
				c.report.Errorf(d.Pos, "arguments %s and %s of method %s have one name, %q, at version %s", b.Name, a.Name, c.out.Name, a.At(v), v)
			case a.Was != "" && (a.Was == b.Name || a.Was == b.Was), b.Was != "" && b.Was == a.Name:
				c.report.Errorf(d.Pos, "arguments %s and %s of method %s have one name at different versions: servers take the old name at all of them", b.Name, a.Name, c.out.Name)
			}
		}
	}
}

// clashes finds a version at which two arguments with different present names
// have the same name.
func (c historyCheck) clashes(a, b ladder.Arg) (ladder.Version, bool) {
	if a.Name == b.Name {
		return ladder.Version{}, false // reported with the parameters
	}
	points := []ladder.Version{a.Since, b.Since, a.Renamed, b.Renamed}
	for _, top := range c.tops {
		points = append(points, ladder.Version{Major: model.Version(top).Major})
	}
	for _, v := range points {
		if !v.IsZero() && a.Has(v) && b.Has(v) && a.At(v) == b.At(v) {
			return v, true
		}
	}
	return ladder.Version{}, false
}
