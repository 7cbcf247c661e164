// Package directive reads the language of the comments that begin with //oslo:.
// It turns the comments of a file into directives with positions and reports
// mistakes in them. It knows no types.
package directive

import (
	"go/token"
	"strings"
	"time"
)

// Tool is the first word of oslogen's directives, as in //oslo:call.
const Tool = "oslo"

// Directive is one parsed directive comment.
type Directive struct {
	rule   *rule
	Pos    token.Pos
	Words  int // the number of words after the name
	Args   []Value
	Values map[string]Value
}

// Value is a word of a directive, or the text behind the = of a key.
type Value struct {
	Text  string
	Pos   token.Pos
	Wrong bool // it does not have the form of its kind, which is reported
}

// Name returns the word behind oslo:, such as call.
func (d *Directive) Name() string { return d.rule.name }

// Wrong reports whether the value of a key has a mistake, which is reported.
func (d *Directive) Wrong(key string) bool { return d.Values[key].Wrong }

// Has reports whether a key is given.
func (d *Directive) Has(key string) bool { _, ok := d.Values[key]; return ok }

// Text returns the value of a key, or "" without it.
func (d *Directive) Text(key string) string { return d.Values[key].Text }

// List returns the elements of a comma-separated value.
func (d *Directive) List(key string) []string {
	if !d.Has(key) {
		return nil
	}
	return strings.Split(d.Text(key), ",")
}

// Duration returns the value of a key as a duration, or 0 without it.
func (d *Directive) Duration(key string) time.Duration {
	v, _ := time.ParseDuration(d.Text(key)) // the grammar has checked it
	return v
}

// On returns the directive called name, or nil.
func On(list []*Directive, name string) *Directive {
	for _, d := range list {
		if d.rule.name == name {
			return d
		}
	}
	return nil
}
