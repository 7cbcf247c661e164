package gen_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/oslogen/oslogen/gen"
)

// TestEachWordMatters takes each word out of each directive in the examples of
// docs/directives.md, and each directive. For every word there is an example that
// then is a mistake, does not compile, or prints something else.
func TestEachWordMatters(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles each example many times")
	}
	const dir = "testdata/words" // always the same, so that the go command finds what it has compiled
	_ = os.RemoveAll(dir)
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	list := shorten(directivesPage(t))
	for n, s := range list {
		s.write(t, dir, fmt.Sprintf("p%d", n))
	}
	program := compileAll(t, dir, list)
	var running errgroup.Group
	running.SetLimit(10)
	for _, s := range list {
		if !s.matters {
			running.Go(func() error { // ends with the program
				s.matters = s.prints(program) != s.want
				return nil
			})
		}
	}
	_ = running.Wait() // no error
	matters := map[string]bool{}
	for _, s := range list {
		matters[s.word] = matters[s.word] || s.matters
	}
	for word, ok := range matters {
		if !ok {
			t.Errorf("without %s the examples are the same", word)
		}
	}
	if len(matters) < 50 {
		t.Errorf("only %d words were found", len(matters))
	}
}

// shortened is an example without one word.
type shortened struct {
	word      string // the directive and its word
	api, uses string
	want      string // what the whole example prints
	name      string // of its package
	matters   bool
}

var (
	directiveLine = regexp.MustCompile(`(?m)^\s*//oslo:(\w+)(.*)\n`)
	directiveWord = regexp.MustCompile(` ([\w.]+)(=("[^"]*"|[^ \n]*(, \S+)?))?`)
	exampleOutput = regexp.MustCompile(`(?s)// Output:(.*)`)
)

// shorten makes the examples of a page without each of their words.
func shorten(page string) []*shortened {
	var list []*shortened
	for _, e := range example.FindAllStringSubmatch(page, -1) {
		api, want := e[1], printed(strings.ReplaceAll(exampleOutput.FindString(e[2]), "// Output:", ""))
		without := func(word string, from, to int) {
			list = append(list, &shortened{word: word, api: api[:from] + api[to:], uses: exampleOutput.ReplaceAllString(e[2], ""), want: want})
		}
		for _, line := range directiveLine.FindAllStringSubmatchIndex(api, -1) {
			directive := "oslo:" + api[line[2]:line[3]]
			without(directive, line[0], line[1])
			for _, w := range directiveWord.FindAllStringSubmatchIndex(api[line[4]:line[5]], -1) {
				without(directive+" "+api[line[4]+w[2]:line[4]+w[3]], line[4]+w[0], line[4]+w[1])
			}
		}
	}
	return list
}

// printed is a text without comment signs and space at the ends of lines.
func printed(text string) string {
	var lines []string
	for line := range strings.Lines(text) {
		lines = append(lines, strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(line), "//")))
	}
	return strings.TrimSpace(strings.Join(lines, "\n"))
}

// write writes the package of an example, unless it is a mistake now.
func (s *shortened) write(t *testing.T, dir, name string) {
	t.Helper()
	helpers, err := os.ReadFile("testdata/directives_helpers.go.txt")
	if err != nil {
		t.Fatal(err)
	}
	s.name, dir = name, filepath.Join(dir, name)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	writeFile(t, filepath.Join(dir, "api.go"), withImports(name, s.api))
	writeFile(t, filepath.Join(dir, "helpers.go"), bytes.Replace(helpers, []byte("package api"), []byte("package "+name), 1))
	files, err := gen.Generate(gen.Config{Dir: dir})
	if err != nil {
		s.matters = true
		_ = os.RemoveAll(dir)
		return
	}
	if err := gen.Commit(files); err != nil {
		t.Fatal(err)
	}
	writeFile(t, filepath.Join(dir, "uses.go"), withImports(name, "func Run() {\n"+s.uses+"}\n"))
}

// withImports is a file of a package with the imports that its text needs.
func withImports(pkg, text string) []byte {
	b := []byte("package " + pkg + "\n\n")
	for name, path := range map[string]string{
		"context": "context", "errors": "errors", "fmt": "fmt", "time": "time",
		"oslo": "github.com/oslogen/oslogen/runtime", "notify": "github.com/oslogen/oslogen/runtime/notify",
	} {
		if regexp.MustCompile(`\b` + name + `\.[A-Z]`).MatchString(text) {
			b = fmt.Appendf(b, "import %s %q\n", name, path)
		}
	}
	return append(b, text...)
}

// compileAll compiles the examples to one program, without those that don't compile.
func compileAll(t *testing.T, dir string, list []*shortened) (program string) {
	t.Helper()
	const path = "github.com/oslogen/oslogen/gen/testdata/words/"
	out, _ := exec.Command("go", append([]string{"build", quickly[0]}, "./"+dir+"/...")...).CombinedOutput() // errors are expected
	imports, cases := "", ""
	for _, s := range list {
		s.matters = s.matters || strings.Contains(string(out), "# "+path+s.name+"\n")
		if !s.matters {
			imports += fmt.Sprintf("import %q\n", path+s.name)
			cases += fmt.Sprintf("case %q:\n%s.Run()\n", s.name, s.name)
		}
	}
	if err := os.MkdirAll(filepath.Join(dir, "all"), 0o755); err != nil {
		t.Fatal(err)
	}
	writeFile(t, filepath.Join(dir, "all", "main.go"), []byte("package main\n\nimport \"os\"\n"+imports+"\nfunc main() {\nswitch os.Args[1] {\n"+cases+"}\n}\n"))
	program = filepath.Join(dir, "program")
	if out, err := exec.Command("go", append(append([]string{"build", "-o", program}, quickly...), "./"+dir+"/all")...).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return program
}

// prints runs an example, which may wait for something without end now.
func (s *shortened) prints(program string) string {
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	out, err := exec.CommandContext(ctx, program, s.name).Output()
	if err != nil {
		return err.Error()
	}
	return printed(string(out))
}
