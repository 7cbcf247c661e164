package load

import (
	"go/parser"
	"go/token"
	"testing"

	"golang.org/x/tools/go/packages"
)

func TestImpliedConstraint(t *testing.T) {
	for name, want := range map[string]string{
		"api.go": "", "linux.go": "", "api_linux.go": "linux", "api_arm64.go": "arm64", "api_linux_arm64.go": "linux && arm64",
		"api_linux_x.go": "", "linux_amd64.go": "amd64", "api.v1_linux.go": "", "api_linux.v1.go": "linux",
	} {
		if got := impliedConstraint(name); got != want {
			t.Errorf("impliedConstraint(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestBuildConstraint(t *testing.T) {
	const cgo = "import \"C\"\n"
	for _, c := range []struct{ path, build, imports, want string }{
		{"api.go", "", "", ""},
		{"api.go", "linux || windows", "", "linux || windows"},
		{"api_arm64.go", "linux || windows", "", "(linux || windows) && arm64"},
		{"api.go", "", cgo, "cgo"},
		{"api_linux.go", "", cgo, "linux && cgo"},
		{"api.go", "linux || windows", cgo, "(linux || windows) && cgo"},
		{"api.go", "cgo", cgo, "cgo"},
		{"api.go", "linux && cgo && !race", cgo, "linux && cgo && !race"},
		{"api.go", "cgo || linux", cgo, "(cgo || linux) && cgo"},
	} {
		src := "package api\n" + c.imports
		if c.build != "" {
			src = "//go:build " + c.build + "\n\n" + src
		}
		fset := token.NewFileSet()
		tree, err := parser.ParseFile(fset, c.path, src, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		f := &File{Path: c.path, Tree: tree, Imports: map[string]string{}}
		(&Loader{Fset: fset}).nameImports(&Package{Package: &packages.Package{}}, f)
		if got := BuildConstraint(f); got != c.want {
			t.Errorf("%+v: got %q", c, got)
		}
	}
}

// TestMeet checks which build constraints can hold together.
func TestMeet(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"", "windows", true}, {"linux", "windows", false}, {"linux", "arm64", true}, {"linux && amd64", "arm64", false},
		{"!linux", "linux", false}, {"linux || windows", "windows", true}, {"special", "!special", false}, {"a", "b", true},
		{"!windows", "!linux", true}, {"cgo", "linux && !cgo", false},
	} {
		if got := Meet(c.a, c.b); got != c.want {
			t.Errorf("meet(%q, %q) = %t", c.a, c.b, got)
		}
	}
}
