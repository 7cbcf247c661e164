// Package edit sets keys of directives in source files.
package edit

import (
	"bytes"
	"cmp"
	"go/ast"
	"go/format"
	"go/token"
	"path/filepath"
	"slices"
	"strings"

	"github.com/oslogen/oslogen/gen/breaking"
	"github.com/oslogen/oslogen/gen/internal/directive"
	"github.com/oslogen/oslogen/gen/internal/load"
	"github.com/oslogen/oslogen/gen/internal/output"
)

// Editor sets keys of directives in the files of a run.
type Editor struct {
	l     *load.Loader
	edits map[string][]edit // by path
}

// New returns an editor of the files of l.
func New(l *load.Loader) *Editor { return &Editor{l: l, edits: map[string][]edit{}} }

// edit replaces a part of a file.
type edit struct {
	from, to int
	text     string
}

// Files are the files with their edits. A file that gofmt leaves alone stays so.
func (e *Editor) Files() ([]output.File, error) {
	var list []output.File
	for path, edits := range e.edits {
		old, err := e.l.Sources.Read(path)
		if err != nil {
			return nil, err
		}
		slices.SortFunc(edits, func(a, b edit) int { return cmp.Compare(b.from, a.from) })
		text := slices.Clone(old)
		for _, ed := range slices.Compact(edits) { // from the end, so that places stay
			text = slices.Replace(text, ed.from, ed.to, []byte(ed.text)...)
		}
		if text, err = formatted(old, text); err != nil {
			return nil, err
		}
		list = append(list, output.File{Path: path, Old: old, New: text})
	}
	slices.SortFunc(list, output.ByPath)
	return list, nil
}

// formatted is a text as gofmt prints it, if the text before it was, with the line
// ends of that.
func formatted(before, text []byte) ([]byte, error) {
	unix := output.UnixLines(before)
	if was, err := format.Source(unix); err != nil || !bytes.Equal(was, unix) {
		return text, nil //nolint:nilerr // gofmt does not know the file: its lines stay
	}
	out, err := format.Source(output.UnixLines(text))
	if err == nil && len(unix) < len(before) {
		out = bytes.ReplaceAll(out, []byte("\n"), []byte("\r\n"))
	}
	return out, err
}

// Interface sets a key of the directive of an interface.
func (e *Editor) Interface(at breaking.Pos, key, value string) {
	f, pos := e.find(at)
	for _, d := range f.Tree.Decls {
		gen, ok := d.(*ast.GenDecl)
		if !ok {
			continue
		}
		for _, s := range gen.Specs {
			if spec, ok := s.(*ast.TypeSpec); ok && spec.Pos() == pos {
				e.set(f, load.TypeDoc(gen, spec), key, value, "rpc")
			}
		}
	}
}

// Method sets a key of the directive of a method.
func (e *Editor) Method(at breaking.Pos, key, value string) {
	f, pos := e.find(at)
	ast.Inspect(f.Tree, func(n ast.Node) bool {
		if field, ok := n.(*ast.Field); ok && len(field.Names) == 1 && field.Names[0].Pos() == pos {
			e.set(f, field.Doc, key, value, "call", "cast")
		}
		return true
	})
}

// find is the file of a place, and the position there.
func (e *Editor) find(at breaking.Pos) (*load.File, token.Pos) {
	path := at.File
	if !filepath.IsAbs(path) {
		path = filepath.Join(e.l.Report.Dir, filepath.FromSlash(path))
	}
	for _, p := range e.l.Packages {
		for _, f := range p.Files {
			if f.Path == path {
				tf := e.l.Fset.File(f.Tree.FileStart)
				return f, tf.LineStart(at.Line) + token.Pos(at.Column-1)
			}
		}
	}
	return &load.File{Tree: &ast.File{}}, token.NoPos
}

// set sets a key of the first directive of a comment that has one of the names. It
// reports whether there is one.
func (e *Editor) set(f *load.File, doc *ast.CommentGroup, key, value string, names ...string) bool {
	if doc == nil {
		return false
	}
	for _, c := range doc.List {
		if d, ok := ast.ParseDirective(c.Slash, c.Text); ok && d.Tool == directive.Tool && slices.Contains(names, d.Name) {
			e.setKey(f, d, c, key, value)
			return true
		}
	}
	return false
}

func (e *Editor) setKey(f *load.File, d ast.Directive, c *ast.Comment, key, value string) {
	args, _ := d.ParseArgs()
	for _, a := range args {
		if old, found := strings.CutPrefix(a.Arg, key+"="); found {
			from := a.Pos + token.Pos(len(key)+1)
			e.replace(f, from, from+token.Pos(len(old)), value)
			return
		}
	}
	end := c.Slash + token.Pos(len(strings.TrimRight(c.Text, " \t\r")))
	e.replace(f, end, end, " "+key+"="+value)
}

func (e *Editor) replace(f *load.File, from, to token.Pos, text string) {
	tf := e.l.Fset.File(f.Tree.FileStart)
	e.edits[f.Path] = append(e.edits[f.Path], edit{tf.Offset(from), tf.Offset(to), text})
}
