package output

import (
	"io"
	"os"
	"strings"

	"github.com/charmbracelet/colorprofile"
	"golang.org/x/term"
)

// paint returns w with the colours that it can show.
func paint(when string, w io.Writer, environ []string) io.Writer {
	out := colorprofile.NewWriter(w, environ)
	switch {
	case when == "always" && out.Profile < colorprofile.ANSI:
		out.Profile = colorprofile.ANSI
	case when == "never" || when == "auto" && !IsTerminal(w):
		out.Profile = colorprofile.NoTTY
	}
	return out
}

// IsTerminal reports whether w is a terminal.
func IsTerminal(w any) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

func width(w io.Writer) int {
	f, ok := w.(*os.File)
	if !ok {
		return 0
	}
	columns, _, err := term.GetSize(int(f.Fd()))
	if err != nil {
		return 0
	}
	return columns
}

// Clean makes text from the bus safe to print on one line of a terminal: control
// characters become spaces.
func Clean(text string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f || 0x80 <= r && r < 0xa0 {
			return ' '
		}
		return r
	}, text)
}

// CleanLines is [Clean] for a text of several lines.
func CleanLines(text string) string {
	lines := strings.Split(text, "\n")
	for i := range lines {
		lines[i] = Clean(lines[i])
	}
	return strings.Join(lines, "\n")
}
