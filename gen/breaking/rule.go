package breaking

import (
	"fmt"
	"strings"
)

// Rule is one way to break a peer.
type Rule struct {
	Code  string
	Title string
	Fix   string // the remedy
}

// Peer is a pair of peers of which one is of the earlier state.
type Peer string

// The pairs of peers.
const (
	OldClient   Peer = "old client, new server"
	NewClient   Peer = "new client, old server"
	OldListener Peer = "old listener, new notifier"
	NewListener Peer = "new listener, old notifier"
)

// Rules are all rules, in the order of docs/breaking.md.
var Rules = []Rule{
	{"interface-removed", "an interface is gone", "keep it until no peer uses its topic"},
	{"topic-changed", "an interface moved to another topic", "keep the topic, and serve the new one by an interface of its own"},
	{"exchange-changed", "an interface moved to another exchange", "keep the exchange, and serve the new one by an interface of its own"},
	{"namespace-changed", "the namespace of an interface changed", "keep the namespace that clients send. Servers take others with legacy_namespaces="},
	{"legacy-namespace-removed", "a server no longer answers to a namespace", "keep it in legacy_namespaces= until no client sends it"},
	{"major-removed", "a server no longer serves a major version", "keep it in also= until no client uses it"},
	{"version-lowered", "the version is lower than it was", "versions only rise"},
	{"version-not-raised", "a struct that travels got a field and the version stayed", "raise version="},
	{"release-changed", "a release has another version, or is gone", "an entry of oslo:release never changes: name another release"},

	{"method-removed", "a method is gone", "keep it with until= and the last version that has it, and remove it with the next major"},
	{"method-renamed", "the name of a method on the wire changed", "say was= with the old name and renamed= with a new version, or keep the old one with name="},
	{"method-added", "a method came without a version of its own", "say since= with a version that is not released yet, and raise version= to it"},
	{"method-since-changed", "released versions have a method at other versions than before", "leave since= as it was"},
	{"method-until-changed", "a method ends at a version that is released", "say until= with the last version that has it, which is the earlier version= or a newer one"},
	{"method-kind-changed", "a method is another kind of message", "add a method of the other kind with since=, and keep this one"},
	{"method-topic-changed", "a method moved to another topic", "add a method with the new topic and since=, and keep this one"},
	{"server-parameter-changed", "oslo:server came or went", "add a method with the other parameter and since=, and keep this one"},

	{"argument-removed", "an argument is gone", "keep it with until= and the last version that has it, and remove it with the next major"},
	{"argument-renamed", "the name of an argument on the wire changed", "say was= with the old name and renamed= with a new version, or keep the old one with name="},
	{"parameter-renamed", "the name of an argument followed that of the Go parameter", "say name= with the old name, or was= with it and renamed= with a new version"},
	{"argument-added", "an argument came without a version of its own", "say since= with a version that is not released yet, and raise version= to it"},
	{"argument-since-changed", "released versions have an argument at other versions than before", "leave since= as it was"},
	{"argument-until-changed", "an argument ends at a version that is released", "say until= with the last version that has it, which is the earlier version= or a newer one"},
	{"argument-required", "an argument may no longer be left out", "keep optional or default="},
	{"argument-made-optional", "clients leave out an argument that older servers need", "keep it required, or add another one with since= and optional"},
	{"argument-default-changed", "an argument that is left out means another value", "keep default=. Callers who want another value say so"},
	{"constant-changed", "a constant argument has another value", "keep oslo:const, and add a method for the other value"},
	{"argument-retyped", "an argument has another type", "say since= with a new version and below=convert: with a function that makes the older form, or add another argument"},
	{"argument-narrowed", "an argument takes fewer values than before", "keep the type, or add another argument with since="},
	{"argument-widened", "an argument takes values that older servers refuse", "keep the type, or add another argument with since="},

	{"result-retyped", "a result has another type", "add a method for the new result, or a new major"},
	{"result-narrowed", "a result takes fewer values than before", "add a method for the new result, or a new major"},
	{"result-widened", "a result has values that older clients refuse", "add a method for the new result, or a new major"},

	{"field-removed", "a field of a struct that travels is gone", "keep the field, or add a method or an argument with another struct"},
	{"field-renamed", "a field of a struct that travels has another name", "keep the name in its json tag"},
	{"field-retyped", "a field of a struct that travels has another type", "add a field for the new type"},
	{"field-narrowed", "a field of a struct that travels takes fewer values than before", "add a field for the new type"},
	{"field-widened", "a field of a struct that travels has values that older peers refuse", "add a field for the new type"},

	{"error-unmapped", "an exception is no longer a Go error", "keep it in oslo:error"},
	{"error-remapped", "an exception is another Go error than before", "keep the Go error, and map the other exception"},

	{"event-removed", "an event is gone", "keep it until no listener wants it"},
	{"event-renamed", "an event has another type", "send both until no listener wants the old one"},
	{"event-priority-changed", "an event has another priority", "keep the priority: listeners take messages by it"},
	{"event-topic-changed", "events no longer go to a topic", "keep the topic in the list until no listener uses it"},
	{"publisher-changed", "notifications have another publisher", "keep the publisher: listeners filter by it"},
	{"payload-retyped", "a payload, or a field of one, has another type", "send an event of another type, or add a field"},
	{"payload-narrowed", "a payload, or a field of one, takes fewer values than before", "send an event of another type, or add a field"},
	{"payload-widened", "a payload, or a field of one, has values that older listeners refuse", "send an event of another type, or add a field"},
	{"payload-field-removed", "a field of a payload is gone or has another name", "keep the field"},
	{"payload-version-not-raised", "a payload changed and its version stayed", "raise the version that its VersionedObject method returns"},
}

// RuleOf returns the rule of a code.
func RuleOf(code string) (Rule, bool) {
	for _, r := range Rules {
		if r.Code == code {
			return r, true
		}
	}
	return Rule{}, false
}

// Codes are the codes of all rules.
func Codes() []string {
	codes := make([]string, len(Rules))
	for n, r := range Rules {
		codes[n] = r.Code
	}
	return codes
}

// Explain describes a rule, or lists the rules when there is none of that code.
func Explain(code string) (text string, known bool) {
	if r, ok := RuleOf(strings.ToLower(code)); ok {
		return fmt.Sprintf("%s: %s.\n\nFix: %s.\n\nAn example is in docs/breaking.md#%s\n", r.Code, r.Title, r.Fix, r.Code), true
	}
	var b strings.Builder
	for _, r := range Rules {
		fmt.Fprintf(&b, "%-28s %s\n", r.Code, r.Title)
	}
	return b.String(), false
}

// Finding is one change that breaks a peer.
type Finding struct {
	Code    string
	Pos     Pos    // in the newer state
	Before  Pos    // in the earlier state, or zero for a new declaration
	Breaks  []Peer // whom
	Message string // the effect on them
	Fix     string

	Was, Is *Interface // where it was found, with a nil Is for an interface that is gone
	Arg     *Arg       // the argument that it is about, if it came
	Object  bool       // whether it is about the version of a versioned object
}

func (f Finding) String() string {
	return fmt.Sprintf("%s: %s: %s\n\tfix: %s", f.Pos, f.Code, f.Message, f.Fix)
}
