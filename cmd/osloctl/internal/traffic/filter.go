package traffic

import (
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/itchyny/gojq"
)

// Filter picks messages. Its zero value picks all.
type Filter struct {
	Events     []string // patterns of event types; one of them has to match
	Publishers []string // patterns of publishers
	Priorities []string
	Methods    []string // patterns of methods
	// Note is told the first time that the jq expression fails. It may be nil.
	Note func(format string, args ...any)

	where  *gojq.Code
	text   string
	failed bool
}

// Where adds a jq expression over the view of a message. It picks those for which its
// first output is neither false nor null.
func (f *Filter) Where(expression string) error {
	code, err := compile(expression)
	f.where, f.text = code, expression
	return err
}

// Match reports whether the filter picks a message with its view. It does not if the
// jq expression fails.
func (f *Filter) Match(e *Entry, view map[string]any) bool {
	if e.Kind == Notification {
		priority := strings.ToLower(e.Text("priority"))
		if !matches(f.Events, e.Text("event_type")) || !matches(f.Publishers, e.Text("publisher_id")) ||
			len(f.Priorities) > 0 && !slices.Contains(f.Priorities, priority) {
			return false
		}
	} else if !matches(f.Methods, e.Text("method")) {
		return false
	}
	if f.where == nil {
		return true
	}
	out, err := first(f.where, view)
	if err != nil && !f.failed && f.Note != nil {
		f.failed = true
		f.Note("The jq expression %s fails for a message, which is not shown: %v.", f.text, err)
	}
	return err == nil && out != nil && out != false
}

// matches reports whether one of patterns matches, or there are none.
func matches(patterns []string, text string) bool {
	return len(patterns) == 0 || slices.ContainsFunc(patterns, func(p string) bool {
		ok, err := path.Match(slashless(p), slashless(text))
		return err == nil && ok
	})
}

// slashless makes a slash an ordinary letter, which path.Match lets a * match.
func slashless(text string) string { return strings.ReplaceAll(text, "/", "\x00") }

// CheckPattern reports a pattern that can't be read.
func CheckPattern(pattern string) error {
	if _, err := path.Match(pattern, ""); err != nil {
		return fmt.Errorf("pattern %q: %w; * stands for any text, ? for one letter, [ab] for one of them", pattern, err)
	}
	return nil
}

// Selection is a jq expression that makes something else of a message.
type Selection struct{ code *gojq.Code }

// NewSelection compiles an expression.
func NewSelection(expression string) (*Selection, error) {
	code, err := compile(expression)
	return &Selection{code}, err
}

// Of returns the outputs of the expression for the view of a message.
func (s *Selection) Of(view map[string]any) (out []any, err error) {
	for iter := s.code.Run(view); ; {
		v, ok := iter.Next()
		if !ok {
			return out, nil
		}
		if err, failed := v.(error); failed {
			return out, halted(err)
		}
		out = append(out, v)
	}
}

func compile(expression string) (*gojq.Code, error) {
	query, err := gojq.Parse(expression)
	if err != nil {
		return nil, fmt.Errorf("jq expression %q: %w", expression, err)
	}
	code, err := gojq.Compile(query)
	if err != nil {
		return nil, fmt.Errorf("jq expression %q: %w", expression, err)
	}
	return code, nil
}

func first(code *gojq.Code, view map[string]any) (any, error) {
	v, ok := code.Run(view).Next()
	if err, failed := v.(error); failed {
		return nil, halted(err)
	}
	if !ok {
		return nil, nil
	}
	return v, nil
}

// halted is the error of an expression. One that stops by halt is none.
func halted(err error) error {
	if h, ok := errors.AsType[*gojq.HaltError](err); ok && h.Value() == nil {
		return nil
	}
	return err
}
