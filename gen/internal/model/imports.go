package model

import (
	"maps"
	"slices"

	"github.com/oslogen/oslogen/gen/internal/naming"
)

// Imports are the packages that one generated file may import, with their names
// in it.
type Imports struct {
	Local  string // the path of the file's own package
	Names  map[string]string
	Clause map[string]string // the names in their package clauses, by path
}

// All returns the names of the imports.
func (im *Imports) All() naming.Set { return naming.NewSet(slices.Collect(maps.Values(im.Names))...) }

// The packages of the runtime that generated code imports.
const (
	RuntimePath  = "github.com/oslogen/oslogen/runtime"
	DispatchPath = RuntimePath + "/dispatch"
	NotifyPath   = RuntimePath + "/notify"
	ProofPath    = RuntimePath + "/oslotest/versiontest"
)
