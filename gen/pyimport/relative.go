package pyimport

import (
	"path/filepath"
	"strings"
	"unicode"
)

// relative makes file names relative to the roots, so that reports and Go files
// do not depend on the directory of the Python files.
func (im *importer) relative() {
	for _, i := range im.result.Interfaces {
		im.shorten(&i.Pos)
		im.shortenTodos(i.Todos)
		for n := range i.Errors {
			im.shorten(&i.Errors[n].Pos)
		}
		for n := range i.Releases {
			im.shorten(&i.Releases[n].Pos)
		}
		for n := range i.Converters {
			im.shorten(&i.Converters[n].Pos)
		}
		for _, m := range i.Methods {
			im.shorten(&m.Pos)
			im.shortenTodos(m.Todos)
			for _, a := range m.Args {
				im.shorten(&a.Pos)
				a.History = im.shortCopy(a.History)
			}
		}
	}
	im.relativeObjects()
	im.shortenTodos(im.result.Skipped)
	for n := range im.result.Findings {
		im.shorten(&im.result.Findings[n].Pos)
		im.shorten(&im.result.Findings[n].Other)
	}
}

func (im *importer) relativeObjects() {
	for _, o := range im.result.Objects {
		im.shorten(&o.Pos)
		im.shortenTodos(o.Todos)
		for _, f := range o.Fields {
			im.shorten(&f.Pos)
			f.History = im.shortCopy(f.History)
		}
	}
	for _, n := range im.result.Notifications {
		im.shorten(&n.Pos)
		im.shortenTodos(n.Todos)
		for _, e := range n.Events {
			im.shorten(&e.Pos)
		}
	}
	for _, e := range im.result.Enums {
		im.shorten(&e.Pos)
	}
	for _, s := range im.result.Structs {
		im.shorten(&s.Pos)
	}
}

// shortCopy shortens a place that others may point to.
func (im *importer) shortCopy(p *Pos) *Pos {
	if p == nil {
		return nil
	}
	short := *p
	im.shorten(&short)
	return &short
}

func (im *importer) shortenTodos(list []Todo) {
	for n := range list {
		im.shorten(&list[n].Pos)
	}
}

func (im *importer) shorten(p *Pos) {
	if p.File == "" {
		return
	}
	for _, root := range im.tree.Roots() {
		if rel, err := filepath.Rel(root, p.File); err == nil && filepath.IsLocal(rel) {
			p.File = filepath.ToSlash(rel)
			return
		}
	}
}

// packageName turns a directory's name into the name of a Go package.
func packageName(dir string) string {
	name := strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, dir)
	if name == "" || !unicode.IsLetter([]rune(name)[0]) {
		return "api"
	}
	return name
}
