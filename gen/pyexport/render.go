package pyexport

import (
	"slices"
	"strings"
)

// libraries are the modules of Python and of oslo, in the order of their imports.
var libraries = []struct{ name, line string }{
	{"abc", "import abc"},
	{"typing", "import typing as ty"},
	{"", ""},
	{"messaging", "import oslo_messaging as messaging"},
	{"base", "from oslo_versionedobjects import base"},
	{"fields", "from oslo_versionedobjects import fields"},
	{"", ""},
}

// text is the whole module.
func (m *module) text() []byte {
	var out printer
	out.line("%s", header)
	out.doc(m.about)
	for _, lines := range append([][]string{{"from __future__ import annotations"}}, m.importLines()...) {
		if len(lines) > 0 {
			out.WriteString("\n" + strings.Join(lines, "\n") + "\n")
		}
	}
	m.writeHelpers(&out)
	m.writeFormats(&out)
	out.WriteString(m.String())
	return []byte(out.String())
}

// importLines are the imports: of Python, of libraries, and of other modules.
func (m *module) importLines() [][]string {
	groups, known := [][]string{nil}, map[string]bool{}
	add := func(line string) { groups[len(groups)-1] = append(groups[len(groups)-1], line) }
	for _, l := range libraries {
		known[l.name] = true
		switch {
		case l.name == "":
			groups = append(groups, nil)
		case m.imports[l.name]:
			add(l.line)
		}
	}
	var others []string
	for name := range m.imports {
		if !known[name] {
			others = append(others, importLine(m.out.cfg.Package+"."+name, name))
		}
	}
	for dotted, short := range m.foreign {
		others = append(others, importLine(dotted, short))
	}
	slices.Sort(others)
	for _, line := range others {
		add(line)
	}
	return groups
}

// importLine imports a module by a short name.
func importLine(dotted, short string) string {
	n := strings.LastIndexByte(dotted, '.')
	text := "import " + dotted[n+1:]
	if n >= 0 {
		text = "from " + dotted[:n] + " " + text
	}
	if short != dotted[n+1:] {
		text += " as " + short
	}
	return text
}

func (m *module) writeHelpers(out *printer) {
	for _, h := range helpers {
		if m.helpers[h.name] {
			out.WriteString("\n" + h.text)
		}
	}
}
