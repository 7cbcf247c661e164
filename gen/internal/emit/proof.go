package emit

import (
	"bytes"
	"fmt"
	"go/format"
	"slices"
	"strconv"
	"strings"

	"github.com/oslogen/oslogen/gen/internal/directive"
	"github.com/oslogen/oslogen/gen/internal/model"
)

// TestFile writes the test of a source. It is empty if there is nothing to test.
func (e Emitter) TestFile() ([]byte, error) {
	list := slices.DeleteFunc(slices.Clone(e.src.Interfaces), func(i *model.Interface) bool { return !i.IsTestable() })
	if len(list) == 0 {
		return nil, nil
	}
	src := *e.src
	src.Imports = src.Testing
	e.src = &src
	var b bytes.Buffer
	b.WriteString(e.clause())
	for _, i := range list {
		b.WriteString(e.proof(i))
		b.WriteString(e.recorder(i))
	}
	return format.Source(b.Bytes())
}

// proof writes the test of an interface.
func (e Emitter) proof(i *model.Interface) string {
	proof := e.src.Imports.Names[model.ProofPath]
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
`, i.IDs.Test, i.Name, e.src.Imports.Names["testing"], proof, e.oslo("Transport"), e.oslo("ClientOption"),
		i.IDs.NewClient, parts(i.ClientParams()), e.oslo("Server"), i.IDs.Register, parts(i.RegisterParams()), i.IDs.Recorder,
		testServers(i))
	l := i.Ladder()
	for _, m := range i.Proven() {
		fmt.Fprintf(&b, "{\nName: %q,\nSends: &%s,\n%sRows: []%s.Row{\n", m.Name, m.Descriptor, testParams(m), proof)
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
func inTest(t directive.Template) string {
	return directive.Placeholder.ReplaceAllString(string(t), "part")
}

// testServers are the fields with the targets of a test's servers.
func testServers(i *model.Interface) string {
	var topics []string
	for _, m := range i.Proven() {
		t := m.Topic
		if t == "" {
			t = i.RPC.Topic
		}
		if topic := inTest(t); !slices.Contains(topics, topic) {
			topics = append(topics, topic)
		}
	}
	text := "Topics: []string{" + quoted(topics) + "},"
	if i.RPC.Exchange != "" {
		text = "Exchange: " + strconv.Quote(inTest(i.RPC.Exchange)) + ",\n" + text
	}
	return text
}

// testParams is the field with the parameters of a method, in the words of versiontest.
func testParams(m *model.Method) string {
	var list []string
	for _, p := range m.Params {
		switch p.Role {
		case model.Argument:
			list = append(list, p.Wire)
		case model.Server:
			list = append(list, "@server")
		case model.TopicPart:
			list = append(list, "@topic")
		case model.Request:
			list = append(list, "@request("+strings.Join(fieldNames(p.Fields), ",")+")")
		default:
			list = append(list, "*")
		}
	}
	if len(list) == 0 {
		return ""
	}
	return "Params: " + strconv.Quote(strings.Join(list, " ")) + ",\n"
}

// fieldNames are the fields of a request in the words of versiontest.
func fieldNames(fields []*model.Param) []string {
	var list []string
	for _, p := range fields {
		switch {
		case p.Role == model.Rest:
			list = append(list, "*")
		case p.Optional && !p.HasRule(): // by its tag
			list = append(list, p.Wire+"?")
		default:
			list = append(list, p.Wire)
		}
	}
	return list
}

// recorder writes the implementation that a test serves.
func (e Emitter) recorder(i *model.Interface) string {
	proof := e.src.Imports.Names[model.ProofPath]
	var b strings.Builder
	fmt.Fprintf(&b, "\n// %[1]s tells a test what reaches a server of %[2]s.\ntype %[1]s struct{ *%[3]s.Recorder }\n", i.IDs.Recorder, i.Name, proof)
	for _, m := range i.MethodsOn(model.ServerSide) {
		results, values := e.namedResults(m)
		args := []string{strconv.Quote(m.Name)}
		for _, p := range m.Params {
			args = append(args, p.Name)
		}
		c := e.src.Local.Client
		fmt.Fprintf(&b, "\nfunc (%s %s) %s(%s) %s {\nreturn %s%[1]s.Got(%[7]s)\n}\n", c, i.IDs.Recorder, m.Name,
			e.params(m), results, values, strings.Join(args, ", "))
	}
	return b.String()
}
