package pyimport

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/oslogen/oslogen/gen/pyimport/pyast"
	"github.com/oslogen/oslogen/gen/pyimport/trace"
)

// lookup finds values that stand far from the class: defaults of configuration
// options, and arguments of constructors.
type lookup struct {
	tree   *pyast.Tree
	tracer *trace.Tracer
	files  map[string][]source // by package directory
}

type source struct {
	path string
	text []byte
}

// found is a value and its place.
type found struct {
	value trace.Value
	pos   Pos
}

// libraryOptions are options that oslo.messaging declares.
var libraryOptions = map[string]int64{"rpc_response_timeout": 60}

// option finds the default of CONF.group.name in the package of file. It reports
// false when there is none or more than one.
func (l *lookup) option(path, file string) (found, bool) {
	name := pyast.Last(path)
	if v, ok := libraryOptions[path]; ok {
		return found{trace.Const{V: v}, Pos{}}, true
	}
	group := strings.TrimSuffix(strings.TrimSuffix(path, name), ".")
	var all, near []found
	for _, s := range l.sources(file) {
		if !quoted(s.text, name) || !bytes.Contains(s.text, []byte("Opt(")) {
			continue
		}
		defaults := l.defaults(s.path, name)
		all = append(all, defaults...)
		if group != "" && (quoted(s.text, group) || strings.Contains(filepath.Base(s.path), pyast.Last(group))) {
			near = append(near, defaults...)
		}
	}
	if group != "" && len(near) > 0 {
		all = near
	}
	return only(all)
}

// only returns the value of a list in which all values are equal.
func only(list []found) (found, bool) {
	if len(list) == 0 {
		return found{}, false
	}
	for _, f := range list[1:] {
		if trace.Text(f.value) != trace.Text(list[0].value) {
			return found{}, false
		}
	}
	return list[0], true
}

func quoted(text []byte, name string) bool {
	return bytes.Contains(text, []byte("'"+name+"'")) || bytes.Contains(text, []byte(`"`+name+`"`))
}

// defaults returns the defaults of the options with a name in one file.
func (l *lookup) defaults(path, name string) []found {
	m, err := l.tree.Open(path)
	if err != nil {
		return nil
	}
	var list []found
	for _, a := range m.Assigns {
		pyast.Walk(a.X, func(n *pyast.Node) {
			if n.Kind != "Call" || len(n.List) == 0 || n.List[0].Value != name || !strings.HasSuffix(n.X.Name, "Opt") {
				return
			}
			for _, k := range n.Keywords {
				if k.Name == "default" {
					list = append(list, found{l.tracer.Static(m, k.X), Pos{path, n.Line}})
				}
			}
		})
	}
	return list
}

// given finds the one value that constructions of a class give to a parameter.
func (l *lookup) given(c *pyast.Class, param string) (found, bool) {
	index := -1
	for _, k := range l.tracer.Order(c) {
		if init := k.Func("__init__"); init != nil {
			for i, p := range init.Params {
				if p.Name == param {
					index = i - 1
				}
			}
			break
		}
	}
	var all []found
	for _, s := range l.sources(c.Module.File) {
		if bytes.Contains(s.text, []byte(c.Name+"(")) {
			all = append(all, l.arguments(s.path, c.Name, param, index)...)
		}
	}
	return only(all)
}

// arguments returns the constants that calls in one file give to a parameter.
func (l *lookup) arguments(path, name, param string, index int) []found {
	m, err := l.tree.Open(path)
	if err != nil {
		return nil
	}
	var list []found
	for _, n := range l.tree.Calls(m, name) {
		var arg *pyast.Node
		if index >= 0 && index < len(n.List) {
			arg = n.List[index]
		}
		for _, k := range n.Keywords {
			if k.Name == param {
				arg = k.X
			}
		}
		if arg == nil {
			continue
		}
		if v := l.tracer.Static(m, arg); isText(v) {
			list = append(list, found{v, Pos{path, n.Line}})
		}
	}
	return list
}

func isText(v trace.Value) bool {
	_, ok := trace.Str(v)
	return ok
}

// sources returns the files of the package of file, without its tests.
func (l *lookup) sources(file string) []source {
	root := pyast.RootOf(file)
	rel, err := filepath.Rel(root, file)
	if err != nil || filepath.Dir(rel) == "." {
		return nil
	}
	dir := filepath.Join(root, strings.Split(filepath.ToSlash(rel), "/")[0])
	if list, ok := l.files[dir]; ok {
		return list
	}
	var list []source
	_ = filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return nil //nolint:nilerr // a directory that can't be read has nothing to say
		case d.IsDir() && (d.Name() == "tests" || d.Name() == "locale"):
			return fs.SkipDir
		case filepath.Ext(path) != ".py":
			return nil
		}
		if text, err := os.ReadFile(path); err == nil {
			list = append(list, source{path, text})
		}
		return nil
	})
	l.files[dir] = list
	return list
}
