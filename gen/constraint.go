package gen

import "strings"

// Names of systems and architectures that the go command knows at the end of a
// file name. Source: internal/syslist.
const (
	systems = " aix android darwin dragonfly freebsd hurd illumos ios js linux nacl netbsd openbsd plan9 solaris wasip1 windows zos "
	archs   = " 386 amd64 amd64p32 arm armbe arm64 arm64be loong64 mips mipsle mips64 mips64le mips64p32 mips64p32le" +
		" ppc ppc64 ppc64le riscv riscv64 s390 s390x sparc sparc64 wasm "
)

// impliedConstraint is the build constraint in a file's name: api_linux_arm64.go
// is linux && arm64. The generated file's name says it no more, for it ends in
// _oslo.go.
func impliedConstraint(base string) string {
	parts := strings.Split(strings.TrimSuffix(base, ".go"), "_")
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
