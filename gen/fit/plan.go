package fit

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/oslogen/oslogen/gen/breaking"
	"github.com/oslogen/oslogen/internal/ladder"
)

// Plan returns the request that a generated client sends for the arguments, which have
// their present names: with the lowest version that has what is given, the names of
// that version and the constants, and without optional arguments that have their
// defaults. With a version, or the name of a release, that is the version of the request,
// and every argument is sent. The error is a [Misfit] if the method does not take the arguments.
func (i *Interfaces) Plan(m *Match, version string, args map[string]any) (Request, error) {
	p := &plan{Method: m.Method, args: args, top: parse(m.Interface.Version.Text)}
	p.complete()
	label := i.label(p)
	if version != "" {
		named, err := m.version(version)
		if err != nil {
			return Request{}, err
		}
		if !serves(m.Interface, named) {
			return Request{}, Misfit{unserved(m.Interface, named)}
		}
		label, p.absent = named, nil
	}
	r := Request{Topic: m.Interface.Topic.Text, Version: label.String(), Method: m.Method.At(label), Args: p.named(label)}
	if found := i.method(m.Method, r, label); len(found) > 0 {
		return Request{}, Misfit(found)
	}
	return r, nil
}

// version reads a version, or the name of a release.
func (m *Match) version(text string) (ladder.Version, error) {
	names := make([]string, 0, len(m.Interface.Releases))
	for _, r := range m.Interface.Releases {
		if names = append(names, r.Name); r.Name == text {
			return parse(r.Version), nil
		}
	}
	v, err := ladder.Parse(text)
	if err != nil && len(names) > 0 {
		return v, fmt.Errorf("version %q is neither X.Y nor a release of %s: those are %s", text, m.Interface.Name, strings.Join(names, ", "))
	}
	return v, err
}

// plan is a request in the making.
type plan struct {
	*breaking.Method
	top    ladder.Version
	args   map[string]any
	absent []string // optional arguments that have their defaults
}

// complete adds the constants.
func (p *plan) complete() {
	all := map[string]any{}
	for _, a := range p.Args {
		if a.Constant != "" {
			all[a.Name] = literal(a.Constant)
		}
	}
	maps.Copy(all, p.args)
	p.args = all
}

// label is the version that a generated client sends, and the top version if it
// refuses to send.
func (i *Interfaces) label(p *plan) ladder.Version {
	method := ladder.Method{WireName: p.WireName, Span: p.Span}
	var present ladder.Set
	for _, a := range p.Args {
		if a.Rest {
			continue
		}
		value, given := p.args[a.Name]
		if given && (a.Constant != "" || !isDefault(a, value) || len(i.value(a.Type, value, a.Pos, "")) > 0) {
			present = present.With(len(method.Args))
		} else if given {
			p.absent = append(p.absent, a.Name)
		}
		method.Args = append(method.Args, ladder.Arg{WireName: a.WireName, Span: a.Span, Optional: a.Optional || a.Default != ""})
	}
	message, err := method.Send(p.top, present)
	if err != nil {
		return p.top
	}
	sent := method.Pick(message.Sent)
	p.absent = slices.DeleteFunc(p.absent, func(name string) bool { return slices.Contains(sent, name) })
	return message.Label
}

// named are the arguments by their names at the version, without the absent ones.
func (p *plan) named(label ladder.Version) map[string]any {
	now := map[string]string{}
	for _, a := range p.Args {
		now[a.Name] = a.At(label)
	}
	all := map[string]any{}
	for name, value := range p.args {
		if at, known := now[name]; known && !slices.Contains(p.absent, name) {
			all[at] = value
		} else if !known {
			all[name] = value
		}
	}
	return all
}

// parse reads a version that the grammar has checked.
func parse(text string) ladder.Version {
	v, _ := ladder.Parse(text) // an interface without a version has the zero one
	return v
}
