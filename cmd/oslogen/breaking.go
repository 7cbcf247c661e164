package main

import (
	"encoding/json"
	"errors"
	"fmt"

	"github.com/oslogen/oslogen/gen"
	"github.com/oslogen/oslogen/gen/breaking"
)

type breakingCmd struct {
	Packages []string `arg:"" optional:"" help:"Packages, as the go command names them. All of the module by default, because an interface may move."`
	Against  string   `default:"HEAD" placeholder:"REV|DIR" help:"The earlier state: a git revision, or a directory with another copy of the module. HEAD by default."`
	Explain  string   `placeholder:"CODE" help:"Say what a finding means and how to mend it, and exit."`
	JSON     bool     `name:"json" help:"Print what was found as one JSON object, for editors."`
}

// Run lists the changes that break peers of an earlier state.
func (c *breakingCmd) Run(r *run) error {
	if c.Explain != "" {
		return explainBreaking(r, c.Explain)
	}
	found, err := c.compare(r)
	if err == nil && len(found) > 0 {
		err = errStale
	}
	return printFindings(r, c.JSON, found, err)
}

// printFindings prints the findings of a comparison, and returns its error.
func printFindings(r *run, asJSON bool, found []breaking.Finding, err error) error {
	if asJSON {
		return errors.Join(printBreaking(r, found, err), silent(err))
	}
	r.printNotes()
	for _, f := range found {
		fmt.Fprintln(r.stdout, f)
	}
	return err
}

func (c *breakingCmd) compare(r *run) ([]breaking.Finding, error) {
	if err := misspelt(c.Packages); err != nil {
		return nil, err
	}
	cfg, err := r.config()
	if err != nil {
		return nil, err
	}
	found, compared, err := gen.Breaking(cfg, c.Against, c.Packages...)
	if err == nil && compared == 0 {
		err = errors.New("nothing to compare: " + nothingFound)
	}
	return found, err
}

// explainBreaking prints the page of a code, or the list of codes.
func explainBreaking(r *run, code string) error {
	text, known := breaking.Explain(code)
	if !known {
		return usage("there is no finding %q; these are:\n%s", code, text)
	}
	_, err := fmt.Fprint(r.stdout, text)
	return err
}

// breakingReport is the result of breaking in its JSON form.
type breakingReport struct {
	Status      string        `json:"status"` // ok, breaking, mistakes or failure
	Findings    []findingJSON `json:"findings"`
	Diagnostics []diagnostic  `json:"diagnostics"`
	Error       string        `json:"error,omitempty"` // of a failure
}

// findingJSON is one finding. A place has file, line and column. Lines and columns
// count from 1, columns in bytes.
type findingJSON struct {
	Code    string          `json:"code"`
	File    string          `json:"file"`
	Line    int             `json:"line"`
	Column  int             `json:"column"`
	Breaks  []breaking.Peer `json:"breaks"`
	Message string          `json:"message"`
	Fix     string          `json:"fix"`
	Before  *placeJSON      `json:"before,omitempty"` // in the earlier state
}

type placeJSON struct {
	File   string `json:"file"`
	Line   int    `json:"line"`
	Column int    `json:"column"`
}

func printBreaking(r *run, found []breaking.Finding, err error) error {
	out := breakingReport{Status: "ok", Findings: []findingJSON{}, Diagnostics: []diagnostic{}}
	for _, f := range found {
		one := findingJSON{Code: f.Code, File: f.Pos.File, Line: f.Pos.Line, Column: f.Pos.Column, Breaks: f.Breaks, Message: f.Message, Fix: f.Fix}
		if f.Before.File != "" {
			one.Before = &placeJSON{f.Before.File, f.Before.Line, f.Before.Column}
		}
		out.Findings = append(out.Findings, one)
	}
	mistakes, isMistakes := errors.AsType[gen.SourceErrors](err)
	switch {
	case isMistakes:
		out.Status = "mistakes"
		for _, m := range mistakes {
			out.Diagnostics = append(out.Diagnostics, diagnostic{m.Pos.Filename, m.Pos.Line, m.Pos.Column, "error", m.Msg})
		}
	case errors.Is(err, errStale):
		out.Status = "breaking"
	case err != nil:
		out.Status, out.Error = "failure", err.Error()
	}
	enc := json.NewEncoder(r.stdout)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(out)
}
