package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/oslogen/oslogen/cmd/osloctl/internal/world"
)

func TestMain(m *testing.M) { world.Main(m, map[string]func(){"osloctl": main}) }

// TestScript runs testdata/*.txt, which read as the manual of the command. Each has
// a virtual host of its own on a private broker, named by $OSLO_TRANSPORT_URL.
func TestScript(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no scripts", err)
	}
	testscript.Run(t, testscript.Params{
		Files: files, Setup: world.Setup(t), Cmds: world.Commands, RequireUniqueNames: true,
		UpdateScripts: os.Getenv("UPDATE") != "",
	})
}
