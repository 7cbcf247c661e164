package pyimport

import (
	"slices"
	"strings"

	"github.com/oslogen/oslogen/gen/pyimport/pyast"
	"github.com/oslogen/oslogen/gen/pyimport/trace"
)

// importer is one run.
type importer struct {
	cfg    Config
	tree   *pyast.Tree
	tracer *trace.Tracer
	look   *lookup
	server *server
	hints  *hints
	reader *objectReader
	result *Result

	decisions decisions
}

func newImporter(cfg Config, python *pyast.Python) *importer {
	tree := pyast.NewTree(python, cfg.Roots...)
	for _, source := range slices.Concat(cfg.Clients, cfg.Managers, cfg.Objects) {
		file, _ := splitSource(source)
		tree.AddRoot(pyast.RootOf(file))
	}
	tracer := trace.New(tree)
	hints, look := newHints(tracer), &lookup{tree, tracer, map[string][]source{}}
	reader := &objectReader{tree: tree, tracer: tracer, look: look}
	if len(cfg.Objects) > 0 {
		hints.objects = reader
	}
	return &importer{
		cfg: cfg, tree: tree, tracer: tracer, hints: hints, look: look, reader: reader,
		result: &Result{Package: cfg.Package, Findings: []Finding{}, docs: cfg.Docs},
	}
}

// splitSource splits FILE.py:Class.
func splitSource(source string) (file, class string) {
	if i := strings.LastIndex(source, ".py:"); i >= 0 {
		return source[:i+3], source[i+4:]
	}
	return source, ""
}
