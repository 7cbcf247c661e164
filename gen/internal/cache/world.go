package cache

import (
	"cmp"
	"crypto/sha256"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/oslogen/oslogen/gen/internal/load"
)

// programStamp tells this program from others.
func programStamp() (string, bool) {
	program, err := os.Executable()
	if err != nil {
		return "", false
	}
	return stamp(program)
}

// stamp tells a file from others of its name.
func stamp(path string) (string, bool) {
	info, err := os.Stat(path)
	if err != nil {
		return "", false
	}
	return fmt.Sprintln(path, info.Size(), info.ModTime().UnixNano()), true
}

// plain reports whether patterns are directories of the module, with or without
// those below them.
func plain(patterns []string) bool {
	return !slices.ContainsFunc(patterns, func(p string) bool {
		p = strings.TrimSuffix(filepath.ToSlash(p), "/...")
		return p != "." && !strings.HasPrefix(p, "./") || strings.Contains(p, "...") || strings.Contains(p, "..")
	})
}

// localReplace is a replacement in go.mod by a directory, which has a go.mod of its
// own.
var localReplace = regexp.MustCompile("=>\\s*[\"`]?([./]|[A-Za-z]:)")

// world hashes the facts that decide which packages the go command finds, beside their
// sources, and returns the root of the module. It fails where more would count: in
// a workspace, with vendored or replaced modules, or with another driver.
func world(dir string) (hash, root string, ok bool) {
	h := sha256.New()
	for _, v := range slices.Sorted(slices.Values(os.Environ())) {
		if name, _, _ := strings.Cut(v, "="); decides(name) {
			fmt.Fprintf(h, "%q\n", v)
		}
	}
	for at := dir; ; at = filepath.Dir(at) {
		if exists(at, "go.work") || root == "" && exists(at, "vendor", "modules.txt") {
			return "", "", false
		}
		if root == "" && exists(at, "go.mod") {
			root = at
		}
		if at == filepath.Dir(at) {
			break
		}
	}
	mod, err := os.ReadFile(filepath.Join(root, "go.mod"))
	if root == "" || err != nil || localReplace.Match(mod) {
		return "", "", false
	}
	sums, _ := os.ReadFile(filepath.Join(root, "go.sum")) // there is none without requirements
	tools, ok := toolchain()
	fmt.Fprintf(h, "%q %q %q %q\n", root, mod, sums, tools)
	return sum(h), root, ok && !unusual(tools)
}

// decides reports whether a variable of the environment may decide what the go
// command lists.
func decides(name string) bool {
	return strings.HasPrefix(name, "GO") || strings.HasPrefix(name, "CGO_") || slices.Contains([]string{
		"CC", "HOME", "USERPROFILE", "AppData", "XDG_CONFIG_HOME", "PATH", "PKG_CONFIG",
	}, name)
}

// toolchain describes the go command and its settings. It fails if the command is
// not that of a Go release, because then it may be another one tomorrow.
func toolchain() (string, bool) {
	program, err := exec.LookPath("go")
	if err == nil {
		program, err = filepath.EvalSymlinks(program)
	}
	if err != nil {
		return "", false
	}
	release, err := os.ReadFile(filepath.Join(filepath.Dir(filepath.Dir(program)), "VERSION"))
	if err != nil {
		return "", false
	}
	text, ok := stamp(program)
	config, _ := os.UserConfigDir()
	settings, _ := os.ReadFile(cmp.Or(os.Getenv("GOENV"), filepath.Join(config, "go", "env"))) // seldom there
	parts := []string{text, string(release), string(settings)}
	for _, compiler := range []string{os.Getenv("CC"), "gcc", "clang"} { // with none, cgo is off
		found, _ := exec.LookPath(compiler)
		parts = append(parts, found)
	}
	return strings.Join(parts, "\n"), ok
}

// unusual reports whether the go command is told to look elsewhere.
func unusual(settings string) bool {
	if driver, _ := exec.LookPath("gopackagesdriver"); driver != "" || os.Getenv("GO111MODULE") == "off" {
		return true
	}
	for _, name := range []string{"GOPACKAGESDRIVER", "GOWORK"} {
		if v := os.Getenv(name); v != "" && v != "off" {
			return true
		}
	}
	flags := os.Getenv("GOFLAGS") + settings
	return strings.Contains(flags, "-overlay") || strings.Contains(flags, "-modfile") || strings.Contains(flags, "-mod=vendor") ||
		strings.Contains(settings, "GOWORK=") || strings.Contains(settings, "GO111MODULE=")
}

// fixed reports whether a package is of a Go release or of a version of a module.
func fixed(p *load.Package) bool {
	first, _, _ := strings.Cut(p.PkgPath, "/")
	return !strings.Contains(first, ".") || strings.Contains(p.Dir, "@")
}

func within(path, root string) bool {
	return path == root || strings.HasPrefix(path, root+string(filepath.Separator))
}

func exists(elem ...string) bool {
	_, err := os.Stat(filepath.Join(elem...))
	return err == nil
}
