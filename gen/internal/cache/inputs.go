package cache

import (
	"crypto/sha256"
	"fmt"
	"hash"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/oslogen/oslogen/gen/internal/load"
	"github.com/oslogen/oslogen/gen/internal/output"
	"github.com/oslogen/oslogen/gen/internal/parallel"
)

// inputs hashes the sources of directories.
type inputs struct {
	read    func(path string) ([]byte, error)
	outputs map[string]string // generated files, which are no sources
	before  time.Time         // if set, no file may be newer
}

// sum hashes the world of a run, and the Go files in dirs and in the trees that its
// patterns cover. It fails if something is too new or can't be read.
func (in inputs) sum(a *Ahead, dirs []string) (string, bool) {
	trees, err := treesOf(a.dir, a.patterns)
	if err != nil {
		return "", false
	}
	h := sha256.New()
	fmt.Fprintln(h, a.world)
	for _, dir := range sortedOnce(slices.Concat(dirs, trees)) {
		if err := in.hashDir(h, dir); err != nil {
			return "", false
		}
	}
	return sum(h), true
}

// hashDir hashes the Go files in dir, by name.
func (in inputs) hashDir(h hash.Hash, dir string) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	fmt.Fprintf(h, "directory %q\n", dir)
	for _, e := range entries {
		path := filepath.Join(dir, e.Name())
		if _, generated := in.outputs[path]; generated || e.IsDir() || filepath.Ext(path) != ".go" && e.Name() != "go.mod" {
			continue
		}
		if err := in.hashFile(h, path); err != nil {
			return err
		}
	}
	return nil
}

func (in inputs) hashFile(h hash.Hash, path string) error {
	if !in.before.IsZero() {
		if info, err := os.Stat(path); err != nil || !info.ModTime().Before(in.before) {
			return fmt.Errorf("%s is too new: %w", path, err)
		}
	}
	text, err := in.read(path)
	if err != nil {
		return err
	}
	fmt.Fprintf(h, "file %q %d\n", path, len(text))
	h.Write(text)
	return nil
}

// treesOf lists the directories that patterns with ... cover, as the go command
// looks through them.
func treesOf(dir string, patterns []string) ([]string, error) {
	var dirs []string
	for _, pattern := range patterns {
		root, ok := strings.CutSuffix(filepath.ToSlash(pattern), "/...")
		if !ok {
			continue
		}
		root = filepath.Join(dir, root)
		err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
			switch {
			case err != nil || !d.IsDir():
				return err
			case path != root && load.OtherTree(path):
				return filepath.SkipDir
			}
			dirs = append(dirs, path)
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return dirs, nil
}

// Sums returns the hash of each file, by path.
func Sums(files []output.File) map[string]string {
	list := make([]string, len(files))
	_ = parallel.Do(len(files), func(n int) error {
		list[n] = sumOf(output.UnixLines(files[n].New))
		return nil
	})
	sums := make(map[string]string, len(files))
	for n, f := range files {
		sums[f.Path] = list[n]
	}
	return sums
}

// unchangedOutputs returns generated files that are on disk as they were made.
func unchangedOutputs(sums map[string]string, read func(string) ([]byte, error)) ([]output.File, bool) {
	var files []output.File
	for path, want := range sums {
		text, err := read(path)
		if err != nil || sumOf(output.UnixLines(text)) != want {
			return nil, false
		}
		files = append(files, output.File{Path: path, Old: text, New: text})
	}
	slices.SortFunc(files, output.ByPath)
	return files, true
}

func sortedOnce(list []string) []string {
	slices.Sort(list)
	return slices.Compact(list)
}
