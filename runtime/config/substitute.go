package config

import (
	"errors"
	"fmt"
	"strings"
)

// Bounds on substitution: the depth of nested references, and the bytes of text
// that all of them together may make.
const (
	maxDepth    = 64
	maxExpanded = 16 << 20
)

var (
	errDepth    = errors.New("leads in a circle or too deep")
	errExpanded = fmt.Errorf("makes the values longer than %d bytes", maxExpanded)
	errMissing  = errors.New("finds no such option")
	errValue    = errors.New("leads to a value that can't be used")
)

// referenceError is a reference that can't be followed.
type referenceError struct {
	name   string // "$name"
	reason error
}

func (e *referenceError) Error() string { return "the reference " + e.name + " " + e.reason.Error() }

func (e *referenceError) Unwrap() error { return e.reason }

// explain keeps the reference's name out of a secret option's error, because it
// may be a piece of a password with a $ in it.
func (o *option) explain(err error) error {
	var ref *referenceError
	if o.secret && errors.As(err, &ref) {
		return fmt.Errorf("a reference %w (a $ that begins none is written $$)", ref.reason)
	}
	return err
}

// expand replaces the references in the value of an option of the group, as
// string.Template's safe_substitute does. A $ that begins no reference stays.
func (r *resolver) expand(s, group string) (string, error) {
	if !strings.Contains(s, "$") {
		return s, nil
	}
	var b strings.Builder
	rest := strings.ReplaceAll(s, `\$`, "$$")
	for {
		before, after, found := strings.Cut(rest, "$")
		b.WriteString(before)
		if !found {
			return b.String(), nil
		}
		replacement, length, err := r.replacement(after, group)
		if err != nil {
			return "", err
		}
		if r.expanded += len(replacement) + len(before); r.expanded > maxExpanded {
			return "", errExpanded
		}
		b.WriteString(replacement)
		rest = after[length:]
	}
}

// replacement returns the text for a $ and the first length bytes after it.
func (r *resolver) replacement(after, group string) (s string, length int, err error) {
	if strings.HasPrefix(after, "$") {
		return "$", 1, nil
	}
	name := identifier(after)
	length = len(name)
	if braced, ok := strings.CutPrefix(after, "{"); ok {
		name = identifier(braced)
		length = len(name) + len("{}")
		if !strings.HasPrefix(braced[len(name):], "}") {
			name = ""
		}
	}
	if name == "" {
		return "$", 0, nil
	}
	s, err = r.reference(group, name)
	return s, length, err
}

// identifier returns the option name at the beginning of s.
func identifier(s string) string {
	for i, c := range []byte(s) {
		letter := c == '_' || 'a' <= c|0x20 && c|0x20 <= 'z'
		if !letter && (i == 0 || c != '.' && (c < '0' || c > '9')) {
			return s[:i]
		}
	}
	return s
}

// reference returns the text for $name in the value of an option of the group.
func (r *resolver) reference(group, name string) (string, error) {
	k := parseKey(name)
	qualified := strings.Contains(name, ".")
	if !qualified {
		k.group = group
	}
	v, ok, err := r.lookup(k)
	if err == nil && !ok && !qualified {
		v, ok, err = r.lookup(inDefault(name))
	}
	switch {
	case errors.Is(err, errDepth):
		return "", &referenceError{"$" + name, errDepth}
	case err != nil:
		return "", &referenceError{"$" + name, errValue}
	case !ok:
		return "", &referenceError{"$" + name, errMissing}
	}
	return v.text, nil
}
