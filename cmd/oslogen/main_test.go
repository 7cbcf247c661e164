package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"oslogen": main})
}

// TestScript runs testdata/*.txt, which read as the manual of the command.
func TestScript(t *testing.T) {
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir: "testdata",
		Setup: func(env *testscript.Env) error {
			// A module of its own that uses this one, without the network.
			env.Setenv("OSLOGEN", root)
			for _, name := range []string{"GOCACHE", "GOMODCACHE", "GOPATH", "HOME"} {
				if v := os.Getenv(name); v != "" {
					env.Setenv(name, v)
				}
			}
			env.Setenv("OSLOGEN_CACHE", filepath.Join(env.WorkDir, ".tmp", "oslogen"))
			env.Setenv("GOFLAGS", "-mod=mod")
			env.Setenv("GOPROXY", "off")
			env.Setenv("GONOSUMDB", "*")
			return nil
		},
	})
}
