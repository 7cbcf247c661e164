package directive

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// A Template is a topic, exchange, namespace or publisher with names in braces.
// A name stands for a Go constant, which is replaced at once, or for a
// parameter. The parameter belongs to the generated constructors, or to a
// method if it is marked with oslo:topic.
type Template string

// Placeholder finds a name in braces.
var Placeholder = regexp.MustCompile(`\{([^{}]*)\}`)

// Names returns the names in braces, each once.
func (t Template) Names() []string {
	var list []string
	if !strings.Contains(string(t), "{") {
		return nil
	}
	for _, found := range Placeholder.FindAllStringSubmatch(string(t), -1) {
		if !slices.Contains(list, found[1]) {
			list = append(list, found[1])
		}
	}
	return list
}

// Fixed reports whether t has no parameter.
func (t Template) Fixed() bool { return len(t.Names()) == 0 }

// Expression writes t as a Go expression. params are the Go names of its
// parameters.
func (t Template) Expression(params map[string]string) string {
	var parts []string
	text := func(s string) {
		if s != "" {
			parts = append(parts, strconv.Quote(s))
		}
	}
	rest, last := string(t), 0
	for _, at := range Placeholder.FindAllStringSubmatchIndex(rest, -1) {
		text(rest[last:at[0]])
		parts = append(parts, params[rest[at[2]:at[3]]])
		last = at[1]
	}
	text(rest[last:])
	return strings.Join(parts, " + ")
}

// CutName splits a name into its package and the rest. The package is a name or
// an import path.
func CutName(name string) (x, sel string, ok bool) {
	i := strings.LastIndexByte(name, '.')
	if i < 0 {
		return "", name, false
	}
	return name[:i], name[i+1:], true
}
