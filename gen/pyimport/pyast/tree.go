package pyast

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Tree holds the modules below some directories. It parses each when it is
// first needed.
type Tree struct {
	python  *Python
	roots   []string
	modules map[string]*Module // by file, nil when it can't be read
	errors  map[string]error
}

// NewTree returns a tree that looks modules up below roots, in order.
func NewTree(python *Python, roots ...string) *Tree {
	return &Tree{python, roots, map[string]*Module{}, map[string]error{}}
}

// RootOf returns the directory above the package of file.
func RootOf(file string) string {
	dir := filepath.Dir(file)
	for {
		if _, err := os.Stat(filepath.Join(dir, "__init__.py")); err != nil {
			return dir
		}
		dir = filepath.Dir(dir)
	}
}

// AddRoot adds a directory in which modules are looked up.
func (t *Tree) AddRoot(dir string) {
	if !slices.Contains(t.roots, dir) {
		t.roots = append(t.roots, dir)
	}
}

// Roots returns the directories in which modules are looked up.
func (t *Tree) Roots() []string { return t.roots }

// Open parses a file.
func (t *Tree) Open(file string) (*Module, error) {
	file = filepath.Clean(file)
	if m, ok := t.modules[file]; ok {
		return m, t.errors[file]
	}
	m, err := t.parse(file)
	t.modules[file], t.errors[file] = m, err
	return m, err
}

func (t *Tree) parse(file string) (*Module, error) {
	m := &Module{File: file, Name: t.name(file)}
	if err := t.python.ask(request{Op: "outline", File: file}, m); err != nil {
		return nil, err
	}
	m.adopt()
	return m, nil
}

// name returns the dotted name of the module in a file.
func (t *Tree) name(file string) string {
	for _, root := range t.roots {
		rel, err := filepath.Rel(root, file)
		if err != nil || !filepath.IsLocal(rel) {
			continue
		}
		rel = strings.TrimSuffix(strings.TrimSuffix(rel, ".py"), string(filepath.Separator)+"__init__")
		return strings.ReplaceAll(rel, string(filepath.Separator), ".")
	}
	return ""
}

// Module returns the module with a dotted name. It returns nil if no root has
// the module or it can't be parsed.
func (t *Tree) Module(dotted string) *Module {
	file := t.file(dotted)
	if file == "" {
		return nil
	}
	m, err := t.Open(file)
	if err != nil {
		return nil
	}
	return m
}

func (t *Tree) file(dotted string) string {
	if dotted == "" {
		return ""
	}
	path := filepath.Join(strings.Split(dotted, ".")...)
	for _, root := range t.roots {
		for _, file := range []string{filepath.Join(root, path) + ".py", filepath.Join(root, path, "__init__.py")} {
			if _, err := os.Stat(file); err == nil {
				return file
			}
		}
	}
	return ""
}

// Body returns the statements of a function.
func (t *Tree) Body(f *Func) []*Node {
	if f.body == nil {
		f.body = t.nodes(request{Op: "body", File: f.Module.File, Line: f.Line})
	}
	return f.body
}

// Calls returns the calls of a function or class of that name in a module.
func (t *Tree) Calls(m *Module, name string) []*Node {
	return t.nodes(request{Op: "calls", File: m.File, Name: name})
}

func (t *Tree) nodes(req request) []*Node {
	var reply struct {
		Body []*Node `json:"body"`
	}
	if err := t.python.ask(req, &reply); err != nil {
		return nil
	}
	return reply.Body
}

// Imported returns the dotted name that an import binds to name in m. It may
// name a module or a part of one.
func (m *Module) Imported(name string) string {
	for _, imported := range slices.Backward(m.Imports) {
		if dotted := m.imports(imported, name); dotted != "" {
			return dotted
		}
	}
	return ""
}

func (m *Module) imports(n *Node, name string) string {
	for _, k := range n.Keywords {
		first := First(k.From)
		switch {
		case n.Kind == "ImportFrom" && k.Name == name:
			return m.absolute(n.Name) + "." + k.From
		case n.Kind == "Import" && k.Plain && first == name:
			return first
		case n.Kind == "Import" && !k.Plain && k.Name == name:
			return k.From
		}
	}
	return ""
}

// absolute resolves a relative module name such as .base.
func (m *Module) absolute(name string) string {
	rest := strings.TrimLeft(name, ".")
	dots := len(name) - len(rest)
	if dots == 0 {
		return name
	}
	parts := strings.Split(m.Name, ".")
	if filepath.Base(m.File) != "__init__.py" {
		dots++
	}
	parts = parts[:max(len(parts)-dots+1, 0)]
	if rest != "" {
		parts = append(parts, rest)
	}
	return strings.Join(parts, ".")
}
