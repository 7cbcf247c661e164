package pyexport

import (
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

// IsGenerated reports whether a file is one of [Export].
func IsGenerated(text []byte) bool {
	return strings.HasPrefix(string(text), header+"\n") || strings.Contains(string(text), "\n"+header+"\n")
}
