package gen

import "github.com/oslogen/oslogen/gen/internal/load"

// Config says where and how to look up packages. The zero value stands for the
// current directory, the go command's system and architecture, and no build
// tags.
type Config struct {
	Dir  string // the directory that patterns are relative to
	Tags string // comma-separated build tags
	// GOOS and GOARCH select another system. Empty means the go command's own.
	GOOS, GOARCH string
	// Tests says to write a test beside each generated file. A test that is there is
	// always kept up to date.
	Tests bool
	// Cache is a directory for hashes of the last run, which make a run without
	// changes faster. Empty means no cache.
	Cache string
	// Note is called for each note of the run if it is set.
	Note func(Note)
}

// load returns the part that selects packages.
func (cfg Config) load() load.Config {
	return load.Config{Dir: cfg.Dir, Tags: cfg.Tags, GOOS: cfg.GOOS, GOARCH: cfg.GOARCH}
}
