package main

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"github.com/oslogen/oslogen/internal/ladder"
)

// table is something to print: as text, as Markdown, or its data as JSON.
type table struct {
	title string
	head  []string
	rows  [][]string
	data  any
}

// text prints the table with aligned columns.
func (t table) text(out io.Writer) error {
	fmt.Fprintf(out, "%s\n\n", t.title)
	var aligned bytes.Buffer
	w := tabwriter.NewWriter(&aligned, 0, 0, 2, ' ', 0)
	for _, row := range append([][]string{t.head}, t.rows...) {
		fmt.Fprintln(w, strings.Join(row, "\t"))
	}
	_ = w.Flush() // into memory
	for line := range strings.Lines(aligned.String()) {
		if _, err := fmt.Fprintln(out, strings.TrimRight(line, " \n")); err != nil {
			return err
		}
	}
	return nil
}

// markdown prints the table as Markdown does.
func (t table) markdown(out io.Writer) error {
	fmt.Fprintf(out, "%s\n\n| %s |\n|%s\n", t.title, strings.Join(t.head, " | "), strings.Repeat("---|", len(t.head)))
	for _, row := range t.rows {
		if _, err := fmt.Fprintf(out, "| %s |\n", strings.Join(row, " | ")); err != nil {
			return err
		}
	}
	return nil
}

// step is one version of a history, as JSON has it.
type step struct {
	Version  string   `json:"version"`
	Releases []string `json:"releases,omitempty"`
	Came     []item   `json:"came,omitempty"`
	Changed  []item   `json:"changed,omitempty"`
	Left     []item   `json:"left,omitempty"`
}

// item is a method or an argument by its name on the wire.
type item struct {
	Method   string `json:"method"`
	Argument string `json:"argument,omitempty"`
	Was      string `json:"was,omitempty"`
	Retyped  bool   `json:"retyped,omitempty"`
}

// historyTable has a row for each version.
func historyTable(i *ladder.Interface) table {
	t := table{
		title: fmt.Sprintf("%s %s", i.Name, i.Version),
		head:  []string{"version", "release", "came", "changed", "left"},
	}
	if len(i.Also) > 0 {
		t.title += ", also " + versions(i.Also)
	}
	var steps []step
	for _, s := range i.Steps() {
		one := step{s.Version.String(), s.Releases, items(s.Came), items(s.Changed), items(s.Left)}
		steps = append(steps, one)
		t.rows = append(t.rows, []string{one.Version, strings.Join(one.Releases, ", "), words(one.Came), words(one.Changed), words(one.Left)})
	}
	t.data = map[string]any{"interface": i.Name, "version": i.Version.String(), "also": texts(i.Also), "history": steps}
	return t
}

func items(list []ladder.Item) (out []item) {
	for _, one := range list {
		out = append(out, item{one.Method, one.Arg, one.Was, one.Retyped})
	}
	return out
}

// words are items as text.
func words(list []item) string {
	var out []string
	for _, one := range list {
		name := one.Method
		if one.Argument != "" {
			name += "(" + one.Argument + ")"
		}
		switch {
		case one.Retyped && one.Was != "":
			name += " was " + one.Was + " of another type"
		case one.Retyped:
			name += " has another type"
		case one.Was != "":
			name += " was " + one.Was
		}
		out = append(out, name)
	}
	return strings.Join(out, ", ")
}

func texts(list []ladder.Version) []string {
	out := make([]string, 0, len(list))
	for _, v := range list {
		out = append(out, v.String())
	}
	return out
}

func versions(list []ladder.Version) string { return strings.Join(texts(list), ", ") }
