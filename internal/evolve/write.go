package evolve

import (
	_ "embed"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// module is the path of the module that Write fills.
const module = "example.com/evolve"

//go:embed check.go.txt
var checkSource string

// perPackage is how many interfaces share a package.
const perPackage = 30

// Write writes the histories as a module to dir, which uses the oslogen at root, a path
// relative to dir. Its program prints a line for each call: at the server of each source,
// with the client of each source, and with the newest client at the pin of each source.
func Write(dir, root string, list []History) error {
	sum, err := os.ReadFile(filepath.Join(dir, root, "go.sum"))
	if err != nil {
		return err
	}
	files := map[string]string{
		"go.mod": "module " + module + "\n\ngo 1.26.0\n\nrequire github.com/oslogen/oslogen v0.0.0\n\nreplace github.com/oslogen/oslogen => " + root + "\n",
		"go.sum": string(sum), "check/check.go": checkSource,
	}
	var imports, runs strings.Builder
	for p := 0; p*perPackage < len(list); p++ {
		name := fmt.Sprintf("p%d", p)
		batch := list[p*perPackage : min((p+1)*perPackage, len(list))]
		files[name+"/types.go"] = fmt.Sprintf(typesSource, name)
		first := p * perPackage
		files[name+"/api.go"], files[name+"/run.go"] = apiSource(name, first, batch), runSource(name, first, batch)
		fmt.Fprintf(&imports, "\t\"%s/%s\"\n", module, name)
		fmt.Fprintf(&runs, "\tcheck.Run(%s.All)\n", name)
	}
	files["main.go"] = "package main\n\nimport (\n\t\"" + module + "/check\"\n" + imports.String() + ")\n\nfunc main() {\n" + runs.String() + "\tcheck.Flush()\n}\n"
	for name, text := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			return err
		}
	}
	return nil
}

// apiSource is the annotated interfaces of a package.
func apiSource(pkg string, first int, batch []History) string {
	b := new(strings.Builder)
	fmt.Fprintf(b, "package %s\n\nimport \"context\"\n\n", pkg)
	for n, h := range batch {
		for k, s := range h {
			s.write(b, InterfaceName(first+n, k), fmt.Sprintf("%s_%d", pkg, first+n))
		}
	}
	return b.String()
}

// InterfaceName is the Go name of a version of history number n.
func InterfaceName(n, version int) string { return fmt.Sprintf("I%dV%d", n, version) }

// runSource tells the program about the interfaces of a package. It holds data and
// the smallest possible methods, because a run spends most of its time on compiling
// them.
func runSource(pkg string, first int, batch []History) string {
	b := new(strings.Builder)
	fmt.Fprintf(b, "package %s\n\nimport (\n\t\"context\"\n\n\t\"%s/check\"\n)\n\n", pkg, module)
	for n, h := range batch {
		for k, s := range h {
			s.writeImplementation(b, InterfaceName(first+n, k))
		}
	}
	b.WriteString("var All = []check.History{\n")
	for n, h := range batch {
		fmt.Fprintf(b, "{Topic: \"%s_%d\", Sources: []check.Source{\n", pkg, first+n)
		for k, s := range h {
			s.writeEntry(b, InterfaceName(first+n, k))
		}
		b.WriteString("}},\n")
	}
	b.WriteString("}\n")
	return b.String()
}

// writeImplementation writes the methods that a server of a source runs.
func (s *Source) writeImplementation(b *strings.Builder, name string) {
	fmt.Fprintf(b, "type impl%s check.Recorder\n\n", name)
	for _, m := range s.Methods {
		var params, args strings.Builder
		for _, a := range m.Args {
			if m.Request {
				fmt.Fprintf(&args, ", q.%s", a.field())
				continue
			}
			fmt.Fprintf(&params, ", %s %s", a.Go, Types[a.Type].Go)
			fmt.Fprintf(&args, ", %s", a.Go)
		}
		if m.Request {
			fmt.Fprintf(&params, ", q %s", m.requestType(name))
		}
		fmt.Fprintf(b, "func (r *impl%s) %s(_ context.Context%s) error { return (*check.Recorder)(r).Got(%[2]q%[4]s) }\n\n", name, m.Go, params.String(), args.String())
	}
}

// writeEntry writes the data about a source that the program needs.
func (s *Source) writeEntry(b *strings.Builder, name string) {
	fmt.Fprintf(b, "{Version: %q, Client: New%sClient, Register: Register%[2]s, Impl: (*impl%[2]s)(nil), Methods: []check.Method{\n", s.Version, name)
	for _, m := range s.Methods {
		fmt.Fprintf(b, "{Name: %q, Request: %t, Args: []check.Arg{", m.Go, m.Request)
		for _, a := range m.Args {
			fmt.Fprintf(b, "{%q, %q}, ", Types[a.Type].Set, a.given())
		}
		b.WriteString("}},\n")
	}
	b.WriteString("}},\n")
}

// given is the JSON of the value that is the argument's default, or empty for the
// zero value of its type.
func (a *Arg) given() string {
	if a.Default {
		return Types[a.Type].Default
	}
	return ""
}
