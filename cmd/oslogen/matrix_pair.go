package main

import (
	"cmp"
	"errors"
	"fmt"
	"strings"

	"github.com/oslogen/oslogen/internal/ladder"
)

// outcome is the fate of one message of a pair, in its JSON form.
type outcome struct {
	Method    string   `json:"method"`
	Set       []string `json:"set"` // the arguments that have another value than their default
	Label     string   `json:"label,omitempty"`
	Sends     string   `json:"sends,omitempty"` // the method's name on the wire
	Arguments []string `json:"arguments,omitempty"`
	Converted []string `json:"converted,omitempty"`
	Dropped   []string `json:"dropped,omitempty"`
	Result    string   `json:"result"`             // served, refused by the client, or the server's exception
	Argument  string   `json:"argument,omitempty"` // the refused argument, or empty for the method
	Needs     string   `json:"needs,omitempty"`    // the version that has it
}

// refused is the result for a message that the client does not send.
const refused = "refused"

// pairTable has rows for each method: with every argument absent, and with each one
// set that makes a difference.
func pairTable(i *ladder.Interface, p ladder.Pair) table {
	t := table{
		title: fmt.Sprintf("%s: a client of %s, a server of %s", i.Name, p.Client, p.Server),
		head:  []string{"method", "set", "label", "sends", "outcome"},
	}
	pin := ""
	if !p.Pin.IsZero() {
		pin = p.Pin.String()
		t.title = fmt.Sprintf("%s: a client of %s pinned to %s, a server of %s", i.Name, p.Client, pin, p.Server)
	}
	list := []outcome{}
	for n, m := range i.Methods {
		for _, c := range i.Cases(p, n) {
			one := outcomeOf(&m, c)
			list = append(list, one)
			t.rows = append(t.rows, one.row())
		}
	}
	t.data = map[string]any{
		"interface": i.Name, "client": p.Client.String(), "pin": pin, "server": p.Server.String(), "outcomes": list,
	}
	return t
}

func outcomeOf(m *ladder.Operation, c ladder.Case) outcome {
	out := outcome{
		Method: m.Name, Set: append([]string{}, m.Pick(c.Present)...), Sends: c.Method, Arguments: c.Names,
		Converted: m.Pick(c.Converted), Dropped: m.Pick(c.Dropped), Result: "served",
	}
	if c.Method != "" {
		out.Label = c.Label.String()
	}
	if e, ok := errors.AsType[*ladder.CapError](c.Err); ok {
		out.Result, out.Argument = refused, e.Arg
		if !e.Needs.IsZero() {
			out.Needs = e.Needs.String()
		}
	} else if e, ok := errors.AsType[*ladder.Refusal](c.Err); ok {
		out.Result, out.Argument = string(e.Reason), e.Arg
	} else if c.Err != nil {
		out.Result = refused
	}
	return out
}

// row is the outcome as a table has it.
func (o outcome) row() []string {
	sends := "-"
	if o.Sends != "" {
		sends = o.Sends + "(" + strings.Join(o.Arguments, ", ") + ")"
	}
	return []string{o.Method, cmp.Or(strings.Join(o.Set, ", "), "-"), cmp.Or(o.Label, "-"), sends, o.sentence()}
}

// sentence describes the fate of the message.
func (o outcome) sentence() string {
	switch {
	case o.Result == refused && o.Needs != "":
		return "refused: " + cmp.Or(o.Argument, "the method") + " needs " + o.Needs
	case o.Result == refused:
		return "refused: the pin's major does not have it"
	case o.Result != "served":
		return "the server answers " + strings.TrimSpace(o.Result+" "+o.Argument)
	}
	text := o.Result
	if len(o.Converted) > 0 {
		text += ", " + strings.Join(o.Converted, ", ") + " converted"
	}
	if len(o.Dropped) > 0 {
		text += ", " + strings.Join(o.Dropped, ", ") + " dropped"
	}
	return text
}
