package gen_test

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/oslogen/oslogen/gen"
)

// TestBumpKeepsLineEnds bumps a file with the line ends of Windows.
func TestBumpKeepsLineEnds(t *testing.T) {
	windows := func(text string) string { return strings.ReplaceAll(text, "\n", "\r\n") }
	const before = "package api\n\nimport \"context\"\n\n//oslo:rpc topic=disks\ntype Disks interface {\n\t//oslo:call\n\tGrow(ctx context.Context, id string) error\n}\n"
	dir := t.TempDir()
	writeModule(t, filepath.Join(dir, "before"), map[string]string{"api.go": windows(before)})
	writeModule(t, filepath.Join(dir, "after"), map[string]string{"api.go": windows(strings.Replace(before, "id string)", "id, pool string, force bool)", 1))})
	files, refused, err := gen.Bump(gen.Config{Dir: filepath.Join(dir, "after")}, filepath.Join(dir, "before"))
	if err != nil || len(files) != 1 || len(refused) > 0 {
		t.Fatal(files, refused, err)
	}
	want := windows(strings.NewReplacer("topic=disks", "topic=disks version=1.1",
		"id string)", "id string,\n\t\t//oslo:arg since=1.1\n\t\tpool string,\n\t\t//oslo:arg since=1.1\n\t\tforce bool)").Replace(before))
	if string(files[0].New) != want {
		t.Errorf("got %q, want %q", files[0].New, want)
	}
}

// BenchmarkBreaking500 compares 500 interfaces of four methods.
func BenchmarkBreaking500(b *testing.B) {
	dir, before := b.TempDir(), b.TempDir()
	manyInterfaces(b, dir, 500)
	manyInterfaces(b, before, 500)
	for b.Loop() {
		found, compared, err := gen.Breaking(gen.Config{Dir: dir}, before)
		if err != nil || len(found) > 0 || compared != 1000 {
			b.Fatal(found, compared, err)
		}
	}
}
