package pyimport

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/oslogen/oslogen/gen/pyimport/trace"
)

// rule is one way in which Python contradicts itself.
type rule struct {
	code  string
	title string
	harm  string
	more  string         // for --explain
	check func(*checker) // of a client class
}

var rules []rule

func init() {
	rules = []rule{
		{"PY01", "a label is older than the method, or than an argument that is always sent", "an older server accepts the message and fails on what it does not know",
			"A server accepts every label up to its own version. A message that needs 1.9 and says 1.0 is accepted by a server at 1.4, which then answers with NoSuchMethod or a TypeError instead of UnsupportedVersion. The history, or a guard on the method, says what the message needs.", (*checker).oldLabels},
		{"PY02", "a label is above what the server serves", "the server refuses the message with UnsupportedVersion",
			"The version of the manager's target is the highest label that a server of this source accepts.", (*checker).newLabels},
		{"PY03", "a ladder never moves", "the argument is sent under a label that does not have it",
			"A rung asks can_send_version and adds or drops an argument, but prepare is given the same version on both sides. The answer of can_send_version is then the only protection: a client without a version cap sends the argument to servers that do not know it.", (*checker).stuckLadders},
		{"PY04", "a ladder has a hole", "at this version cap the client refuses a call that it makes both above and below it",
			"The version that the ladder asks for and the version that it then uses differ, so that between them neither can be sent and oslo.messaging raises RPCVersionCapError.", (*checker).holes},
		{"PY05", "one argument is treated in different ways", "the same value is refused by one method and lost without a word by another",
			"Below the version that an argument needs, one method raises if it is set, and another drops it.", (*checker).mixedArguments},
		{"PY06", "an alias table stops before the current version", "a pin by the name of a newer release is taken for a version, and fails",
			"VERSION_ALIASES maps names of releases to versions. A release that is not in it cannot be pinned by name.", (*checker).shortAliases},
		{"PY07", "the history and the code disagree", "who reads the history is told of what is not there, or is not told",
			"The last version of the history is not the version of the code, or the history adds a method that neither the client nor the manager has, and that no later version removes.", (*checker).histories},
		{"PY08", "what is sent has no receiver", "the server answers with NoSuchMethod, or with a TypeError",
			"The manager has no method of that name, or the method does not take an argument that the client sends, or it requires one that the client does not send.", (*checker).receivers},
		{"PY09", "a parameter reaches nothing", "a caller sets it and nothing changes",
			"No message of the method and no condition on the way to one depends on the parameter.", (*checker).deadParameters},
		{"PY10", "the kind is against the name", "a caller waits for a result that does not come, or waits where it should not",
			"A method called get_, list_, find_, count_, is_ or has_ that casts returns nothing. A method called _async that calls waits.", (*checker).kinds},
		{"PY11", "the client's default is unlike the server's", "leaving the argument out means something else on the other side",
			"The client sends its default for an argument, so the server's never applies. A client that leaves it out gets the other.", (*checker).defaults},
		{"PY12", "a field of a payload is not nullable, and the field that it is taken from is", "an object with None there sends no notification: filling in the payload fails",
			"The SCHEMA of a notification's payload names the objects and fields that fill it in. A field that is not nullable raises ValueError for None.", nil}, // payloads checks it
	}
}

// Explain describes a rule. It lists all rules if none has the code.
func Explain(code string) (string, bool) {
	for _, r := range rules {
		if strings.EqualFold(r.code, code) {
			return fmt.Sprintf("%s: %s.\n\nHarm: %s.\n\n%s\n", r.code, r.title, r.harm, r.more), true
		}
	}
	var b strings.Builder
	for _, r := range rules {
		fmt.Fprintf(&b, "%s  %s\n", r.code, r.title)
	}
	return b.String(), false
}

// ruleOf returns the rule with a code.
func ruleOf(code string) rule {
	return rules[slices.IndexFunc(rules, func(r rule) bool { return r.code == code })]
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
	for _, r := range rules {
		if c.rule = r; r.check != nil {
			r.check(c)
		}
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
