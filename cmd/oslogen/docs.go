package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/oslogen/oslogen/gen"
	"github.com/oslogen/oslogen/gen/apidoc"
)

type docsCmd struct {
	packages
	Format []string `enum:"markdown,asyncapi,asyncapi-json" help:"Which documents: markdown for pages, asyncapi for AsyncAPI 3.0 in YAML, asyncapi-json for the same in JSON. Defaults to markdown,asyncapi, and to markdown without -o."`
	Output string   `short:"o" placeholder:"DIR" help:"Write the documents below this directory, each in the directory of its package. Without it documents of one format are printed."`
	Only   string   `name:"interface" placeholder:"NAME" help:"Write the documents of this interface alone."`
	Check  bool     `help:"List the documents in -o that are missing, stale or not needed any more, and exit with status 1 if there are any. Write nothing."`
}

// Run writes, prints or checks documents about interfaces.
func (c *docsCmd) Run(r *run) error {
	if err := misspelt(c.Packages); err != nil {
		return err
	}
	switch {
	case c.Output == "" && c.Check:
		return usage("docs --check needs -o, the directory of the documents")
	case c.Output == "" && len(c.Format) > 1:
		return usage("docs writes %s below a directory: name it with -o, or one format with --format", strings.Join(c.Format, " and "))
	}
	cfg, err := r.config()
	if err != nil {
		return err
	}
	found, err := gen.Documents(cfg, c.Packages...)
	r.printNotes()
	if err != nil {
		return err
	}
	if c.Only != "" {
		found.Interfaces = slices.DeleteFunc(found.Interfaces, func(i *apidoc.Interface) bool { return i.Name != c.Only })
	}
	if len(found.Interfaces) == 0 {
		return errors.New(nothingFound + "; ./... looks in all packages")
	}
	documents, err := apidoc.Files(found.Interfaces, c.Only == "" && c.Output != "", c.formats()...)
	if err != nil {
		return err
	}
	return c.deliver(r, documents, found.Dirs)
}

// formats are those of the documents.
func (c *docsCmd) formats() []string {
	switch {
	case len(c.Format) > 0:
		return c.Format
	case c.Output == "":
		return []string{apidoc.Markdown}
	}
	return []string{apidoc.Markdown, apidoc.AsyncAPI}
}

// deliver prints documents, or compares them with the directory and writes them there.
func (c *docsCmd) deliver(r *run, documents []apidoc.File, dirs []string) error {
	if c.Output == "" {
		for _, d := range documents {
			fmt.Fprint(r.stdout, d.Text)
		}
		return nil
	}
	files, err := c.files(documents, dirs)
	if err != nil {
		return err
	}
	if !c.Check {
		return commitDocuments(files)
	}
	for _, f := range files {
		if f.Stale() {
			fmt.Fprintf(r.stdout, "%s: %s\n", filepath.ToSlash(relative(f.Path)), state(f))
			err = errStale
		}
	}
	return err
}

// commitDocuments writes documents, and makes the directories for them.
func commitDocuments(files []gen.File) error {
	for _, f := range files {
		if f.New != nil {
			if err := os.MkdirAll(filepath.Dir(f.Path), 0o777); err != nil {
				return err
			}
		}
	}
	return gen.Commit(files)
}

// files compares documents with the files that are there. It refuses to take the place
// of a file that oslogen has not written.
func (c *docsCmd) files(documents []apidoc.File, dirs []string) ([]gen.File, error) {
	var files []gen.File
	for _, d := range documents {
		f := gen.File{Path: filepath.Join(c.Output, filepath.FromSlash(d.Path)), New: []byte(d.Text)}
		old, err := os.ReadFile(f.Path)
		switch {
		case err == nil && !apidoc.IsOurs(string(old)):
			return nil, fmt.Errorf("%s: the file exists and oslogen docs did not write it: name another directory with -o, or move it away", filepath.ToSlash(relative(f.Path)))
		case err == nil:
			f.Old = old
		case !errors.Is(err, fs.ErrNotExist):
			return nil, err
		}
		files = append(files, f)
	}
	if c.Only != "" {
		return files, nil
	}
	orphans, err := c.orphans(files, dirs)
	return append(files, orphans...), err
}

// orphans are documents in the directories of the packages that no interface has any
// more.
func (c *docsCmd) orphans(files []gen.File, dirs []string) (list []gen.File, err error) {
	for _, dir := range dirs {
		dir = filepath.Join(c.Output, filepath.FromSlash(dir))
		entries, err := os.ReadDir(dir)
		if err != nil {
			continue // there are no documents of the package
		}
		for _, e := range entries {
			path := filepath.Join(dir, e.Name())
			if e.IsDir() || !apidoc.IsDocument(e.Name()) || slices.ContainsFunc(files, func(f gen.File) bool { return f.Path == path }) {
				continue
			}
			old, err := os.ReadFile(path)
			if err != nil {
				return nil, err
			}
			if apidoc.IsOurs(string(old)) {
				list = append(list, gen.File{Path: path, Old: old})
			}
		}
	}
	return list, nil
}
