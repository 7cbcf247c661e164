// Package earlier reads the files of an earlier state of a module, from git or from
// a directory. It changes nothing, neither the working tree nor the index.
package earlier

import (
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
)

// Tree is the files of a module at one time. Paths have slashes and are relative to
// the module's root.
type Tree interface {
	// Files lists all files.
	Files() []string
	// Read reads one of them. The error of a file that is not there is
	// [fs.ErrNotExist].
	Read(path string) ([]byte, error)
	// ID changes with the contents. It is empty if the contents are not
	// identified.
	ID() string
	io.Closer
}

// Open opens the earlier state of the module in root: a directory with another copy
// of the module, or else a git revision.
func Open(root, against string) (Tree, error) {
	if info, err := os.Stat(against); err == nil && info.IsDir() && isPath(against) {
		return openDir(against)
	}
	return openGit(root, against)
}

// isPath reports whether a name is written as a path, or git could not mean it.
func isPath(name string) bool {
	return filepath.IsAbs(name) || strings.ContainsAny(name, "./\\") || name == ""
}

// skipped reports whether the go command leaves out a directory.
func skipped(name string) bool {
	return name != "." && (strings.HasPrefix(name, ".") || strings.HasPrefix(name, "_") || name == "testdata" || name == "node_modules")
}

// dir is a directory that holds another copy of the module.
type dir struct {
	root  string
	files []string
}

func openDir(root string) (Tree, error) {
	d := &dir{root: root}
	err := fs.WalkDir(os.DirFS(root), ".", func(name string, e fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case e.IsDir() && skipped(path.Base(name)):
			return fs.SkipDir
		case !e.IsDir():
			d.files = append(d.files, name)
		}
		return nil
	})
	return d, err
}

func (d *dir) Files() []string { return d.files }

func (d *dir) Read(name string) ([]byte, error) {
	return os.ReadFile(filepath.Join(d.root, filepath.FromSlash(name)))
}

func (d *dir) ID() string { return "" }

func (d *dir) Close() error { return nil }
