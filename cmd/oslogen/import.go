package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"

	"github.com/oslogen/oslogen/gen/pyimport"
)

type importCmd struct {
	Sources   []string `arg:"" optional:"" name:"FILE.py[:Class]" help:"Python files with client classes. Without a class, those that send."`
	Manager   []string `sep:"none" placeholder:"FILE.py[:Class]" help:"The classes that receive: their version, errors and arguments are used and compared."`
	Objects   []string `sep:"none" placeholder:"FILE.py[:Class]" help:"Classes of versioned objects and notifications. Without a class, all that are registered."`
	Root      []string `sep:"none" placeholder:"DIR" help:"Where modules are looked up, besides above the files."`
	Older     string   `placeholder:"DIR" help:"Modules of an older release. Its methods that have left are kept with until=, and its release names."`
	Decisions string   `placeholder:"FILE" help:"What a person has found out where the Python decides nothing: lines of CLASS VERB TEXT. The verb is event, priority, sends or settled."`
	Diff      bool     `help:"Compare two releases, OLD and NEW, and list what breaks peers of the old one, as oslogen breaking does. Each is FILE.py[:Class], or a directory of which everything is read."`
	Package   string   `placeholder:"NAME" help:"The name of the Go package. Defaults to that of the first file's directory."`
	Output    string   `short:"o" placeholder:"FILE.go" help:"Write the Go file here and not to the standard output."`
	Docs      string   `enum:"none,summary" default:"none" help:"Which docstrings to keep: none, or the first line of each (summary)."`
	Explain   string   `placeholder:"CODE" help:"Say what a contradiction means and harms, and exit."`
	JSON      bool     `help:"Print everything that was found, with its sources, as JSON. The Go file is then written with -o only."`
}

// Run writes annotated Go for Python classes. It prints contradictions to the
// standard error.
func (c *importCmd) Run(out *run) error {
	if c.Explain != "" {
		return explainRule(out, c.Explain)
	}
	if c.Diff {
		return c.diff(out)
	}
	if len(c.Sources)+len(c.Objects) == 0 {
		return errors.New("import needs a Python file, such as nova/compute/rpcapi.py")
	}
	result, err := pyimport.Import(pyimport.Config{
		Clients: c.Sources, Managers: c.Manager, Objects: c.Objects, Roots: c.Root, Older: c.Older, Decisions: c.Decisions, Package: c.Package, Docs: c.Docs == "summary",
	})
	if err != nil {
		return err
	}
	if err := c.write(out, result); err != nil {
		return err
	}
	for _, s := range result.Skipped {
		fmt.Fprintf(out.stderr, "%s: skipped: %s\n", s.Pos, s.Text)
	}
	for _, f := range result.Findings {
		fmt.Fprintln(out.stderr, f)
	}
	if len(result.Findings) > 0 {
		return errStale // exit with a status and without a message
	}
	return nil
}

// diff lists the changes that break peers of the older of two releases.
func (c *importCmd) diff(out *run) error {
	if len(c.Sources) != 2 {
		return usage("import --diff needs two releases: oslogen import --diff OLD NEW")
	}
	found, err := pyimport.Diff(c.Sources[0], c.Sources[1], c.Manager...)
	if err == nil && len(found) > 0 {
		err = errStale
	}
	return printFindings(out, c.JSON, found, err)
}

// explainRule prints the page of a rule, or the list of rules.
func explainRule(out *run, code string) error {
	text, ok := pyimport.Explain(code)
	if !ok {
		return fmt.Errorf("there is no contradiction %q; these are:\n%s", code, text)
	}
	_, err := fmt.Fprint(out.stdout, text)
	return err
}

func (c *importCmd) write(out *run, result *pyimport.Result) error {
	if c.Output != "" {
		if err := os.WriteFile(c.Output, result.Source, 0o666); err != nil {
			return err
		}
	}
	if c.JSON {
		e := json.NewEncoder(out.stdout)
		e.SetIndent("", "  ")
		return e.Encode(result)
	}
	if c.Output == "" {
		_, err := out.stdout.Write(result.Source)
		return err
	}
	return nil
}
