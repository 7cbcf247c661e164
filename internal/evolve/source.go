package evolve

import (
	"fmt"
	"strings"
)

// Type is a type of arguments, with what it looks like in Go and on the wire.
type Type struct {
	Go      string
	Set     string // a Go expression other than the zero value and Default
	SetJSON string
	Zero    string // the zero value as a Go expression
	ZeroRaw string
	Default string // another default, as the directive has it, and JSON; empty for none
	Retyped int    // the index of a type that reads this one; 0 for none
	Older   string // the function that makes the older type; empty for none
}

// Types are the types of arguments. The package zz declares those that are not Go's.
var Types = []Type{
	{Go: "string", Set: `"set"`, SetJSON: `"set"`, Zero: `""`, ZeroRaw: `""`, Default: `"auto"`},
	{Go: "int", Set: "7", SetJSON: "7", Zero: "0", ZeroRaw: "0", Default: "3", Retyped: 5},
	{Go: "bool", Set: "true", SetJSON: "true", Zero: "false", ZeroRaw: "false"},
	{Go: "[]string", Set: `[]string{"set"}`, SetJSON: `["set"]`, Zero: "[]string(nil)", ZeroRaw: "[]"},
	{Go: "*Disk", Set: "&Disk{Size: 7}", SetJSON: `{"size": 7}`, Zero: "(*Disk)(nil)", ZeroRaw: "null"},
	{Go: "Count", Set: "Count{N: 7}", SetJSON: `{"n": 7}`, Zero: "Count{}", ZeroRaw: `{"n": 0}`, Older: "older"},
}

// typesSource declares the types and the conversion.
const typesSource = `package %s

import "encoding/json"

type Disk struct {
	Size int ` + "`json:\"size\"`" + `
}

// Count was a number before.
type Count struct {
	N int ` + "`json:\"n\"`" + `
}

func (c *Count) UnmarshalJSON(data []byte) error {
	if json.Unmarshal(data, &c.N) == nil {
		return nil
	}
	type plain Count
	return json.Unmarshal(data, (*plain)(c))
}

func older(c Count) (int, error) { return c.N, nil }
`

// write writes the interface of a source, called name, at a topic.
func (s *Source) write(b *strings.Builder, name, topic string) {
	fmt.Fprintf(b, "//oslo:rpc topic=%s version=%s", topic, s.Version)
	for n, v := range s.Also {
		b.WriteString([]string{" also=", ","}[min(n, 1)] + v.String())
	}
	if len(s.Releases) > 0 {
		b.WriteString("\n//oslo:release")
		for _, r := range s.Releases {
			fmt.Fprintf(b, " %s=%s", r.Name, r.Version)
		}
	}
	fmt.Fprintf(b, "\ntype %s interface {\n", name)
	for _, m := range s.Methods {
		m.write(b)
	}
	b.WriteString("}\n\n")
}

func (m *Method) write(b *strings.Builder) {
	kind := "call"
	if m.Cast {
		kind = "cast"
	}
	fmt.Fprintf(b, "\t//oslo:%s name=%s%s\n\t%s(ctx context.Context", kind, m.Name, m.Words.text(), m.Go)
	for _, a := range m.Args {
		fmt.Fprintf(b, ",\n\t\t//oslo:arg name=%s%s\n\t\t%s %s", a.Name, a.text(), a.Go, Types[a.Type].Go)
	}
	b.WriteString(") error\n")
}

func (w *Words) text() (text string) {
	for _, word := range []struct {
		key string
		v   Version
	}{{"since", w.Since}, {"until", w.Until}, {"renamed", w.Renamed}} {
		if !word.v.IsZero() {
			text += " " + word.key + "=" + word.v.String()
		}
	}
	if w.Was != "" {
		text += " was=" + w.Was
	}
	return text
}

func (a *Arg) text() string {
	text := a.Words.text()
	switch {
	case a.Default:
		text += " default=" + Types[a.Type].Default
	case a.Optional:
		text += " optional"
	}
	if a.Retyped {
		return text + " below=convert:" + Types[a.Type].Older
	}
	if a.Below != "" {
		text += " below=" + a.Below
	}
	return text
}

// Absent is the default of the argument, as Go and as the wire have it.
func (a *Arg) Absent() (expression, raw string) {
	t := Types[a.Type]
	if a.Default {
		return t.Default, t.Default
	}
	return t.Zero, t.ZeroRaw
}
