package pyexport_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/oslogen/oslogen/gen/breaking"
	"github.com/oslogen/oslogen/gen/pyexport"
	"github.com/oslogen/oslogen/internal/ladder"
)

// server asks what an endpoint answers at each version.
func (o *obedience) server(pkg string, i *pyexport.Interface) {
	l, methods := history(i, breaking.ServerOnly)
	maker := []string{snake(i.Name) + "_endpoints", i.Name + "Manager"}
	namespace := inBraces.ReplaceAllString(i.Namespace, "given")
	for _, m := range methods {
		for _, s := range l.Steps() {
			if s.Releases == nil && !slices.Contains(l.Tops(), s.Version) && len(l.Steps()) > 20 {
				continue
			}
			for _, names := range o.requests(m) {
				for _, method := range called(m) {
					o.questions.Requests = append(o.questions.Requests,
						[]any{pkg + ".manager", maker, given(i.Namespace), s.Version.String(), namespace, method, values(names)})
					title := fmt.Sprintf("%s %s %s%v", pkg, s.Version, method, names)
					o.answered = append(o.answered, expectation{title, answer(l.Answer(s.Version, method, names))})
				}
			}
		}
	}
}

// called are the names of a method.
func called(m *pyexport.Method) []string {
	if m.Rule.Was != "" {
		return []string{m.Rule.Name, m.Rule.Was}
	}
	return []string{m.Rule.Name}
}

func values(names []string) map[string]any {
	args := map[string]any{}
	for _, name := range names {
		args[name] = "x"
	}
	return args
}

// answer is a server's answer in the terms of obeys.py.
func answer(err error) string {
	if refusal, ok := errors.AsType[*ladder.Refusal](err); ok {
		return string(refusal.Reason)
	}
	return "served"
}

// requests are the names of arguments: all, without each one, each by its older name,
// and one too many.
func (o *obedience) requests(m *pyexport.Method) [][]string {
	var all []string
	for _, a := range m.Rule.Args {
		all = append(all, a.Name)
	}
	list := [][]string{all}
	if !slices.ContainsFunc(m.Params, func(p *pyexport.Param) bool { return p.Role == pyexport.Rest }) {
		list = append(list, append(slices.Clone(all), "unheard_of"))
	}
	for k, a := range m.Rule.Args {
		list = append(list, slices.Delete(slices.Clone(all), k, k+1))
		if a.Was != "" {
			older := slices.Clone(all)
			older[k] = a.Was
			list = append(list, older)
		}
	}
	return list
}

func snake(name string) string {
	var b strings.Builder
	for n, r := range name {
		if n > 0 && r >= 'A' && r <= 'Z' {
			b.WriteByte('_')
		}
		b.WriteString(strings.ToLower(string(r)))
	}
	return b.String()
}
