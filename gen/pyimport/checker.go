package pyimport

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/oslogen/oslogen/gen/pyimport/trace"
)

// checks are the rules for a client class. Payloads are checked elsewhere.
var checks = []struct {
	code  string
	check func(*checker)
}{
	{"PY01", (*checker).oldLabels},
	{"PY02", (*checker).newLabels},
	{"PY03", (*checker).stuckLadders},
	{"PY04", (*checker).holes},
	{"PY05", (*checker).mixedArguments},
	{"PY06", (*checker).shortAliases},
	{"PY07", (*checker).histories},
	{"PY08", (*checker).receivers},
	{"PY09", (*checker).deadParameters},
	{"PY10", (*checker).kinds},
	{"PY11", (*checker).defaults},
}

// checker looks for the contradictions of one class.
type checker struct {
	*builder
	tracer *trace.Tracer
	object *trace.Object
	sent   *collection
	rule   rule
	list   []Finding
}

// contradictions returns the findings of a class in the order of the source.
func (b *builder) contradictions(t *trace.Tracer, o *trace.Object, sent *collection) []Finding {
	c := &checker{builder: b, tracer: t, object: o, sent: sent}
	for _, r := range checks {
		c.rule = ruleOf(r.code)
		r.check(c)
	}
	slices.SortStableFunc(c.list, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(a.Pos.File, b.Pos.File), cmp.Compare(a.Pos.Line, b.Pos.Line), cmp.Compare(a.Code, b.Code))
	})
	return slices.CompactFunc(c.list, func(a, b Finding) bool { return a == b })
}

func (c *checker) found(pos, other Pos, format string, args ...any) {
	c.list = append(c.list, Finding{c.rule.code, pos, other, fmt.Sprintf(format, args...), c.rule.harm})
}

// free returns the messages of a method without a version cap.
func (m *Method) free() []seen {
	return slices.DeleteFunc(slices.Clone(m.messages), func(s seen) bool { return s.limit != nil })
}
