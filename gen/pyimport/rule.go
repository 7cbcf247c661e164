package pyimport

import (
	"fmt"
	"slices"
	"strings"
)

// rule is one way in which Python contradicts itself.
type rule struct {
	code  string
	title string
	harm  string
	more  string // for --explain
}

var rules = []rule{
	{"PY01", "a label is older than the method, or than an argument that is always sent", "an older server accepts the message and fails on what it does not know",
		"A server accepts every label up to its own version. A message that needs 1.9 and says 1.0 is accepted by a server at 1.4, which then answers with NoSuchMethod or a TypeError instead of UnsupportedVersion. The history, or a guard on the method, says what the message needs."},
	{"PY02", "a label is above what the server serves", "the server refuses the message with UnsupportedVersion",
		"The version of the manager's target is the highest label that a server of this source accepts."},
	{"PY03", "a ladder never moves", "the argument is sent under a label that does not have it",
		"A rung asks can_send_version and adds or drops an argument, but prepare is given the same version on both sides. The answer of can_send_version is then the only protection: a client without a version cap sends the argument to servers that do not know it."},
	{"PY04", "a ladder has a hole", "at this version cap the client refuses a call that it makes both above and below it",
		"The version that the ladder asks for and the version that it then uses differ, so that between them neither can be sent and oslo.messaging raises RPCVersionCapError."},
	{"PY05", "one argument is treated in different ways", "the same value is refused by one method and lost without a word by another",
		"Below the version that an argument needs, one method raises if it is set, and another drops it."},
	{"PY06", "an alias table stops before the current version", "a pin by the name of a newer release is taken for a version, and fails",
		"VERSION_ALIASES maps names of releases to versions. A release that is not in it cannot be pinned by name."},
	{"PY07", "the history and the code disagree", "who reads the history is told of what is not there, or is not told",
		"The last version of the history is not the version of the code, or the history adds a method that neither the client nor the manager has, and that no later version removes."},
	{"PY08", "what is sent has no receiver", "the server answers with NoSuchMethod, or with a TypeError",
		"The manager has no method of that name, or the method does not take an argument that the client sends, or it requires one that the client does not send."},
	{"PY09", "a parameter reaches nothing", "a caller sets it and nothing changes",
		"No message of the method and no condition on the way to one depends on the parameter."},
	{"PY10", "the kind is against the name", "a caller waits for a result that does not come, or waits where it should not",
		"A method called get_, list_, find_, count_, is_ or has_ that casts returns nothing. A method called _async that calls waits."},
	{"PY11", "the client's default is unlike the server's", "leaving the argument out means something else on the other side",
		"The client sends its default for an argument, so the server's never applies. A client that leaves it out gets the other."},
	{"PY12", "a field of a payload is not nullable, and the field that it is taken from is", "an object with None there sends no notification: filling in the payload fails",
		"The SCHEMA of a notification's payload names the objects and fields that fill it in. A field that is not nullable raises ValueError for None."},
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
