package load

import (
	"go/build/constraint"
	"path/filepath"
	"strings"
)

// BuildConstraint returns the condition under which a source is compiled, from
// its //go:build line, its file name and cgo. The generated file has the same
// condition.
func BuildConstraint(f *File) string {
	var terms []string
	for _, group := range f.Tree.Comments {
		for _, c := range group.List {
			if c.Pos() < f.Tree.Package && constraint.IsGoBuild(c.Text) {
				terms = append(terms, strings.TrimSpace(strings.TrimPrefix(c.Text, "//go:build")))
			}
		}
	}
	written := len(terms)
	if implied := impliedConstraint(filepath.Base(f.Path)); implied != "" {
		terms = append(terms, implied)
	}
	if f.Imports["C"] == "C" && (written != 1 || !requires(terms[0], "cgo")) {
		terms = append(terms, "cgo")
	}
	if written == 1 && len(terms) > 1 && strings.Contains(terms[0], "||") {
		terms[0] = "(" + terms[0] + ")"
	}
	return strings.Join(terms, " && ")
}

// requires reports whether a condition needs tag to be set.
func requires(condition, tag string) bool {
	x, err := constraint.Parse("//go:build " + condition)
	if err != nil {
		return false
	}
	for {
		and, ok := x.(*constraint.AndExpr)
		if !ok {
			return x.String() == tag
		}
		if and.Y.String() == tag {
			return true
		}
		x = and.X
	}
}

// Systems and architectures that the go command recognises at the end of a file
// name, from internal/syslist.
const (
	systems = " aix android darwin dragonfly freebsd hurd illumos ios js linux nacl netbsd openbsd plan9 solaris wasip1 windows zos "
	archs   = " 386 amd64 amd64p32 arm armbe arm64 arm64be loong64 mips mipsle mips64 mips64le mips64p32 mips64p32le" +
		" ppc ppc64 ppc64le riscv riscv64 s390 s390x sparc sparc64 wasm "
)

// impliedConstraint returns the build constraint in a file's name: linux &&
// arm64 for api_linux_arm64.go. The part after the first dot does not count.
// The generated file needs it spelled out, because its name ends in _oslo.go.
func impliedConstraint(base string) string {
	base, _, _ = strings.Cut(base, ".")
	parts := strings.Split(base, "_")
	if len(parts) < 2 {
		return ""
	}
	known := func(list, name string) bool { return name != "" && strings.Contains(list, " "+name+" ") }
	last, before := parts[len(parts)-1], ""
	if len(parts) > 2 {
		before = parts[len(parts)-2]
	}
	switch {
	case known(archs, last) && known(systems, before):
		return before + " && " + last
	case known(archs, last), known(systems, last):
		return last
	default:
		return ""
	}
}
