// Package randpkg writes random packages of annotated interfaces, with programs
// that call their generated code over fake://. Every package is valid.
package randpkg

import (
	_ "embed"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
)

// Module is the path of the module that Write fills.
const Module = "example.com/random"

//go:embed check.go.txt
var checkSource string

// Write writes a module of n random packages, p0 to p<n-1>, to dir. The program in
// its root calls every method. The module uses the oslogen at root, a path relative to
// dir. The same seed makes the same packages.
func Write(dir, root string, seed uint64, n int) error {
	sum, err := os.ReadFile(filepath.Join(dir, root, "go.sum"))
	if err != nil {
		return err
	}
	files := map[string]string{
		"go.mod": "module " + Module + "\n\ngo 1.26.0\n\nrequire github.com/oslogen/oslogen v0.0.0\n\nreplace github.com/oslogen/oslogen => " + root + "\n",
		"go.sum": string(sum), "check/check.go": checkSource, "types/types.go": typesSource,
		"dots/dots.go": "// Package dots is dot-imported.\npackage dots\n\n// Dotted is sent.\ntype Dotted struct {\n\tName string `json:\"name\"`\n}\n",
	}
	var imports, runs strings.Builder
	for i := range n {
		p := newPackage(rand.New(rand.NewPCG(seed, uint64(i))), i)
		for name, text := range p.files() {
			files[fmt.Sprintf("p%d/%s", i, name)] = text
		}
		fmt.Fprintf(&imports, "\tp%d \"%s/p%d\"\n", i, Module, i)
		fmt.Fprintf(&runs, "\tcheck.Run(\"p%d\", p%d.ZZRun)\n", i, i)
	}
	files["main.go"] = "package main\n\nimport (\n\t\"" + Module + "/check\"\n" + imports.String() + ")\n\nfunc main() {\n" + runs.String() + "\tcheck.Exit()\n}\n"
	for name, text := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			return err
		}
	}
	return nil
}

// typesSource is a package whose types and interfaces the random ones use.
const typesSource = `// Package types has what random packages use.
package types

import (
	"context"
	"errors"
)

// ErrGone is for those who know it by its import path.
var ErrGone = NewError("gone")

// NewError is errors.New.
func NewError(text string) error { return errors.New(text) }

// Disk is sent.
type Disk struct {
	Size int      ` + "`json:\"size\"`" + `
	Tags []string ` + "`json:\"tags\"`" + `
}

// Box holds something.
type Box[T any] struct {
	Value T ` + "`json:\"value\"`" + `
}

// Label is a string with a type argument that does not travel.
type Label[T any] string

// Base is for others to embed.
type Base interface {
	//oslo:call
	BaseCall(ctx context.Context,
		//oslo:server
		host string,
		//oslo:arg name=base_arg
		arg Disk) (Disk, error)
}
`
