package breaking

import "strings"

// results compares the results of a call.
func (m *methodComparison) results() {
	old, now := m.methodPair.old, m.methodPair.now
	if old.Kind != "call" || now.Kind != "call" {
		return
	}
	if len(old.Results) != len(now.Results) {
		m.found(m.at("result-retyped", now.Pos, old.Pos, OldClient, NewClient),
			"%s had %s and has %s: peers of either state can't read the other's", m.name(), count(old.Results), count(now.Results))
		return
	}
	for n, t := range old.Results {
		m.result(t, now.Results[n])
	}
}

func (m *methodComparison) result(old, now *Type) {
	pos, before := m.methodPair.now.Pos, m.methodPair.old.Pos
	rel := relate(old, now, func(a, b *Type) { m.structs(a, b, &fieldPlace{fieldCodes, pos, m.breaks(OldClient, NewClient)}) })
	switch rel {
	case narrowed:
		m.found(m.at("result-narrowed", pos, before, NewClient), "the result of %s was %s and is %s: a new client can't read all that old servers return", m.name(), old.Go, now.Go)
	case widened:
		m.found(m.at("result-widened", pos, before, OldClient), "the result of %s was %s and is %s: an old client can't read all that new servers return", m.name(), old.Go, now.Go)
	case retyped:
		m.found(m.at("result-retyped", pos, before, OldClient, NewClient), "the result of %s was %s and is %s: peers of either state can't read the other's", m.name(), old.Go, now.Go)
	}
}

func count(results []*Type) string {
	switch len(results) {
	case 0:
		return "no result"
	case 1:
		return "the result " + results[0].Go
	}
	names := make([]string, len(results))
	for n, t := range results {
		names[n] = t.Go
	}
	return "the results " + strings.Join(names, ", ")
}
