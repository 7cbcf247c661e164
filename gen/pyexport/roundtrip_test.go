package pyexport_test

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/oslogen/oslogen/gen"
	"github.com/oslogen/oslogen/gen/breaking"
	"github.com/oslogen/oslogen/gen/pyexport"
	"github.com/oslogen/oslogen/gen/pyimport"
	"github.com/oslogen/oslogen/internal/ladder"

	godiff "github.com/google/go-cmp/cmp"
)

// published are the packages of the module openstack.
var published = []string{
	"cinder/backup", "cinder/scheduler", "cinder/volume", "designate/central", "designate/worker", "heat/engine", "ironic/conductor",
	"manila/data", "manila/scheduler", "manila/share", "neutron/agent", "neutron/dhcp", "neutron/l3", "neutron/metering", "neutron/plugin",
	"neutron/push", "neutron/reports", "nova/base", "nova/compute", "nova/conductor", "nova/scheduler",
}

// TestRoundTrip exports interfaces, imports what came out, and compares the two as
// clients and servers of them would: by all names, versions, arguments and types that
// travel. What may differ has no trace on the wire: Go's names of methods and
// parameters, the order of arguments, the width of numbers, a type that writes itself,
// and exceptions that are not expected, which no manager mentions.
func TestRoundTrip(t *testing.T) {
	roundTrip(t, "../..", "./examples/versions/disks", "disks")
	roundTrip(t, "../..", "./gen/pyexport/testdata/odd", "odd")
	if testing.Short() {
		published = []string{"nova/compute", "cinder/volume", "ironic/conductor"}
	}
	for _, name := range published {
		t.Run(name, func(t *testing.T) { roundTrip(t, "../../openstack", "./"+name, strings.ReplaceAll(name, "/", ".")) })
	}
}

func roundTrip(t *testing.T, module, pattern, pkg string) {
	t.Helper()
	before, err := gen.Export(gen.Config{Dir: module}, pattern)
	if err != nil {
		t.Fatal(err)
	}
	files, err := pyexport.Export(before[0], pyexport.Config{Package: pkg})
	if err != nil {
		t.Fatal(err)
	}
	root := t.TempDir()
	dir := filepath.Join(root, filepath.FromSlash(strings.ReplaceAll(pkg, ".", "/")))
	write(t, dir, files)
	for parent := filepath.Dir(dir); parent != root; parent = filepath.Dir(parent) {
		write(t, parent, []pyexport.File{{Name: "__init__.py"}})
	}
	for _, i := range before[0].Interfaces {
		if i.Notify || strings.Contains(i.Topic+i.Exchange, "{") && !i.ByMethods {
			continue // a client of Python says nothing of a topic that it is given
		}
		after := imported(t, dir, i)
		want, got := printed(before[0], i), printed(after, after.Interfaces[0])
		if d := godiff.Diff(want, got); d != "" {
			t.Errorf("%s (-exported +imported):\n%s", i.Name, d)
		}
	}
}

// imported imports the Python of one interface and reads the annotated Go.
func imported(t *testing.T, dir string, i *pyexport.Interface) *pyexport.Package {
	t.Helper()
	cfg := pyimport.Config{
		Clients:  []string{filepath.Join(dir, "rpcapi.py:"+i.Name+"API")},
		Managers: []string{filepath.Join(dir, "manager.py:"+i.Name+"Endpoint")},
	}
	for _, v := range i.Also {
		cfg.Managers = append(cfg.Managers, filepath.Join(dir, fmt.Sprintf("manager.py:%sV%dEndpoint", i.Name, v.Major)))
	}
	if objects := filepath.Join(dir, "objects.py"); exists(objects) {
		cfg.Objects = []string{objects}
	}
	r, err := pyimport.Import(cfg)
	if err != nil {
		t.Fatal(err)
	}
	out, err := os.MkdirTemp("testdata", "imported") //nolint:usetesting // within the module, for its runtime
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(out) })
	if err := os.WriteFile(filepath.Join(out, "api.go"), r.Source, 0o600); err != nil {
		t.Fatal(err)
	}
	list, err := gen.Export(gen.Config{Dir: out}, ".")
	if err != nil {
		t.Fatalf("%v\n%s", err, r.Source)
	}
	return list[0]
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// printed is everything of an interface that travels, one thing a line.
func printed(p *pyexport.Package, i *pyexport.Interface) []string {
	slices.SortFunc(i.Also, ladder.Version.Compare)
	list := []string{fmt.Sprintln(i.Name, i.Topic, i.Exchange, i.Namespace, i.Legacy, i.Version, i.Also, i.Releases)}
	for _, e := range i.Errors {
		for _, class := range e.Classes {
			if e.Expected {
				list = append(list, "error "+class)
			}
		}
	}
	for _, m := range i.Methods {
		list = append(list, printedMethod(p, i, m)...)
	}
	slices.Sort(list)
	return list
}

func printedMethod(p *pyexport.Package, i *pyexport.Interface, m *pyexport.Method) []string {
	head := m.Kind + " " + m.Rule.Name
	topic, server := m.Topic, false
	var args []string
	for _, q := range m.Params {
		switch q.Role {
		case pyexport.Server:
			server = true
		case pyexport.Topic:
			topic = strings.ReplaceAll(cmp.Or(topic, i.Topic), "{"+q.Name+"}", "{}")
		case pyexport.Rest:
			args = append(args, head+": **")
		case pyexport.Argument:
			args = append(args, head+": "+printedArg(p, i, m, q))
		}
	}
	for _, c := range m.Constants {
		args = append(args, head+": "+c.Name+" is "+c.Value)
	}
	var results []string
	for _, r := range m.Results {
		results = append(results, printedType(p, r, nil))
	}
	text := fmt.Sprintf("%s %v %v only=%s topic=%s server=%t timeout=%s monitor=%s retry=%s mandatory=%t -> %s",
		head, printedName(m.Rule.WireName), m.Rule.Span, m.Only, topic, server, m.Timeout, m.Monitor, m.Retry, m.Mandatory, results)
	return append(args, text)
}

func printedName(n ladder.WireName) string {
	if n.Was == "" {
		return ""
	}
	return "was " + n.Was + " before " + n.Renamed.String()
}

// printedArg prints an argument. Optional makes no difference where every version
// that begins a method is older than the argument.
func printedArg(p *pyexport.Package, i *pyexport.Interface, m *pyexport.Method, q *pyexport.Param) string {
	a := m.Rule.Args[q.Rule]
	optional := false
	for _, top := range append([]ladder.Version{i.Version}, i.Also...) {
		floor, ok := m.Rule.Floor(top)
		optional = optional || ok && a.Optional && a.Has(floor)
	}
	text := fmt.Sprintf("%s %s %v optional=%t default=%s below=%d", a.Name, printedName(a.WireName), a.Span, optional, q.Default, a.Below)
	typ := printedType(p, q.Type, nil)
	if a.Optional || a.Span != (ladder.Span{}) {
		typ = strings.TrimPrefix(typ, "optional ") // Python has None for an absent one
	}
	return text + " " + q.Convert + " " + typ
}

// printedType is a type as Python sees it.
func printedType(p *pyexport.Package, t *breaking.Type, within []string) string {
	if t.Null && t.Kind != breaking.Any {
		plain := *t
		plain.Null = false
		return "optional " + printedType(p, &plain, within)
	}
	switch t.Kind {
	case breaking.Int, breaking.Uint:
		return "int"
	case breaking.Bytes, breaking.Text:
		return "string"
	case breaking.Custom, breaking.Unknown:
		return "any"
	case breaking.List:
		return "list of " + printedType(p, t.Elem, within)
	case breaking.Map:
		return "dict of " + printedType(p, t.Elem, within)
	case breaking.Object:
		if p.Structs[t.Ref].Tuple {
			return "list of any"
		}
		if slices.Contains(within, t.Ref) {
			return "itself"
		}
		text := "{"
		for _, f := range p.Structs[t.Ref].Fields {
			if f.Wire == "" {
				continue // the rest of the keys, which a TypedDict does not mention
			}
			text += f.Wire + " " + printedType(p, f.Type, append(within, t.Ref)) + ", "
		}
		return text + "}"
	}
	return string(t.Kind)
}
