package pyexport

import (
	"slices"
	"strings"

	"github.com/oslogen/oslogen/internal/ladder"
)

// A branch is the code of a client within one major: the lines that choose the
// label, the method's name and the arguments. See internal/ladder for the rules.
type branch struct {
	rule   *ladder.Method
	top    ladder.Version
	floor  ladder.Version
	labels []ladder.Version // all that a message may have, ascending
	base   []entry          // arguments that are always sent
	lines  []string
	fixes  []string // changes for the final label
}

// entry is an argument: its key and its value.
type entry struct{ key, value string }

// locals are the variables of a client's method, whose names no parameter has.
type locals struct{ version, method, kwargs, cctxt string }

// branches returns those of the majors that have the method, the interface's own
// first.
func (c *clientMethod) branches() []*branch {
	var list []*branch
	for _, top := range c.iface.tops() {
		floor, ok := c.method.Rule.Floor(top)
		if !ok {
			continue
		}
		b := &branch{rule: &c.method.Rule, top: top, floor: floor}
		b.findLabels()
		for _, p := range b.ascending(c.method.Params) {
			c.argument(b, p)
		}
		list = append(list, b)
	}
	return list
}

// findLabels finds the labels that a message may have.
func (b *branch) findLabels() {
	b.labels = []ladder.Version{b.floor}
	for _, a := range b.rule.Args {
		if b.floor.Below(a.Since) && b.reaches(a.Since) && !slices.Contains(b.labels, a.Since) {
			b.labels = append(b.labels, a.Since)
		}
	}
	slices.SortFunc(b.labels, ladder.Version.Compare)
}

// reaches reports whether a client of this branch may ever send a version.
func (b *branch) reaches(v ladder.Version) bool { return b.top.Serves(v) }

// ascending returns the arguments in the order in which they raise the label.
func (b *branch) ascending(params []*Param) []*Param {
	var list []*Param
	for _, p := range params {
		if p.Role == Argument {
			list = append(list, p)
		}
	}
	since := func(p *Param) ladder.Version {
		if v := b.rule.Args[p.Rule].Since; b.floor.Below(v) {
			return v
		}
		return b.floor
	}
	slices.SortStableFunc(list, func(p, q *Param) int { return since(p).Compare(since(q)) })
	return list
}

// argument adds the lines of one argument, as ladder.Method.Send treats it.
func (c *clientMethod) argument(b *branch, p *Param) {
	a := &b.rule.Args[p.Rule]
	value := c.names[p]
	switch {
	case a.Has(b.floor) && !a.Optional:
		key := c.key(b, a, b.labels)
		b.base = append(b.base, entry{key, value})
		c.leave(b, a, key)
	case a.Has(b.floor):
		key := c.key(b, a, b.labels)
		b.lines = append(b.lines, "if "+p.present(value)+":", tab+c.set(key, value))
		c.leave(b, a, key)
	case b.floor.Compare(a.Since) >= 0: // it has gone
	default:
		c.newer(b, p, a)
	}
}

// newer adds the lines of an argument that the floor does not have.
func (c *clientMethod) newer(b *branch, p *Param, a *ladder.Arg) {
	value := c.names[p]
	if a.Below == ladder.Drop && !b.reaches(a.Since) {
		return
	}
	key := c.key(b, a, b.from(a.Since))
	lines := []string{c.locals.version + " = " + quote(a.Since.String()), c.set(key, value)}
	switch a.Below {
	case ladder.Drop:
		lines = under("if "+c.canSend(a.Since)+" and "+p.present(value)+":", lines)
	case ladder.Convert:
		older := []string{c.set(c.key(b, a, b.below(a.Since)), "self._"+p.Convert+"("+value+")")}
		if b.reaches(a.Since) {
			older = append(under("if "+c.canSend(a.Since)+":", lines), under("else:", older)...)
		}
		lines = older
	}
	if a.Below == ladder.Refuse || a.Below == ladder.Convert && a.Optional {
		lines = under("if "+p.present(value)+":", lines)
	}
	b.lines = append(b.lines, lines...)
	c.leave(b, a, key)
}

// under puts lines into the block of a statement.
func under(head string, lines []string) []string {
	out := []string{head}
	for _, line := range lines {
		out = append(out, tab+line)
	}
	return out
}

func (c *clientMethod) canSend(v ladder.Version) string {
	return "self.client.can_send_version(" + quote(v.String()) + ")"
}

func (c *clientMethod) set(key, value string) string {
	return c.locals.kwargs + "[" + quote(key) + "] = " + value
}

// key is the name under which an argument is put into messages of some labels.
// Where they differ in it, a later line corrects it.
func (c *clientMethod) key(b *branch, a *ladder.Arg, labels []ladder.Version) string {
	if len(labels) == 0 {
		return a.Name // such a message is refused
	}
	latest := a.At(labels[len(labels)-1])
	older := slices.DeleteFunc(slices.Clone(labels), func(v ladder.Version) bool { return a.At(v) == latest })
	if len(older) > 0 {
		condition := c.labelled(older)
		if a.Optional || b.floor.Below(a.Since) {
			condition += " and " + quote(latest) + " in " + c.locals.kwargs
		}
		b.fixes = append(b.fixes, "if "+condition+":", tab+c.set(a.Was, c.locals.kwargs+".pop("+quote(latest)+")"))
	}
	return latest
}

// from returns the labels from a version on, and below the others.

func (b *branch) from(v ladder.Version) []ladder.Version {
	return slices.DeleteFunc(slices.Clone(b.labels), func(l ladder.Version) bool { return l.Below(v) })
}

func (b *branch) below(v ladder.Version) []ladder.Version {
	return slices.DeleteFunc(slices.Clone(b.labels), func(l ladder.Version) bool { return !l.Below(v) })
}

// leave takes an argument out of messages with a label above its end.
func (c *clientMethod) leave(b *branch, a *ladder.Arg, key string) {
	if a.Until.IsZero() {
		return
	}
	gone := slices.DeleteFunc(slices.Clone(b.labels), func(v ladder.Version) bool { return !a.Until.Below(v) })
	if len(gone) > 0 {
		b.fixes = append(b.fixes, "if "+c.labelled(gone)+":", tab+c.locals.kwargs+".pop("+quote(key)+", None)")
	}
}

// labelled is the condition that the label is one of a list.
func (c *clientMethod) labelled(list []ladder.Version) string {
	var texts []string
	for _, v := range list {
		texts = append(texts, quote(v.String()))
	}
	if len(texts) == 1 {
		return c.locals.version + " == " + texts[0]
	}
	return c.locals.version + " in (" + strings.Join(texts, ", ") + ")"
}

// methodNames returns the lines that choose the method's name, if it depends on
// the final label, and its name at the latest one.
func (c *clientMethod) methodNames(b *branch) (latest string, fixes []string) {
	latest = b.rule.At(b.labels[len(b.labels)-1])
	older := slices.DeleteFunc(slices.Clone(b.labels), func(v ladder.Version) bool { return b.rule.At(v) == latest })
	if len(older) == 0 {
		return latest, nil
	}
	return latest, []string{"if " + c.labelled(older) + ":", tab + c.locals.method + " = " + quote(b.rule.Was)}
}

// zero is the first version of the branch's major.
func (b *branch) zero() ladder.Version { return ladder.Version{Major: b.top.Major} }
