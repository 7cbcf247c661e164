package pyexport

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// File is one Python module.
type File struct {
	Name string // below the directory of the Python package
	Text []byte
}

// Optional reports whether another file of that name may stand in its place.
func (f File) Optional() bool { return f.Name == initFile }

// Config says what to write.
type Config struct {
	Package    string   // the dotted name of the Python package, in imports
	Interfaces []string // the interfaces to write, or none for all
}

// Export writes the Python modules of a Go package, sorted by name. The error is
// [Problems] if Python can't express something.
func Export(pkg *Package, cfg Config) ([]File, error) {
	o, err := newOutput(pkg, cfg)
	if err != nil {
		return nil, err
	}
	o.rpc()
	o.notifications()
	o.exceptions()
	o.structs() // after everything that may name one
	if len(o.problems) > 0 {
		return nil, o.problems
	}
	files := []File{{initFile, []byte(header + "\n")}}
	for _, name := range slices.Sorted(maps.Keys(o.modules)) {
		files = append(files, File{name + ".py", o.modules[name].text()})
	}
	return files, nil
}

// initFile makes a directory a Python package. A service may have its own.
const initFile = "__init__.py"

// output is the Python package of one Go package.
type output struct {
	pkg      *Package
	cfg      Config
	modules  map[string]*module
	classes  map[string]string // the classes of structs, by [breaking.Type.Ref]
	needed   []string          // those that modules name
	problems Problems
}

func newOutput(pkg *Package, cfg Config) (*output, error) {
	kept := *pkg
	for _, name := range cfg.Interfaces {
		if !slices.ContainsFunc(pkg.Interfaces, func(i *Interface) bool { return i.Name == name }) {
			return nil, fmt.Errorf("package %s has no annotated interface %s", pkg.Path, name)
		}
	}
	if len(cfg.Interfaces) > 0 {
		kept.Interfaces = slices.DeleteFunc(slices.Clone(pkg.Interfaces), func(i *Interface) bool { return !slices.Contains(cfg.Interfaces, i.Name) })
	}
	o := &output{pkg: &kept, cfg: cfg, modules: map[string]*module{}, classes: map[string]string{}}
	o.nameStructs()
	return o, nil
}

// nameStructs gives structs the names of classes, in the order of their Go names.
// A struct without a name has none, nor has a tuple.
func (o *output) nameStructs() {
	taken := nameSet{}
	refs := slices.SortedFunc(maps.Keys(o.pkg.Structs), func(a, b string) int {
		return strings.Compare(o.pkg.Structs[a].Go+" "+a, o.pkg.Structs[b].Go+" "+b)
	})
	for _, ref := range refs {
		s := o.pkg.Structs[ref]
		if s.Tuple || strings.HasPrefix(s.Go, "struct{") || strings.HasPrefix(s.Go, "struct {") {
			continue
		}
		if object := o.pkg.Objects[ref]; object != nil && object.Why == "" {
			o.classes[ref] = taken.take(capital(name(object.Name)))
			continue
		}
		o.classes[ref] = taken.take(className(s.Go))
	}
}

// module returns a module of the package, which about describes.
func (o *output) module(name, about string) *module {
	m := o.modules[name]
	if m == nil {
		m = &module{out: o, name: name, about: about, imports: map[string]bool{}, foreign: map[string]string{}}
		o.modules[name] = m
	}
	return m
}

// module is one Python module. imports has the short names of modules that its
// text uses.
type module struct {
	printer
	out         *output
	name, about string
	imports     map[string]bool
	foreign     map[string]string // modules of other packages, and their short names
	helpers     map[string]bool   // see helper
	formats     []Object          // of versioned objects
	declared    nameSet
	quoted      bool // whether hints name classes in quotes
}

// declare notes a class or a function of the module. Two of one name are a problem.
func (m *module) declare(name string, i *Interface) string {
	if m.declared == nil {
		m.declared = nameSet{}
	}
	if m.declared[name] {
		m.out.problems.add(i.Pos, "%s: %s.py would have %s twice; export the interfaces into packages of their own, by their names in the command", i.Name, m.name, name)
	}
	m.declared[name] = true
	return name
}

// member is the name of something in a module of the package.
func (m *module) member(module, name string) string {
	if module == m.name {
		return name
	}
	m.imports[module] = true
	return module + "." + name
}

// apart writes the lines that part a class or a function from what is above it.
func (m *module) apart() { m.WriteString("\n\n") }

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

// other names a module of another package by a short name that nothing else in this module has.
func (m *module) other(dotted string) string {
	if short := m.foreign[dotted]; short != "" {
		return short
	}
	taken := set("abc", "ty", "messaging", "base", "fields", "structs", "objects")
	for _, i := range m.out.pkg.Interfaces {
		for _, e := range i.Errors {
			for _, class := range e.Classes {
				taken[m.out.own(class[:max(0, strings.LastIndexByte(class, '.'))])] = true
			}
		}
	}
	for _, short := range m.foreign {
		taken[short] = true
	}
	short := name(dotted[strings.LastIndexByte(dotted, '.')+1:])
	if taken[short] {
		short = name(strings.ReplaceAll(dotted, ".", "_"))
	}
	m.foreign[dotted] = taken.take(short)
	return m.foreign[dotted]
}

func (m *module) writeHelpers(out *printer) {
	for _, h := range helpers {
		if m.helpers[h.name] {
			out.WriteString("\n" + h.text)
		}
	}
}

// IsGenerated reports whether a file is one of [Export].
func IsGenerated(text []byte) bool {
	return strings.HasPrefix(string(text), header+"\n") || strings.Contains(string(text), "\n"+header+"\n")
}
