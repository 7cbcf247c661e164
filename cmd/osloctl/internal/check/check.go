// Package check compares recorded messages with annotated interfaces.
package check

import (
	"cmp"
	"fmt"
	"io"
	"os"
	"slices"

	"github.com/oslogen/oslogen/cmd/osloctl/internal/api"
	"github.com/oslogen/oslogen/cmd/osloctl/internal/exit"
	"github.com/oslogen/oslogen/cmd/osloctl/internal/output"
	"github.com/oslogen/oslogen/cmd/osloctl/internal/record"
	"github.com/oslogen/oslogen/cmd/osloctl/internal/session"
)

// Check compares recorded messages with annotated interfaces.
type Check struct {
	File     string   `arg:"" name:"FILE" help:"A file of osloctl record, - for the standard input."`
	Packages []string `arg:"" name:"PACKAGE" help:"Go packages with annotated interfaces, such as ./api. They are loaded by the go command, from the current directory."`
}

// Help is the long help.
func (*Check) Help() string {
	return `Finds messages that the interfaces would not take: an unknown namespace, version, method or argument, an argument that is missing, a wrong type of an argument, a result or a payload, and a message that names a version which does not have what it uses. Each finding has the place in the Go source, and the line of the file.

Findings that are alike are one line, with how often they came. Topics and events that no interface has are counted only. No broker is needed.

Exit code 1 means that something was found.

Examples:

  osloctl record rpc.jsonl --rpc compute --for 10m
  osloctl check rpc.jsonl ./api
  osloctl check rpc.jsonl ./... -o json`
}

// Run compares.
func (c *Check) Run(s *session.Session) error {
	list, err := c.read(s)
	if err != nil {
		return err
	}
	interfaces, err := api.Load(s.Stderr, c.Packages)
	if err != nil {
		return err
	}
	r := newReport(interfaces)
	for _, e := range list {
		r.add(e)
	}
	return c.print(s, r)
}

func (c *Check) read(s *session.Session) ([]record.Entry, error) {
	in := s.Stdin
	if c.File != "-" {
		file, err := os.Open(c.File)
		if err != nil {
			return nil, exit.With(err, exit.Usage, "")
		}
		defer file.Close()
		in = file
	}
	list, err := record.Read(in, c.File)
	return list, exit.With(err, exit.Usage, "")
}

// print prints the findings and the summary of the comparison.
func (c *Check) print(s *session.Session, r *report) error {
	findings := r.sorted()
	err := output.PrintList(s.Printer, findings, func(w io.Writer) {
		for _, f := range findings {
			times := ""
			if f.Count > 1 {
				times = fmt.Sprintf(", and %d more", f.Count-1)
			}
			fmt.Fprintf(w, "%s: %s (%s:%d%s)\n", output.Bold.Render(f.Place()), output.Clean(f.Message), c.File, f.Record, times)
		}
	})
	if err != nil {
		return err
	}
	s.Note("%s", r.summary())
	if len(findings) > 0 {
		return exit.SilentError(exit.Found)
	}
	return nil
}

// Found is one way in which messages do not fit.
type Found struct {
	Code    string `json:"code"`
	File    string `json:"file"`
	Line    int    `json:"line"`
	Column  int    `json:"column"`
	Message string `json:"message"`
	Record  int    `json:"record_line"` // the first line of the record
	Count   int    `json:"count"`       // of messages
}

// Place is file:line:column.
func (f *Found) Place() string { return fmt.Sprintf("%s:%d:%d", f.File, f.Line, f.Column) }

func order(a, b *Found) int {
	return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column), cmp.Compare(a.Record, b.Record))
}

// sorted are the findings by their places.
func (r *report) sorted() []*Found {
	list := slices.Clone(r.found)
	slices.SortFunc(list, order)
	return list
}
