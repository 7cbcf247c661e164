package pyexport

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Config is the configuration of an export.
type Config struct {
	Package    string   // the dotted name of the Python package, in imports
	Interfaces []string // the interfaces to write, or none for all
}

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

// apart writes the lines that part a class or a function from the lines above it.
func (m *module) apart() { m.WriteString("\n\n") }

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
