package ladder

import "slices"

// Case is one way to call a method, and the behaviour of a pair then.
type Case struct {
	Present Set // the arguments that are not absent
	Outcome
}

// Cases are the ways to call method number n that a pair tells apart: with every
// argument absent, and with each one alone that makes a difference. A client whose
// source does not have the method has none.
func (i *Interface) Cases(p Pair, n int) []Case {
	m := &i.Methods[n].Method
	if p.Client.Below(m.Since) {
		return nil
	}
	list := []Case{{0, i.Predict(p, n, 0)}}
	for k := range m.Args {
		c := Case{Set(0).With(k), i.Predict(p, n, Set(0).With(k))}
		if !c.same(list[0].Outcome) {
			list = append(list, c)
		}
	}
	return list
}

// same reports whether two outcomes are one.
func (o *Outcome) same(other Outcome) bool {
	return o.Message == other.Message && o.Method == other.Method && slices.Equal(o.Names, other.Names) && text(o.Err) == text(other.Err)
}

func text(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

// Pick returns the present names of the arguments of a set.
func (m *Method) Pick(s Set) (names []string) {
	for k, a := range m.Args {
		if s.Has(k) {
			names = append(names, a.Name)
		}
	}
	return names
}
