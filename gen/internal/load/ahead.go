package load

import (
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
)

// parsed is a file that was parsed before it was wanted.
type parsed struct {
	file *File
	err  error
}

// readAhead reads and parses the sources in dir while the go command lists
// packages, which takes as long. It does so if dir is the one package of the
// run. Call the returned function once the packages are listed.
func (l *Loader) readAhead(dir string, patterns []string) (stop func()) {
	if !slices.Equal(patterns, []string{"."}) {
		return func() {}
	}
	var listed atomic.Bool
	done := make(chan struct{})
	go func() { // ends with the files of dir, or after one once they are listed
		defer close(done)
		paths, _ := filepath.Glob(filepath.Join(dir, "*.go"))
		for _, path := range paths {
			if listed.Load() {
				return
			}
			if _, err := l.Sources.Read(path); err == nil && !strings.HasSuffix(path, "_test.go") {
				file, err := l.parse(path)
				l.ahead[path] = parsed{file, err}
			}
		}
	}()
	return func() {
		listed.Store(true)
		<-done
	}
}
