// Package cache ends a run early when nothing has changed since the last one.
package cache

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/oslogen/oslogen/gen/internal/load"
	"github.com/oslogen/oslogen/gen/internal/output"
	"github.com/oslogen/oslogen/gen/internal/report"
)

// Cache lets a run end early if nothing has changed since the last run over the
// same packages. It holds hashes of file contents, so its answer is exact.
// Losing it costs only time.
type Cache struct {
	path string // of its file, or empty without a cache
	l    *load.Loader
	read []*load.Package // the run's packages that mention directives
}

// record is the content of the cache's file.
type record struct {
	Inputs   string            // hash of all sources read
	Packages []string          // other packages read
	Outputs  map[string]string // hash of each generated file, by path
	Notes    []report.Note     // notes of the run
}

// Open opens the cache in dir of a run over roots. mention are the roots that
// mention directives, and options the options that change the output. Without dir
// nothing is kept.
func Open(dir, options string, l *load.Loader, roots, mention []*load.Package) *Cache {
	c := &Cache{l: l, read: mention}
	program, ok := programStamp()
	if dir == "" || !ok {
		return c
	}
	h := sha256.New()
	fmt.Fprintln(h, program, options)
	for _, p := range roots {
		fmt.Fprintf(h, "%q %q\n", p.PkgPath, p.Dir)
	}
	c.path = filepath.Join(dir, sum(h)+".json")
	return c
}

// Unchanged returns the files of the last run if nothing has changed since.
func (c *Cache) Unchanged() ([]output.File, bool) {
	text, err := os.ReadFile(c.path)
	var last record
	if err != nil || json.Unmarshal(text, &last) != nil {
		return nil, false
	}
	if inputs, err := c.inputs(last.Packages); err != nil || inputs != last.Inputs {
		return nil, false
	}
	files, ok := unchangedOutputs(last.Outputs, c.l.Sources.Read)
	if ok {
		c.l.Report.AddNotes(last.Notes)
	}
	return files, ok
}

// Remember records the sources of this run and the hashes of its files. Failing to
// write them is no error.
func (c *Cache) Remember(sums map[string]string) {
	if c.path == "" {
		return
	}
	now := record{Outputs: sums, Notes: c.l.Report.Found()}
	for _, p := range c.l.Packages {
		if p.Decls != nil && !slices.Contains(c.read, p) {
			now.Packages = append(now.Packages, p.PkgPath)
		}
	}
	slices.Sort(now.Packages)
	var err error
	if now.Inputs, err = c.inputs(now.Packages); err != nil {
		return
	}
	text, err := json.Marshal(now)
	if err == nil && os.MkdirAll(filepath.Dir(c.path), 0o755) == nil {
		_ = output.Commit([]output.File{{Path: c.path, New: text}})
		trim(filepath.Dir(c.path))
	}
}

// inputs hashes the sources of the run's packages and of others.
func (c *Cache) inputs(others []string) (string, error) {
	h := sha256.New()
	for _, p := range c.read {
		if err := c.hashPackage(h, p, slices.Concat(p.Tests(), p.Ignored())...); err != nil {
			return "", err
		}
	}
	for _, path := range others {
		p := c.l.Packages[path]
		if p == nil {
			return "", errors.New("package " + path + " is gone")
		}
		if err := c.hashPackage(h, p); err != nil {
			return "", err
		}
	}
	return sum(h), nil
}

// hashPackage hashes everything that affects p: its files, the files beside it,
// and the names of its imports. Generated files and their imports do not count.
func (c *Cache) hashPackage(h hash.Hash, p *load.Package, beside ...string) error {
	fmt.Fprintf(h, "package %q %q\n", p.PkgPath, p.Name)
	imported := map[string]bool{}
	for n, path := range slices.Concat(p.GoFiles, beside) {
		src, err := c.l.Sources.Read(path)
		if err != nil {
			return err
		}
		if output.IsGenerated(src) {
			if strings.HasSuffix(path, output.TestSuffix) {
				fmt.Fprintln(h, "generated test") // each run keeps it up to date
			}
			continue
		}
		isBuilt := n < len(p.GoFiles) // tags of the environment decide that too
		fmt.Fprintf(h, "file %q %d %t\n", path, len(src), isBuilt)
		h.Write(src)
		for path := range p.Imports {
			imported[path] = imported[path] || bytes.Contains(src, []byte(strconv.Quote(path))) || bytes.Contains(src, []byte("`"+path+"`"))
		}
	}
	for _, path := range slices.Sorted(maps.Keys(imported)) {
		if imported[path] {
			fmt.Fprintf(h, "import %q %q %q\n", path, p.Imports[path].PkgPath, p.Imports[path].Name)
		}
	}
	return nil
}

// unusedFor is how long the cache keeps a record that no run renews.
const unusedFor = 30 * 24 * time.Hour

// trim removes old records from the cache, at most once a day. Failing to
// remove them is no error.
func trim(dir string) {
	stamp := filepath.Join(dir, "trimmed")
	if info, err := os.Stat(stamp); err == nil && time.Since(info.ModTime()) < 24*time.Hour {
		return
	}
	_ = os.WriteFile(stamp, nil, 0o644)
	entries, _ := os.ReadDir(dir)
	for _, e := range entries {
		info, err := e.Info()
		if err == nil && filepath.Ext(e.Name()) == ".json" && time.Since(info.ModTime()) > unusedFor {
			_ = os.Remove(filepath.Join(dir, e.Name()))
		}
	}
}

func sum(h hash.Hash) string { return hex.EncodeToString(h.Sum(nil)) }

func sumOf(text []byte) string {
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:])
}
