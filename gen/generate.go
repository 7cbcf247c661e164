package gen

import (
	"fmt"
	"slices"
)

// Generate makes the files for the packages that match patterns, which the go
// command interprets. Without patterns it takes the package in Dir. Generate
// writes nothing. If the sources have mistakes, the error is a [SourceErrors]
// with all of them.
func Generate(cfg Config, patterns ...string) ([]File, error) {
	r, err := newRun(cfg, patterns)
	if err != nil {
		return nil, err
	}
	files, err := r.generate()
	r.tell()
	return files, err
}

// run is one run over the packages that match patterns.
type run struct {
	cfg   Config
	l     *loader
	roots []*pkg // the packages
	own   []*pkg // those that mention directives
}

// newRun loads the packages of a run.
func newRun(cfg Config, patterns []string) (*run, error) {
	l, roots, err := open(cfg.load(), patterns)
	if err != nil {
		return nil, err
	}
	own := slices.DeleteFunc(slices.Clone(roots), func(p *pkg) bool { return !l.mentions(p) })
	return &run{cfg, l, roots, own}, nil
}

// tell passes the notes of the run on.
func (r *run) tell() {
	if r.cfg.Note == nil {
		return
	}
	for _, n := range r.l.report.sortedNotes() {
		r.cfg.Note(n)
	}
}

// generate makes the files of the run or takes them from the cache.
func (r *run) generate() ([]File, error) {
	memory := newCache(r.cfg.Cache, r.options(), r.l, r.roots, r.own)
	if files, ok := memory.unchanged(); ok && r.l.report.count() == 0 {
		return append(files, r.orphans(files)...), nil
	}
	sources, err := r.model()
	if err != nil {
		return nil, err
	}
	files, err := r.emitAll(sources)
	if err != nil {
		return nil, err
	}
	memory.remember(files)
	return append(files, r.orphans(files)...), nil
}

// options returns the options that decide what a run generates.
func (r *run) options() string {
	return fmt.Sprintln(r.cfg.GOOS, r.l.arch, r.cfg.Tags, r.cfg.Tests)
}

// model builds and names the model of the run's packages. If they have mistakes,
// the error is a [SourceErrors] with all of them.
func (r *run) model() ([]*source, error) {
	sources := buildSources(r.l, r.own)
	r.notOurs(sources)
	if err := r.l.report.err(); err != nil {
		return nil, err
	}
	identify(r.l, sources)
	return sources, r.l.report.err()
}
