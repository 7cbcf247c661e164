// Package rooms checks the layout of the code: which package may import which.
package rooms

import (
	"os/exec"
	"slices"
	"strings"
	"testing"
)

const module = "github.com/oslogen/oslogen/"

// rules says which rooms of ours each room may import. A room stands for the
// packages below it too, unless one of those has a rule.
var rules = map[string][]string{
	"cmd/oslogen": {"gen", "gen/apidoc", "gen/breaking", "gen/pyexport", "internal/ladder"},
	// What an operator's tool needs of a bus is public, so that others can have it too.
	"cmd/osloctl":                {"runtime/transport", "gen", "gen/breaking", "runtime", "runtime/amqp", "runtime/config", "runtime/dispatch", "runtime/notify", "runtime/versioned", "runtime/wirejson"},
	"cmd/osloctl/internal/world": {"internal/brokertest", "internal/pytest", "internal/peers", "runtime"},
	"gen": {
		"internal/ladder", "gen/breaking", "gen/earlier", "gen/internal/naming", "gen/internal/report", "gen/internal/parallel", "gen/internal/output",
		"gen/internal/directive", "gen/internal/load", "gen/internal/model", "gen/internal/build", "gen/internal/identify", "gen/internal/layout",
		"gen/internal/emit", "gen/internal/verify", "gen/internal/cache", "gen/internal/past", "gen/internal/state", "gen/internal/edit",
		"gen/pyexport",
		"gen/apidoc", "gen/internal/document",
	},
	"gen/apidoc": {"internal/ladder", "gen/breaking"},
	"gen/internal/document": {
		"gen/apidoc", "gen/breaking", "gen/internal/model", "gen/internal/naming", "gen/internal/state", "gen/internal/wiretype",
	},
	"gen/breaking":           {"internal/ladder"},
	"gen/pyexport":           {"internal/ladder", "gen/breaking"},
	"gen/earlier":            {},
	"gen/internal/naming":    {},
	"gen/internal/report":    {},
	"gen/internal/parallel":  {},
	"gen/internal/layout":    {},
	"gen/internal/wiretype":  {},
	"gen/internal/output":    {"gen/internal/parallel"},
	"gen/internal/directive": {"gen/internal/naming", "gen/internal/report"},
	"gen/internal/load":      {"gen/internal/directive", "gen/internal/naming", "gen/internal/output", "gen/internal/parallel", "gen/internal/report"},
	"gen/internal/model":     {"internal/ladder", "gen/internal/directive", "gen/internal/naming", "gen/internal/wiretype"},
	"gen/internal/annotated": {"gen/breaking", "gen/internal/directive", "gen/internal/load", "gen/internal/naming", "gen/internal/report"},
	"gen/internal/build": {
		"internal/ladder", "gen/internal/annotated", "gen/internal/directive", "gen/internal/load", "gen/internal/model", "gen/internal/naming",
		"gen/internal/report", "gen/internal/wiretype",
	},
	"gen/internal/identify": {
		"gen/internal/directive", "gen/internal/load", "gen/internal/model", "gen/internal/naming", "gen/internal/parallel", "gen/internal/wiretype",
	},
	"gen/internal/emit": {
		"internal/ladder", "gen/internal/directive", "gen/internal/layout", "gen/internal/model", "gen/internal/naming", "gen/internal/output",
		"gen/internal/wiretype",
	},
	"gen/internal/verify": {"gen/internal/emit", "gen/internal/layout", "gen/internal/load", "gen/internal/model", "gen/internal/output"},
	"gen/internal/cache":  {"gen/internal/load", "gen/internal/output", "gen/internal/parallel", "gen/internal/report"},
	"gen/internal/past":   {"gen/earlier", "gen/internal/build", "gen/internal/load", "gen/internal/model", "gen/internal/output", "gen/internal/report"},
	"gen/internal/state": {
		"internal/ladder", "gen/breaking", "gen/pyexport", "gen/internal/directive", "gen/internal/load", "gen/internal/model", "gen/internal/naming",
		"gen/internal/report", "gen/internal/wiretype",
	},
	"gen/internal/edit":               {"gen/breaking", "gen/internal/directive", "gen/internal/load", "gen/internal/output"},
	"runtime":                         {"internal/ladder", "runtime/transport", "runtime/internal/wire", "runtime/internal/rpcversion", "runtime/internal/claims", "runtime/internal/life"},
	"runtime/amqp":                    {"runtime", "runtime/transport", "runtime/internal/inflight", "runtime/amqp/internal/conn", "runtime/amqp/internal/counter", "runtime/amqp/internal/frame"},
	"runtime/amqp/internal/conn":      {"runtime/amqp/internal/frame"},
	"runtime/amqp/internal/counter":   {},
	"runtime/amqp/internal/frame":     {},
	"runtime/dispatch":                {"runtime", "runtime/internal/rpcversion"},
	"runtime/config":                  {"runtime/transport", "runtime", "runtime/dispatch", "runtime/notify"},
	"runtime/fake":                    {"runtime", "runtime/transport", "runtime/internal/inflight"},
	"runtime/notify":                  {"runtime", "runtime/transport", "runtime/internal/claims", "runtime/internal/wire", "runtime/internal/inflight", "runtime/internal/life"},
	"runtime/notify/routing":          {"runtime", "runtime/notify"},
	"runtime/intercept":               {"runtime/transport", "runtime"},
	"runtime/openstackctx":            {"runtime"},
	"runtime/oslotest":                {"runtime", "runtime/fake", "runtime/notify", "runtime/transport"},
	"runtime/oslotest/versiontest":    {"runtime/internal/rpcversion", "runtime", "runtime/oslotest", "runtime/wirejson"},
	"runtime/oslotest/rabbittest":     {"runtime", "runtime/amqp", "internal/brokertest"},
	"runtime/versioned":               {"runtime/internal/wire"},
	"runtime/wirejson":                {"runtime/internal/wire"},
	"runtime/internal/wire":           {},
	"runtime/internal/rpcversion":     {},
	"runtime/internal/claims":         {},
	"internal/ladder":                 {},
	"runtime/internal/inflight":       {},
	"runtime/internal/life":           {},
	"runtime/internal/testlog":        {},
	"runtime/transport":               {"runtime/internal/wire"},
	"runtime/transport/transporttest": {"runtime", "runtime/dispatch", "runtime/notify", "runtime/transport", "runtime/wirejson"},
	"examples": {
		"runtime", "runtime/transport", "runtime/amqp", "runtime/dispatch", "runtime/config", "runtime/fake", "runtime/notify", "runtime/notify/routing", "runtime/versioned", "examples",
	},
}

// heavy must not be in the build of a service.
var heavy = []string{
	"github.com/dave/jennifer", "golang.org/x/tools", "github.com/alecthomas/kong", "charm.land",
	"go.opentelemetry.io", "github.com/prometheus", "testing",
}

func TestImports(t *testing.T) {
	checked := 0
	lines := list(t, "../..", "{{.ImportPath}} {{join .Imports \" \"}}", module+"...")
	lines = append(lines, list(t, "../../cmd/osloctl", "{{.ImportPath}} {{join .Imports \" \"}}", "./...")...)
	for _, line := range lines {
		fields := strings.Fields(line)
		pkg := strings.TrimPrefix(fields[0], module)
		room, ok := roomOf(pkg)
		if !ok {
			continue // tests and their tools may import anything
		}
		checked++
		for _, imported := range fields[1:] {
			if path, ours := strings.CutPrefix(imported, module); ours && !allowed(room, path) {
				t.Errorf("%s imports %s, which its room may not", pkg, path)
			}
		}
	}
	if checked < 8 {
		t.Errorf("checked %d packages only", checked)
	}
}

func TestServiceBuildIsLean(t *testing.T) {
	for _, dep := range list(t, "../..", "{{join .Deps \"\\n\"}}", module+"runtime/amqp", module+"runtime/dispatch") {
		for _, h := range heavy {
			if dep == h || strings.HasPrefix(dep, h+"/") {
				t.Errorf("a service's build has %s in it", dep)
			}
		}
	}
}

// roomOf returns the rule a package falls under.
func roomOf(pkg string) (string, bool) {
	for ; pkg != ""; pkg = parent(pkg) {
		if _, ok := rules[pkg]; ok {
			return pkg, true
		}
	}
	return "", false
}

func parent(path string) string {
	i := strings.LastIndexByte(path, '/')
	return path[:max(i, 0)]
}

func allowed(room, imported string) bool {
	if target, ok := roomOf(imported); ok {
		imported = target
	}
	return room == imported || slices.Contains(rules[room], imported)
}

// list runs go list in the module of a directory.
func list(t *testing.T, dir, format string, packages ...string) []string {
	t.Helper()
	cmd := exec.Command("go", append([]string{"list", "-f", format}, packages...)...)
	cmd.Dir = dir
	cmd.Stderr = t.Output()
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s: %v", cmd, err)
	}
	return strings.Split(strings.TrimSpace(string(out)), "\n")
}
