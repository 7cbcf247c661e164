package gen

import (
	"cmp"
	"go/token"
	"path/filepath"
	"slices"
)

// Generate makes the files for the packages that match patterns, which the go
// command interprets. Without patterns it takes the package in Dir. Generate
// writes nothing. If the sources have mistakes, the error is a [SourceErrors]
// with all of them.
func Generate(cfg Config, patterns ...string) ([]File, error) {
	l, roots, err := open(cfg, patterns)
	if err != nil {
		return nil, err
	}
	files, err := l.generate(cfg, roots)
	l.tell(cfg)
	return files, err
}

// tell passes the notes of the run on.
func (l *loader) tell(cfg Config) {
	if cfg.Note == nil {
		return
	}
	for _, n := range l.report.sortedNotes() {
		cfg.Note(n)
	}
}

// open loads the packages of a run.
func open(cfg Config, patterns []string) (*loader, []*pkg, error) {
	if len(patterns) == 0 {
		patterns = []string{"."}
	}
	dir, err := filepath.Abs(cmp.Or(cfg.Dir, "."))
	if err != nil {
		return nil, nil, err
	}
	fset := token.NewFileSet()
	l := newLoader(cfg, fset, &reporter{fset: fset, dir: dir})
	roots, err := l.load(cfg, patterns)
	if err != nil {
		return nil, nil, err
	}
	for _, p := range roots {
		l.unread(p)
	}
	l.unlisted(dir, patterns)
	return l, roots, nil
}

// generate makes the files for the packages of a run or takes them from the
// cache.
func (l *loader) generate(cfg Config, roots []*pkg) ([]File, error) {
	mention := slices.DeleteFunc(slices.Clone(roots), func(p *pkg) bool { return !l.mentionsTool(p) })
	memory := newCache(cfg, l, roots, mention)
	if files, ok := memory.unchanged(); ok && len(l.report.list) == 0 {
		return append(files, l.orphans(roots, files)...), nil
	}
	sources := model(l, mention)
	if err := l.report.err(); err != nil {
		return nil, err
	}
	files, err := l.emitAll(cfg, sources)
	if err != nil {
		return nil, err
	}
	memory.remember(files)
	return append(files, l.orphans(roots, files)...), nil
}

// model builds and names the model of the packages.
func model(l *loader, roots []*pkg) []*source {
	b := newBuilder(l)
	for _, p := range roots {
		b.collect(p)
	}
	sources := b.sources()
	l.notOurs(sources)
	if len(l.report.list) == 0 {
		id := &namer{b: b, scopes: map[string]*scope{}}
		id.identify(sources)
	}
	return sources
}
