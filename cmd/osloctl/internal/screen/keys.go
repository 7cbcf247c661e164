package screen

import (
	"strings"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
)

// keys are the lines of the help.
var keys = []string{
	"↑ ↓ k j       select a row",
	"PgUp PgDn     a page up or down",
	"Tab ← →       the next table, the one before",
	"Enter         open the row",
	"s             sort by the next column",
	"r             turn the order round",
	"/             show only rows with a text",
	"p             pause, and go on",
	"Esc           close, and show all rows",
	"q Ctrl-C      quit",
}

// footer has the newest note, or names the keys that fit.
func (b *Board) footer() string {
	if note := b.Notes.recent(b.now); note != "" {
		return ansi.Truncate(b.styles.Row[Warning].Render(note), b.width, "…")
	}
	hints := []string{"q quit", "↑↓ select", "s sort", "r reverse", "/ filter", "? keys"}
	if b.current().Detail != nil {
		hints = append(hints, "enter open")
	}
	if len(b.Pages) > 1 {
		hints = append(hints, "tab next table")
	}
	hints = append(hints, "p pause")
	if b.open != nil || b.help {
		hints = []string{"esc back", "q quit"}
	}
	line := hints[0]
	for _, hint := range hints[1:] {
		if ansi.StringWidth(line)+3+ansi.StringWidth(hint) > b.width {
			break
		}
		line += "   " + hint
	}
	return b.styles.Faint.Render(line)
}

// key acts on a key.
func (b *Board) key(msg tea.KeyPressMsg) tea.Cmd {
	name := msg.String()
	if name == "ctrl+c" {
		return tea.Quit
	}
	if b.typing {
		b.typed(name, msg.Text)
		return nil
	}
	table := b.current().Table
	switch name {
	case "q":
		return tea.Quit
	case "esc":
		b.back(table)
	case "?":
		b.help = !b.help
	case "/":
		b.typing, b.open, b.help = true, nil, false
	case "s":
		table.SortNext(b.width)
	case "r":
		table.Reverse()
	case "p":
		b.paused = !b.paused
	case "enter":
		if row, ok := table.Selected(); ok && b.current().Detail != nil {
			b.open = &row
		}
	case "tab", "right", "l":
		b.turn(1)
	case "shift+tab", "left", "h":
		b.turn(-1)
	default:
		table.Move(b.step(name))
	}
	return nil
}

// step is how far a key moves the selection.
func (b *Board) step(name string) int {
	switch name {
	case "up", "k":
		return -1
	case "down", "j":
		return 1
	case "pgup":
		return -(b.height - 4)
	case "pgdown", "space":
		return b.height - 4
	case "home", "g":
		return -1 << 30
	case "end", "G":
		return 1 << 30
	}
	return 0
}

func (b *Board) turn(by int) {
	b.open, b.help = nil, false
	b.page = (b.page + by + len(b.Pages)) % len(b.Pages)
}

// back closes the open row or the help, and then the filter.
func (b *Board) back(table *Table) {
	if b.open != nil || b.help {
		b.open, b.help = nil, false
		return
	}
	table.Filter("")
}

// typed edits the filter.
func (b *Board) typed(name, text string) {
	table := b.current().Table
	switch name {
	case "enter":
		b.typing = false
	case "esc":
		b.typing = false
		table.Filter("")
	case "backspace":
		_, size := utf8.DecodeLastRuneInString(table.filter)
		table.Filter(table.filter[:len(table.filter)-size])
	default:
		table.Filter(table.filter + strings.ToValidUTF8(text, ""))
	}
}
