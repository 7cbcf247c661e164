package gen

import (
	"bytes"
	"fmt"
	"go/format"
	"slices"
	"strconv"
	"strings"
)

// testFile writes the test of a source. It is empty if there is nothing to test.
func (e emitter) testFile() ([]byte, error) {
	list := slices.DeleteFunc(slices.Clone(e.src.interfaces), func(i *iface) bool { return !i.isTestable() })
	if len(list) == 0 {
		return nil, nil
	}
	src := *e.src
	src.imports = src.testing
	e.src = &src
	var b bytes.Buffer
	fmt.Fprintln(&b, header)
	if e.src.constraint != "" {
		fmt.Fprintf(&b, "\n//go:build %s\n", e.src.constraint)
	}
	fmt.Fprintf(&b, "\npackage %s\n\n", e.src.pkg.Name())
	printImports(&b, e.src.imports)
	for _, i := range list {
		b.WriteString(e.proof(i))
		b.WriteString(e.recorder(i))
	}
	return format.Source(b.Bytes())
}

// proof writes the test of an interface.
func (e emitter) proof(i *iface) string {
	proof := e.src.imports.names[proofPath]
	var b strings.Builder
	fmt.Fprintf(&b, `
// %[1]s calls each method of %[2]s at each pin over fake://, with its arguments
// absent and set. Want says what is sent, or which error the client returns.
func %[1]s(t *%[3]s.T) {
	%[4]s.Run(t, &%[4]s.Interface{
		Client: func(tr %[5]s, opts ...%[6]s) any { return %[7]s(tr, %[8]sopts...) },
		Register: func(srv *%[9]s, r *%[4]s.Recorder) { %[10]s(srv, %[11]s%[12]s{r}) },
		%[13]s
		Methods: []%[4]s.Method{
`, i.ids.test, i.name, e.src.imports.names["testing"], proof, e.oslo("Transport"), e.oslo("ClientOption"),
		i.ids.newClient, parts(i.clientParams()), e.oslo("Server"), i.ids.register, parts(i.registerParams()), i.ids.recorder,
		testServers(i))
	l := i.ladder()
	for _, m := range i.proven() {
		fmt.Fprintf(&b, "{\nName: %q,\nSends: &%s,\n%sRows: []%s.Row{\n", m.name, m.descriptor, testParams(m), proof)
		for _, r := range testRows(l, m) {
			b.WriteString(r.literal())
		}
		b.WriteString("},\n},\n")
	}
	b.WriteString("},\n})\n}\n")
	return b.String()
}

// parts are the values of template parameters in a test.
func parts(names []string) string { return strings.Repeat(`"part", `, len(names)) }

// inTest replaces the names in a template.
func inTest(t template) string { return placeholder.ReplaceAllString(string(t), "part") }

// testServers are the fields that say what the servers of a test listen on.
func testServers(i *iface) string {
	var topics []string
	for _, m := range i.proven() {
		t := m.topic
		if t == "" {
			t = i.rpc.topic
		}
		if topic := inTest(t); !slices.Contains(topics, topic) {
			topics = append(topics, topic)
		}
	}
	text := "Topics: []string{" + quoted(topics) + "},"
	if i.rpc.exchange != "" {
		text = "Exchange: " + strconv.Quote(inTest(i.rpc.exchange)) + ",\n" + text
	}
	return text
}

// testParams is the field with the parameters of a method, in the words of versiontest.
func testParams(m *method) string {
	var list []string
	for _, p := range m.params {
		switch p.role {
		case argument:
			list = append(list, p.wire)
		case server:
			list = append(list, "@server")
		case topicPart:
			list = append(list, "@topic")
		default:
			list = append(list, "*")
		}
	}
	if len(list) == 0 {
		return ""
	}
	return "Params: " + strconv.Quote(strings.Join(list, " ")) + ",\n"
}

// recorder writes the implementation that a test serves.
func (e emitter) recorder(i *iface) string {
	proof := e.src.imports.names[proofPath]
	var b strings.Builder
	fmt.Fprintf(&b, "\n// %[1]s tells a test what reaches a server of %[2]s.\ntype %[1]s struct{ *%[3]s.Recorder }\n", i.ids.recorder, i.name, proof)
	for _, m := range i.methodsOn(serverSide) {
		results, values := e.namedResults(m)
		args := []string{strconv.Quote(m.name)}
		for _, p := range m.params {
			args = append(args, p.name)
		}
		c := e.src.local.client
		fmt.Fprintf(&b, "\nfunc (%s %s) %s(%s) %s {\nreturn %s%[1]s.Got(%[7]s)\n}\n", c, i.ids.recorder, m.name,
			e.params(m), results, values, strings.Join(args, ", "))
	}
	return b.String()
}
