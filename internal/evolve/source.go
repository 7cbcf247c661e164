package evolve

import (
	"fmt"
	"strings"
)

// Type is a type of arguments, with its form in Go and on the wire.
type Type struct {
	Go      string
	Set     string // JSON of a value other than the zero value and Default
	Zero    string // JSON of the zero value
	Default string // JSON of another default, which the directive has. Empty for none
	Retyped int    // the index of a type that reads this one. 0 for none
	Older   string // the function that makes the older type. Empty for none
}

// Types are the types of arguments. Each package declares its own ones.
var Types = []Type{
	{Go: "string", Set: `"set"`, Zero: `""`, Default: `"auto"`},
	{Go: "int", Set: "7", Zero: "0", Default: "3", Retyped: 5},
	{Go: "bool", Set: "true", Zero: "false"},
	{Go: "[]string", Set: `["set"]`, Zero: "[]"},
	{Go: "*Disk", Set: `{"size": 7}`, Zero: "null"},
	{Go: "Count", Set: `{"n": 7}`, Zero: `{"n": 0}`, Older: "older"},
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
	for _, m := range s.Methods {
		if m.Request {
			m.writeRequest(b, name)
		}
	}
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
		m.write(b, name)
	}
	b.WriteString("}\n\n")
}

func (m *Method) write(b *strings.Builder, iface string) {
	kind := "call"
	if m.Cast {
		kind = "cast"
	}
	fmt.Fprintf(b, "\t//oslo:%s name=%s%s\n\t%s(ctx context.Context", kind, m.Name, m.text(), m.Go)
	if m.Request {
		fmt.Fprintf(b, ",\n\t\t//oslo:request\n\t\tq %s) error\n", m.requestType(iface))
		return
	}
	for _, a := range m.Args {
		fmt.Fprintf(b, ",\n\t\t//oslo:arg name=%s%s\n\t\t%s %s", a.Name, a.text(), a.Go, Types[a.Type].Go)
	}
	b.WriteString(") error\n")
}

// requestType is the type of the request of a method of an interface. Casts have a
// pointer to it.
func (m *Method) requestType(iface string) string {
	if m.Cast {
		return "*" + iface + m.Go
	}
	return iface + m.Go
}

// field is the name of the argument's field in a request.
func (a *Arg) field() string { return "P" + a.Go[1:] }

// writeRequest writes the struct of a request.
func (m *Method) writeRequest(b *strings.Builder, iface string) {
	fmt.Fprintf(b, "type %s%s struct {\n", iface, m.Go)
	for _, a := range m.Args {
		if text := a.text(); text != "" {
			fmt.Fprintf(b, "\t//oslo:arg%s\n", text)
		}
		fmt.Fprintf(b, "\t%s %s `json:%q`\n", a.field(), Types[a.Type].Go, a.Name)
	}
	b.WriteString("}\n\n")
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

// Absent is the JSON of the argument's default.
func (a *Arg) Absent() string {
	if a.Default {
		return Types[a.Type].Default
	}
	return Types[a.Type].Zero
}
