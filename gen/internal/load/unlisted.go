package load

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// unlisted notes directives in directories that the go command passes over
// because this build leaves out all their files.
func (l *Loader) unlisted(dir string, patterns []string) {
	listed := map[string]bool{}
	for _, p := range l.Packages {
		listed[p.Dir] = true
	}
	for _, pattern := range patterns {
		root, ok := strings.CutSuffix(filepath.ToSlash(pattern), "/...")
		if !ok || !strings.HasPrefix(root, ".") {
			continue
		}
		root = filepath.Join(dir, root)
		_ = filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error { // no error: unreadable directories are left out
			if err != nil || !d.IsDir() {
				return nil //nolint:nilerr // see above
			}
			if path != root && OtherTree(path) {
				return filepath.SkipDir
			}
			if !listed[path] {
				listed[path] = true
				l.noteDir(path)
			}
			return nil
		})
	}
}

// OtherTree reports whether the go command leaves out a directory when it looks
// for packages of a module.
func OtherTree(path string) bool {
	base := filepath.Base(path)
	if strings.HasPrefix(base, ".") || strings.HasPrefix(base, "_") || base == "testdata" || base == "vendor" {
		return true
	}
	_, err := os.Stat(filepath.Join(path, "go.mod"))
	return err == nil
}

func (l *Loader) noteDir(dir string) {
	paths, _ := filepath.Glob(filepath.Join(dir, "*.go"))
	for _, path := range paths {
		if !strings.HasSuffix(path, "_test.go") {
			l.noteSkipped(path)
		}
	}
}
