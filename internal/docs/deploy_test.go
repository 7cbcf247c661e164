package docs

import (
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

var deploy = filepath.Join(root, "contrib", "deploy")

// TestCodeOfTheDeployingPage: the Go code of docs/deploying.md is the example's.
func TestCodeOfTheDeployingPage(t *testing.T) {
	code := read(t, filepath.Join(root, "examples", "shutdown", "main.go")) + read(t, filepath.Join(root, "examples", "shutdown", "probe.go"))
	blocks := goBlock.FindAllStringSubmatch(read(t, filepath.Join(root, "docs", "deploying.md")), -1)
	if len(blocks) == 0 {
		t.Error("the page has no code")
	}
	for _, block := range blocks {
		if !strings.Contains(code, block[1]) {
			t.Errorf("this code is not in examples/shutdown:\n%s", block[1])
		}
	}
}

// TestDeploymentFiles: the YAML and JSON files can be read, and the page names each.
func TestDeploymentFiles(t *testing.T) {
	page := read(t, filepath.Join(root, "docs", "deploying.md"))
	entries, err := os.ReadDir(deploy)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		text := read(t, filepath.Join(deploy, e.Name()))
		if !strings.Contains(page, "(../contrib/deploy/"+e.Name()+")") {
			t.Errorf("docs/deploying.md does not name %s", e.Name())
		}
		switch filepath.Ext(e.Name()) {
		case ".yaml":
			documents(t, e.Name(), text)
		case ".json":
			if !json.Valid([]byte(text)) {
				t.Errorf("%s is no JSON", e.Name())
			}
		}
	}
}

// TestGracePeriodsAreLongerThanTheDrain: systemd and Kubernetes wait for the drain.
func TestGracePeriodsAreLongerThanTheDrain(t *testing.T) {
	const drain = "SetDrainTimeout(25 * time.Second)"
	if !strings.Contains(read(t, filepath.Join(root, "examples", "shutdown", "main.go")), drain) {
		t.Errorf("the example has no %s", drain)
	}
	for file, want := range map[string]string{"backup.service": "TimeoutStopSec=35", "kubernetes.yaml": "terminationGracePeriodSeconds: 35 "} {
		if !strings.Contains(read(t, filepath.Join(deploy, file)), want) {
			t.Errorf("%s has no %s", file, want)
		}
	}
}

// TestUnit: systemd accepts the unit. Its program is replaced, because it is not
// installed here.
func TestUnit(t *testing.T) {
	analyze, err := exec.LookPath("systemd-analyze")
	switch {
	case err == nil:
	case os.Getenv("OSLOGEN_REQUIRE") != "":
		t.Fatal(err)
	default:
		t.Skip("systemd-analyze is not installed")
	}
	const program = "ExecStart=/usr/bin/backup"
	unit := read(t, filepath.Join(deploy, "backup.service"))
	if !strings.Contains(unit, program) {
		t.Fatalf("the unit has no %s", program)
	}
	path := filepath.Join(t.TempDir(), "backup.service")
	if err := os.WriteFile(path, []byte(strings.Replace(unit, program, "ExecStart=/bin/true", 1)), 0o600); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.CommandContext(t.Context(), analyze, "verify", path).CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

var buildStep = regexp.MustCompile(`(?m)^RUN (CGO_ENABLED=0 go build .*) -o (\S+) (\S+)$`)

// TestContainerfileBuilds: the build stage's command makes a static binary, which the
// last stage copies.
func TestContainerfileBuilds(t *testing.T) {
	text := read(t, filepath.Join(deploy, "Containerfile"))
	step := buildStep.FindStringSubmatch(text)
	if step == nil {
		t.Fatal("the file has no build step")
	}
	if !strings.Contains(text, "COPY --from=build "+step[2]+" ") {
		t.Errorf("no stage copies %s", step[2])
	}
	binary := filepath.Join(t.TempDir(), "backup")
	cmd := exec.CommandContext(t.Context(), "sh", "-c", step[1]+" -buildvcs=false -o "+binary+" "+step[3])
	cmd.Dir = root
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%s: %v\n%s", cmd, err, out)
	}
}

func documents(t *testing.T, name, text string) {
	t.Helper()
	decoder := yaml.NewDecoder(strings.NewReader(text))
	for {
		var document any
		err := decoder.Decode(&document)
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			t.Errorf("%s: %v", name, err)
			return
		}
	}
}

func read(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
