// Package output prints the results of commands: as text and tables for people, as
// JSON, YAML or JSON lines for programs.
package output

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"

	"go.yaml.in/yaml/v3"
)

// Flags are the flags that say how to print.
type Flags struct {
	Output string `short:"o" enum:"table,json,yaml,jsonl" default:"table" placeholder:"FORMAT" help:"Print ${enum}. Defaults to table. A command that goes on prints one document for each thing it sees."`
	Color  string `enum:"auto,always,never" default:"auto" placeholder:"WHEN" help:"Use colours: ${enum}. Defaults to auto, which is on a terminal without $$NO_COLOR."`
}

// Printer prints in the format that the flags ask for. It is not safe for
// concurrent use.
type Printer struct {
	// Out gets documents and tables. Its colours are removed where they don't
	// belong.
	Out io.Writer
	// Width is the number of columns of the terminal, 0 if there is none.
	Width  int
	format string
	count  int // of documents printed
}

// New makes a printer that writes to w.
func New(f Flags, w io.Writer, environ []string) *Printer {
	return &Printer{Out: paint(f.Color, w, environ), Width: width(w), format: f.Output}
}

// Text reports whether the output is for people.
func (p *Printer) Text() bool { return p.format == "" || p.format == "table" }

// Print prints data as a document, or calls text if the output is for people.
// A nil text prints nothing then.
func (p *Printer) Print(data any, text func(w io.Writer)) error {
	if p.Text() {
		if text != nil {
			text(p.Out)
		}
		return nil
	}
	doc, err := p.encode(data)
	if err != nil {
		return fmt.Errorf("print as %s: %w", p.format, err)
	}
	p.count++
	_, err = p.Out.Write(doc)
	return err
}

// PrintList prints items as one document, or each on a line of its own as JSON
// lines, or calls text if the output is for people.
func PrintList[T any](p *Printer, items []T, text func(w io.Writer)) error {
	if p.format != "jsonl" {
		if items == nil {
			items = []T{}
		}
		return p.Print(items, text)
	}
	for _, item := range items {
		if err := p.Print(item, nil); err != nil {
			return err
		}
	}
	return nil
}

func (p *Printer) encode(data any) ([]byte, error) {
	switch p.format {
	case "yaml":
		doc, err := toYAML(data)
		if err == nil && p.count > 0 {
			doc = append([]byte("---\n"), doc...)
		}
		return doc, err
	case "json":
		return toJSON(data, "  ")
	}
	return toJSON(data, "")
}

// toJSON encodes data and ends it with a newline.
func toJSON(data any, indent string) ([]byte, error) {
	var doc bytes.Buffer
	enc := json.NewEncoder(&doc)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", indent)
	err := enc.Encode(data)
	return doc.Bytes(), err
}

// toYAML encodes data with the names and the order that its JSON has.
func toYAML(data any) ([]byte, error) {
	text, err := toJSON(data, "")
	if err != nil {
		return nil, err
	}
	var doc yaml.Node
	if err := yaml.Unmarshal(text, &doc); err != nil { // JSON is YAML
		return nil, err
	}
	unfold(&doc)
	return yaml.Marshal(&doc)
}

// unfold gives a node and all below it YAML's own style.
func unfold(n *yaml.Node) {
	n.Style = 0
	for _, child := range n.Content {
		unfold(child)
	}
}
