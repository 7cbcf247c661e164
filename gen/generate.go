package gen

import (
	"fmt"
	"slices"
	"sync"

	"github.com/oslogen/oslogen/gen/internal/build"
	"github.com/oslogen/oslogen/gen/internal/cache"
	"github.com/oslogen/oslogen/gen/internal/identify"
	"github.com/oslogen/oslogen/gen/internal/load"
	"github.com/oslogen/oslogen/gen/internal/model"
)

// Generate makes the files for the packages that match patterns, which the go
// command interprets. Without patterns it takes the package in Dir. Generate
// writes nothing. If the sources have mistakes, the error is a [SourceErrors]
// with all of them.
func Generate(cfg Config, patterns ...string) ([]File, error) {
	ahead := cache.Before(cfg.Cache, cfg.options(), cfg.Dir, patterns)
	if files, notes, ok := ahead.Unchanged(); ok {
		cfg.tell(notes)
		return files, nil
	}
	r, err := newRun(cfg, patterns)
	if err != nil {
		return nil, err
	}
	files, err := r.generate(ahead)
	r.tell()
	return files, err
}

// run is one run over the packages that match patterns.
type run struct {
	cfg   Config
	l     *load.Loader
	roots []*load.Package // the packages
	own   []*load.Package // those that mention directives
}

// newRun loads the packages of a run.
func newRun(cfg Config, patterns []string) (*run, error) {
	l, roots, err := load.Open(cfg.load(), patterns)
	if err != nil {
		return nil, err
	}
	own := slices.DeleteFunc(slices.Clone(roots), func(p *load.Package) bool { return !l.Mentions(p) })
	return &run{cfg, l, roots, own}, nil
}

// tell passes the notes of a run on.
func (cfg Config) tell(notes []Note) {
	if cfg.Note == nil {
		return
	}
	for _, n := range notes {
		cfg.Note(n)
	}
}

func (r *run) tell() { r.cfg.tell(r.l.Report.SortedNotes()) }

// generate makes the files of the run or takes them from the cache. It records
// them for the next run.
func (r *run) generate(ahead *cache.Ahead) ([]File, error) {
	memory := cache.Open(r.cfg.Cache, r.cfg.options(), r.l, r.roots, r.own)
	if files, ok := memory.Unchanged(); ok && r.l.Report.Count() == 0 {
		files = append(files, r.orphans(files)...)
		ahead.Remember(r.l, files, cache.Sums(files))
		return files, nil
	}
	sources, err := r.model()
	if err != nil {
		return nil, err
	}
	files, err := r.emitAll(sources)
	if err != nil {
		return nil, err
	}
	all := append(slices.Clip(files), r.orphans(files)...)
	if r.cfg.Cache != "" {
		sums := cache.Sums(files)
		var both sync.WaitGroup
		both.Go(func() { memory.Remember(sums) }) // ends when the record is written
		ahead.Remember(r.l, all, sums)
		both.Wait()
	}
	return all, nil
}

// options returns the options that change the output of a run.
func (cfg Config) options() string {
	return fmt.Sprintln(cfg.GOOS, cfg.load().Arch(), cfg.Tags, cfg.Tests)
}

// model builds and names the model of the run's packages. If they have mistakes,
// the error is a [SourceErrors] with all of them.
func (r *run) model() ([]*model.Source, error) {
	sources := build.Sources(r.l, r.own)
	r.notOurs(sources)
	if err := r.l.Report.Err(); err != nil {
		return nil, err
	}
	identify.Sources(r.l, sources)
	return sources, r.l.Report.Err()
}
