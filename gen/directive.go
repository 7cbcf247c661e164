package gen

import (
	"go/token"
	"strings"
	"time"
)

// tool is the first word of oslogen's directives, as in //oslo:call.
const tool = "oslo"

// directive is one parsed directive comment.
type directive struct {
	rule   *rule
	pos    token.Pos
	words  int // the number of words after the name
	args   []value
	values map[string]value
}

// value is a word of a directive, or the text behind the = of a key.
type value struct {
	text  string
	pos   token.Pos
	wrong bool // it does not have the form of its kind, which is reported
}

func (d *directive) name() string { return d.rule.name }

// has, wrong, text, list and duration read a key that may be absent.

func (d *directive) wrong(key string) bool { return d.values[key].wrong }

func (d *directive) has(key string) bool { _, ok := d.values[key]; return ok }

func (d *directive) text(key string) string { return d.values[key].text }

func (d *directive) list(key string) []string {
	if !d.has(key) {
		return nil
	}
	return strings.Split(d.text(key), ",")
}

func (d *directive) duration(key string) time.Duration {
	v, _ := time.ParseDuration(d.text(key)) // the grammar has checked it
	return v
}

// on returns the directive called name, or nil.
func on(list []*directive, name string) *directive {
	for _, d := range list {
		if d.rule.name == name {
			return d
		}
	}
	return nil
}
