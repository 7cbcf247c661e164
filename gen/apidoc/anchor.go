package apidoc

import (
	"strconv"
	"strings"
	"unicode"
)

// anchors finds the places of the headings of a page, in their order: a heading that
// another one is like has a number.
func (i *Interface) anchors() *anchors {
	a := &anchors{map[*Method]string{}, map[string]string{}}
	seen := map[string]int{}
	place := func(heading string) string {
		name := slug(heading)
		seen[name]++
		if n := seen[name]; n > 1 {
			return name + "-" + strconv.Itoa(n-1)
		}
		return name
	}
	for _, heading := range []string{i.Name, "Errors", "Versions", "Methods", "Events"} {
		if heading == i.Name || i.hasSection(heading) {
			place(heading)
		}
	}
	for _, m := range i.Methods {
		a.methods[m] = place(m.Name)
	}
	place("Types")
	for _, ref := range i.reached() {
		if heading := i.heading(ref); heading != "" {
			a.types[ref] = place(heading)
		}
	}
	return a
}

// hasSection reports whether the page has one of the sections above its methods.
func (i *Interface) hasSection(heading string) bool {
	switch heading {
	case "Errors":
		return i.errors() != ""
	case "Versions":
		return i.versions() != ""
	case "Events":
		return i.Notify != nil
	}
	return i.Notify == nil
}

// slug is the anchor that GitHub and GitLab make of a heading.
func slug(heading string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(heading) {
		switch {
		case r == ' ':
			b.WriteByte('-')
		case unicode.IsLetter(r) || unicode.IsDigit(r) || r == '-' || r == '_':
			b.WriteRune(r)
		}
	}
	return b.String()
}
