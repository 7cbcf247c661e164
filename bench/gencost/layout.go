package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// layout says how interfaces are spread over files and packages.
type layout struct {
	name       string
	packages   int
	files      int // in each package
	interfaces int // in each file
	histories  bool
	moq        bool // whether moq is measured on it
}

// layouts are the measured layouts. Others are compared with the first two.
var layouts = []layout{
	{name: oneFile, packages: 1, files: 1, interfaces: 500, moq: true},
	{name: manyFiles, packages: 1, files: 500, interfaces: 1, moq: true},
	{name: "500 in 50 packages", packages: 50, files: 1, interfaces: 10, moq: true},
	{name: mostFiles, packages: 1, files: 1500, interfaces: 1},
	{name: histories, packages: 1, files: 1, interfaces: 500, histories: true},
}

const (
	oneFile   = "500 in one file"
	manyFiles = "500 in 500 files"
	mostFiles = "1,500 in 1,500 files"
	histories = "500 with histories, one file"
)

// dirs are the directories of the packages below root.
func (l layout) dirs(root string) []string {
	if l.packages == 1 {
		return []string{root}
	}
	var dirs []string
	for p := range l.packages {
		dirs = append(dirs, filepath.Join(root, fmt.Sprintf("p%d", p)))
	}
	return dirs
}

// write writes a module with the layout's sources to root.
func (l layout) write(root string) error {
	if err := writeFile(filepath.Join(root, "go.mod"), "module example.com/many\n\ngo 1.26\n"); err != nil {
		return err
	}
	for _, dir := range l.dirs(root) {
		for f := range l.files {
			if err := writeFile(filepath.Join(dir, fmt.Sprintf("api%d.go", f)), l.source(f)); err != nil {
				return err
			}
		}
	}
	return nil
}

func writeFile(path, text string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	return os.WriteFile(path, []byte(text), 0o644)
}

// source returns the text of one file of a package. moq sees plain interfaces in
// it.
func (l layout) source(file int) string {
	var b strings.Builder
	b.WriteString("package api\n\nimport (\n\t\"context\"\n\t\"time\"\n)\n")
	if file == 0 {
		b.WriteString("\n// Instance is a server.\ntype Instance struct {\n\tID string\n\tAt time.Time\n}\n")
	}
	history := [4]string{}
	if l.histories {
		history = [4]string{
			" also=0.9\n//oslo:release zed=1.3 yoga=1.1", " was=restart renamed=1.4",
			"\n\t\t//oslo:arg since=1.3 below=drop\n\t\t", "\n\t\t//oslo:arg since=1.1 was=after renamed=1.3\n\t\t",
		}
	}
	for i := range l.interfaces {
		n := file*l.interfaces + i
		fmt.Fprintf(&b, service, n, history[0], history[1], history[2], history[3])
	}
	return b.String()
}

const service = `
// Service%[1]d is one of many.
//
//oslo:rpc topic=service%[1]d version=1.5%[2]s
type Service%[1]d interface {
	// Get returns an instance.
	//
	//oslo:call timeout=30s
	Get(ctx context.Context, id string) (Instance, error)

	// Reboot restarts it.
	//
	//oslo:call since=1.2%[3]s
	Reboot(ctx context.Context, instance Instance, %[4]shard bool) error

	// Refresh reads the rules again.
	//
	//oslo:cast
	Refresh(ctx context.Context, ids []string, %[5]ssince time.Time) error

	// Evict drops from caches.
	//
	//oslo:cast fanout
	Evict(ctx context.Context, cache map[string]int) error
}
`
