package gen

import (
	"maps"
	"slices"
)

// imports are the packages that one generated file may import, with their names
// in it.
type imports struct {
	local  string // the path of the file's own package
	names  map[string]string
	clause map[string]string // the names in their package clauses, by path
}

// all returns the names of the imports.
func (im *imports) all() nameSet { return newNameSet(slices.Collect(maps.Values(im.names))...) }

// The packages of the runtime that generated code imports.
const (
	runtimePath  = "github.com/oslogen/oslogen/runtime"
	dispatchPath = runtimePath + "/dispatch"
	notifyPath   = runtimePath + "/notify"
	proofPath    = runtimePath + "/oslotest/versiontest"
)
