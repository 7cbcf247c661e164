package manual

import (
	"fmt"
	"io"
	"strings"
)

// escape makes text safe for roff.
func escape(text string) string {
	text = strings.NewReplacer(`\`, `\e`, "-", `\-`, "'", `\(aq`).Replace(text)
	if strings.HasPrefix(text, ".") {
		text = `\&` + text
	}
	return text
}

// entry writes a term and its meaning.
func entry(w io.Writer, term, meaning string) {
	fmt.Fprintf(w, ".TP\n.B %s\n%s\n", escape(term), escape(meaning))
}

// prose writes paragraphs. Lines that begin with two spaces are printed as they are.
func prose(w io.Writer, text string) {
	fixed := false
	for line := range strings.Lines(text) {
		line = strings.TrimSuffix(line, "\n")
		if indented := strings.HasPrefix(line, "  "); indented != fixed && line != "" {
			fixed = indented
			fmt.Fprintln(w, map[bool]string{true: ".PP\n.nf\n.RS 2", false: ".RE\n.fi\n.PP"}[fixed])
		}
		switch {
		case line != "":
			fmt.Fprintln(w, escape(strings.TrimPrefix(line, "  ")))
		case !fixed:
			fmt.Fprintln(w, ".PP")
		}
	}
	if fixed {
		fmt.Fprintln(w, ".RE\n.fi")
	}
}
