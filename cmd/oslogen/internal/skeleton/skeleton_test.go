package skeleton

import (
	"path"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

var backup = Service{Name: "volume-backup", Module: "example.org/volume-backup", Version: "v1.2.3"}

func TestNames(t *testing.T) {
	if backup.Type() != "VolumeBackup" || backup.Python() != "volume_backup" {
		t.Errorf("got %s, %s", backup.Type(), backup.Python())
	}
	for _, name := range []string{"", "Volumes", "9lives", "a b", "a--b", "a-", "a.b", "item", "not/one", "a-9"} {
		if err := (Service{Name: name}).Check(); err == nil {
			t.Errorf("%q can be a name", name)
		}
	}
}

// The files of containers and CI can be read by what they are for, and have the names
// that it looks for.
func TestFiles(t *testing.T) {
	files, err := backup.Files()
	if err != nil {
		t.Fatal(err)
	}
	names := map[string]bool{}
	for _, f := range files {
		names[f.Name] = true
		if strings.Contains(string(f.Text), "<no value>") {
			t.Errorf("%s lacks a value", f.Name)
		}
		var v map[string]any
		if ext := path.Ext(f.Name); ext == ".yaml" || ext == ".yml" {
			if err := yaml.Unmarshal(f.Text, &v); err != nil || len(v) == 0 {
				t.Errorf("%s: %v", f.Name, err)
			}
		}
	}
	for _, name := range []string{"go.mod", "Containerfile", "compose.yaml", ".github/workflows/ci.yml", ".gitignore", ".dockerignore"} {
		if !names[name] {
			t.Errorf("there is no %s", name)
		}
	}
}

// A service that requires a release replaces nothing.
func TestRelease(t *testing.T) {
	mod, err := backup.render("files/go.mod.tmpl")
	if err != nil || strings.Contains(string(mod), "replace") || !strings.Contains(string(mod), "oslogen v1.2.3\n") {
		t.Errorf("got %s, %v", mod, err)
	}
}
