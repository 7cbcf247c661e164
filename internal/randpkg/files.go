package randpkg

import (
	"fmt"
	"strconv"
	"strings"
)

// files returns the files of the package by name.
func (p *pack) files() map[string]string {
	files := map[string]string{}
	name := fmt.Sprintf("p%d", p.n)
	imports := p.imports()
	for i, b := range p.sources {
		text := "package " + name + "\n\n" + imports + b.String()
		if i == 0 {
			text += "\n// Kind is a string.\ntype Kind string\n\n// Spec is a struct.\ntype Spec struct {\n\tName string `json:\"name\"`\n\tN *int `json:\"n\"`\n}\n\n" +
				"// Alias is another's.\ntype Alias = " + p.typesAs + ".Disk\n\n// Pair is one with a parameter.\ntype Pair[A any] = " + p.typesAs + ".Box[A]\n\n" +
				"// Opt may be nothing.\ntype Opt[A any] struct {\n\tValue *A `json:\"value\"`\n}\n" + p.taken() + p.extra.String()
		}
		files[fmt.Sprintf("%s%d.go", pickName(p, i), i)] = p.odd(text)
	}
	p.tests(files, name)
	files["zz_run.go"] = p.run(name, imports)
	return files
}

// imports are the imports of each source, and a use of each.
func (p *pack) imports() string {
	dot, use := "", ""
	if p.dots {
		dot, use = "\t. \""+Module+"/dots\"\n", "\t_ Dotted\n"
	}
	return fmt.Sprintf("import (\n\tcontext \"context\"\n\t%s %q\n\t%s \"time\"\n%s)\n\nvar (\n\t_ context.Context\n\t_ %s.Disk\n\t_ %s.Time\n%s)\n",
		p.typesAs, Module+"/types", p.timeAs, dot, p.typesAs, p.timeAs, use)
}

// odd is a source with what editors and companies do to it.
func (p *pack) odd(text string) string {
	text = pick(p.r, []string{
		"", "", "", "// Copyright of somebody.\n// SPDX-License-Identifier: Apache-2.0\n\n", "/*\nLicensed.\n*/\n\n", "// Package comment.\n",
		"//go:build !never && go1.26\n\n", "// Copyright of somebody.\n\n//go:build linux || !linux\n\n", "//nolint:all\n\n",
	}) + text
	if p.oneIn(6) {
		return strings.ReplaceAll(text, "\n", "\r\n")
	}
	return text
}

// tests adds files that are not built with the package.
func (p *pack) tests(files map[string]string, name string) {
	if p.oneIn(3) {
		files["x_test.go"] = "package " + name + "\n\nvar " + p.free() + ", _ = 1, zzUse()\n\nfunc zzUse() int { return 2 }\n"
	}
	if p.oneIn(5) {
		files["y_test.go"] = "package " + name + "_test\n\nimport (\n\t\"testing\"\n\n\t_ \"" + Module + "/" + name + "\"\n)\n\nfunc TestNothing(*testing.T) {}\n"
	}
	hidden := "package " + name + "\n\nimport \"context\"\n\n//oslo:rpc topic=hidden\ntype Hidden interface {\n\t//oslo:call\n\tGet(ctx context.Context) error\n}\n"
	if p.oneIn(8) {
		files["never.go"] = "//go:build never\n\n" + hidden
	}
	if p.oneIn(8) {
		files["api_plan9.go"] = hidden
	}
	if p.oneIn(8) {
		files["_draft.go"] = "package other\n\n//oslo:rpc\n"
	}
}

func pickName(p *pack, i int) string {
	return pick(p.r, []string{"api", "a.b", "api_v", "linux", "oslo", "x"}) + strconv.Itoa(i)
}

// free is a name that is not taken, of those generated code might want.
func (p *pack) free() string {
	for {
		name := pick(p.r, declared)
		if p.oneIn(20) {
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
