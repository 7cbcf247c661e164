package pyexport

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// isFixed reports whether a method always has one label.
func (c *clientMethod) isFixed(branches []*branch) bool {
	return len(branches) == 1 && len(branches[0].labels) == 1 && !c.raises(branches[0])
}

// raises reports whether a line of a branch sets the version, which the oslo.messaging
// client may then refuse.
func (c *clientMethod) raises(b *branch) bool {
	return slices.ContainsFunc(b.lines, func(line string) bool {
		return strings.HasPrefix(strings.TrimLeft(line, " "), c.locals.version+" = ")
	})
}

// choose writes the lines that choose label and arguments, and returns the name of
// the method as an expression.
func (c *clientMethod) choose(branches []*branch) (wire string) {
	first := branches[0]
	latest, fixes := c.methodNames(first)
	same := len(fixes) == 0 && !slices.ContainsFunc(branches, func(b *branch) bool {
		name, fixes := c.methodNames(b)
		return name != latest || len(fixes) > 0
	})
	if same {
		wire = quote(latest)
	} else {
		wire = c.locals.method
	}
	if first.top != c.iface.Version {
		c.older(first)
	}
	if c.isFixed(branches) {
		c.lines(c.block(first, same))
	} else {
		c.ladder(branches, same)
	}
	return wire
}

// older refuses a method that the interface's own major does not have.
func (c *clientMethod) older(b *branch) {
	c.line("if self.client.can_send_version('%d.0'):", c.iface.Version.Major)
	c.in(func() {
		c.line("# It is not in version %d.", c.iface.Version.Major)
		c.list("raise messaging.RPCVersionCapError(", []string{"version=" + quote(b.floor.String()), "version_cap=self.RPC_API_VERSION"}, ")")
	})
}

// ladder writes the branches. Those that differ in their floor alone share lines.
func (c *clientMethod) ladder(branches []*branch, sameName bool) {
	blocks := make([][]string, len(branches))
	for n, b := range branches {
		blocks[n] = c.block(b, sameName)
	}
	equal := !slices.ContainsFunc(blocks, func(lines []string) bool { return !slices.Equal(lines, blocks[0]) })
	switch {
	case len(branches) == 1:
		c.line("%s = %s", c.locals.version, quote(branches[0].floor.String()))
		c.lines(blocks[0])
	case equal:
		for n, b := range branches {
			if n == 0 {
				c.line("%s = %s", c.locals.version, quote(b.floor.String()))
				continue
			}
			c.line("if not self.client.can_send_version(%s):", c.locals.version)
			c.in(func() { c.line("%s = %s", c.locals.version, quote(b.floor.String())) })
		}
		c.lines(blocks[0])
	default:
		c.forks(branches, blocks)
	}
}

// forks writes branches that differ, and behind them the lines in which they end
// alike.
func (c *clientMethod) forks(branches []*branch, blocks [][]string) {
	tail := commonEnd(blocks)
	for n, b := range branches {
		switch {
		case n == 0:
			c.line("if %s:", c.canSend(b.zero()))
		case n+1 == len(branches):
			c.line("else:")
		default:
			c.line("elif %s:", c.canSend(b.zero()))
		}
		c.in(func() {
			c.line("%s = %s", c.locals.version, quote(b.floor.String()))
			c.lines(blocks[n][:len(blocks[n])-len(tail)])
		})
	}
	c.lines(tail)
}

// block are the lines of a branch behind its version.
func (c *clientMethod) block(b *branch, sameName bool) []string {
	var lines []string
	latest, fixes := c.methodNames(b)
	if !sameName {
		lines = append(lines, c.locals.method+" = "+quote(latest))
	}
	for _, e := range b.base {
		lines = append(lines, c.set(e.key, e.value))
	}
	lines = append(lines, b.lines...)
	lines = append(lines, b.fixes...)
	if !sameName {
		lines = append(lines, fixes...)
	}
	return lines
}

// lines writes statements. A condition that is too long for a line gets two.
func (m *module) lines(list []string) {
	for _, line := range list {
		first, second, ok := strings.Cut(line, " and ")
		indent, condition, isIf := strings.Cut(first, "if ")
		isIf = isIf && strings.TrimLeft(indent, " ") == ""
		if !ok || !isIf || utf8.RuneCountInString(m.indent+line) <= width {
			m.line("%s", line)
			continue
		}
		m.line("%sif (%s and", indent, condition)
		m.line("%s%s):", indent+tab+tab, strings.TrimSuffix(second, ":"))
	}
}

// commonEnd are the whole statements in which all blocks end.
func commonEnd(blocks [][]string) []string {
	longest := 0
	for n := 1; ; n++ {
		if slices.ContainsFunc(blocks, func(b []string) bool { return len(b) < n || b[len(b)-n] != blocks[0][max(0, len(blocks[0])-n)] }) {
			break
		}
		if line := blocks[0][len(blocks[0])-n]; line[0] != ' ' && line != "else:" {
			longest = n
		}
	}
	return blocks[0][len(blocks[0])-longest:]
}
