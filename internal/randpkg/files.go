package randpkg

import (
	"fmt"
	"strconv"
	"strings"
)

// files are the files of the package by name.
func (p *pack) files() map[string]string {
	files := map[string]string{}
	name := fmt.Sprintf("p%d", p.n)
	imports := fmt.Sprintf("import (\n\tcontext \"context\"\n\t%s %q\n\t%s \"time\"\n)\n\nvar (\n\t_ context.Context\n\t_ %s.Disk\n\t_ %s.Time\n)\n",
		p.typesAs, Module+"/types", p.timeAs, p.typesAs, p.timeAs)
	for i, b := range p.sources {
		text := "package " + name + "\n\n" + imports + b.String()
		if i == 0 {
			text += "\n// Kind is a string.\ntype Kind string\n\n// Spec is a struct.\ntype Spec struct {\n\tName string `json:\"name\"`\n\tN *int `json:\"n\"`\n}\n\n// Alias is another's.\ntype Alias = " + p.typesAs + ".Disk\n" + p.taken()
		}
		files[fmt.Sprintf("%s%d.go", pickName(p, i), i)] = text
	}
	if p.r.IntN(3) == 0 {
		files["x_test.go"] = "package " + name + "\n\nvar " + p.free() + ", _ = 1, zzUse()\n\nfunc zzUse() int { return 2 }\n"
	}
	files["zz_run.go"] = p.run(name, imports)
	return files
}

func pickName(p *pack, i int) string {
	return pick(p.r, []string{"api", "a.b", "api_v", "linux", "oslo", "x"}) + strconv.Itoa(i)
}

// free is a name that is not taken, of those generated code might want.
func (p *pack) free() string {
	for {
		name := pick(p.r, declared)
		if p.r.IntN(20) == 0 {
			name = fmt.Sprintf("other%d", len(p.names))
		}
		if name != p.typesAs && name != p.timeAs && p.take(name) {
			return name
		}
	}
}

// taken declares names that generated code might want.
func (p *pack) taken() string {
	var b strings.Builder
	for range p.r.IntN(4) {
		fmt.Fprintf(&b, "\nvar %s = 1\n\nvar _ = %[1]s\n", p.free())
	}
	return b.String()
}

// run returns the file that calls the generated code.
func (p *pack) run(name, imports string) string {
	var b, calls strings.Builder
	fmt.Fprintf(&b, "package %s\n\nimport (\n\tzzcheck \"%s/check\"\n\tzzoslo \"github.com/oslogen/oslogen/runtime\"\n)\n\n%s", name, Module, imports)
	for n, i := range p.ifaces {
		fmt.Fprintf(&b, "\ntype zzImpl%d struct{ got chan []any }\n", n)
		var methods, hosts []string
		for _, m := range i.methods {
			b.WriteString(p.implementation(n, m))
			methods = append(methods, fmt.Sprintf("%q", m.name))
			hosts = append(hosts, fmt.Sprintf("%q: %d", m.name, m.host))
		}
		fmt.Fprintf(&calls, "\n\tgot%[1]d := make(chan []any, 1)\n\tif err := zzcheck.Calls(tr, []string{%[2]q}, func(srv *zzoslo.Server) { %[3]s(srv, &zzImpl%[1]d{got%[1]d}) }, %[4]s(tr), []string{%[5]s}, map[string]int{%[6]s}, got%[1]d); err != nil {\n\t\treturn err\n\t}\n",
			n, i.topic, verb("Register", i.name), verb("New", i.name)+"Client", strings.Join(methods, ", "), strings.Join(hosts, ", "))
	}
	fmt.Fprintf(&b, "\n// ZZRun calls what is generated.\nfunc ZZRun(tr zzoslo.Transport) error {%s\treturn nil\n}\n", calls.String())
	return b.String()
}

// implementation returns a method that passes its arguments on.
func (p *pack) implementation(n int, m *method) string {
	var got []string
	for i := range m.params {
		got = append(got, fmt.Sprintf("p%d", i+1))
	}
	params := "_ context.Context"
	if m.signature != "" {
		params += ", " + m.signature
	}
	if m.result == "" {
		return fmt.Sprintf("\nfunc (i *zzImpl%d) %s(%s) error {\n\ti.got <- []any{%s}\n\treturn nil\n}\n", n, m.name, params, strings.Join(got, ", "))
	}
	return fmt.Sprintf("\nfunc (i *zzImpl%d) %s(%s) (zzResult %s, _ error) {\n\ti.got <- []any{%s}\n\tzzcheck.Fill(&zzResult)\n\treturn zzResult, nil\n}\n",
		n, m.name, params, m.result, strings.Join(got, ", "))
}

// verb puts a verb before an interface's name, as oslogen does.
func verb(verb, name string) string {
	if name != strings.ToUpper(name[:1])+name[1:] {
		return strings.ToLower(verb) + strings.ToUpper(name[:1]) + name[1:]
	}
	return verb + name
}
