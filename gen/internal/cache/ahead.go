package cache

import (
	"cmp"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/oslogen/oslogen/gen/internal/load"
	"github.com/oslogen/oslogen/gen/internal/output"
	"github.com/oslogen/oslogen/gen/internal/report"
)

// Ahead ends a run before the go command has listed its packages, which takes
// most of a run without changes. Its record has all that decides the list: the
// module, the environment, and the sources of every package of the module that
// the run depends on. It knows only runs in one module without a workspace.
type Ahead struct {
	path     string // of its file, or empty without a record
	dir      string
	patterns []string
	world    string // the environment and the module of the run
	root     string // of the module
	start    time.Time
}

// early is the content of the file of an [Ahead].
type early struct {
	Inputs  string            // hash of the world and all sources
	Dirs    []string          // directories of the packages
	Outputs map[string]string // hash of each generated file, by path
	Notes   []report.Note
}

// Before opens the record of a run over patterns in dir, in the cache at cacheDir.
// options are the options of the run.
func Before(cacheDir, options, dir string, patterns []string) *Ahead {
	a := &Ahead{patterns: patterns, start: time.Now()}
	if len(patterns) == 0 {
		a.patterns = []string{"."}
	}
	var err error
	program, ok := programStamp()
	if a.dir, err = filepath.Abs(cmp.Or(dir, ".")); cacheDir == "" || err != nil || !ok || !plain(a.patterns) {
		return a
	}
	if a.world, a.root, ok = world(a.dir); !ok {
		return a
	}
	a.path = filepath.Join(cacheDir, sumOf(marshal(program, options, a.dir, a.patterns))+".ahead.json")
	return a
}

// Unchanged returns the files and the notes of the last run if nothing has changed
// since.
func (a *Ahead) Unchanged() ([]output.File, []report.Note, bool) {
	text, err := os.ReadFile(a.path)
	var last early
	if err != nil || json.Unmarshal(text, &last) != nil {
		return nil, nil, false
	}
	in := inputs{read: os.ReadFile, outputs: last.Outputs}
	if sum, ok := in.sum(a, last.Dirs); !ok || sum != last.Inputs {
		return nil, nil, false
	}
	files, ok := unchangedOutputs(last.Outputs, os.ReadFile)
	return files, last.Notes, ok
}

// Remember records the files of a run with the packages of l. sums are their
// hashes. Failing to is no error.
func (a *Ahead) Remember(l *load.Loader, files []output.File, sums map[string]string) {
	goes := func(f output.File) bool { return f.New == nil } // the next run finds another state
	if a.path == "" || len(files) == 0 || slices.ContainsFunc(files, goes) {
		return
	}
	now := early{Outputs: sums, Notes: l.Report.SortedNotes()}
	var ok bool
	if now.Dirs, ok = a.dirs(l); !ok {
		return
	}
	in := inputs{read: l.Sources.Read, outputs: now.Outputs, before: a.start.Add(-clockTick)}
	if now.Inputs, ok = in.sum(a, now.Dirs); !ok {
		return
	}
	if text, err := json.Marshal(now); err == nil && os.MkdirAll(filepath.Dir(a.path), 0o755) == nil {
		_ = output.Commit([]output.File{{Path: a.path, New: text}})
	}
}

// clockTick is how coarse the times of files are at most.
const clockTick = 10 * time.Millisecond

// dirs lists the directories of the run's packages in the module. Other packages
// have to be of a Go release or of a version of a module, which does not change.
func (a *Ahead) dirs(l *load.Loader) ([]string, bool) {
	var dirs []string
	for _, p := range l.Packages {
		switch {
		case within(p.Dir, a.root):
			dirs = append(dirs, p.Dir)
		case !fixed(p):
			return nil, false
		}
	}
	return sortedOnce(dirs), true
}

func marshal(parts ...any) []byte {
	text, _ := json.Marshal(parts) // strings and lists of them
	return text
}
