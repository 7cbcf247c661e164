package screen

import (
	"fmt"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"github.com/google/go-cmp/cmp"
)

func table() *Table {
	t := NewTable("Nothing yet.", Column{Title: "NAME", Grow: true, Least: 6}, Column{Title: "COUNT", Right: true},
		Column{Title: "HOST", Optional: 1}, Column{Title: "MORE", Optional: 2})
	t.Set([]Row{row("banana", 2), row("apple", 30), row("a-very-long-name", 1)})
	return t
}

func row(name string, n int) Row {
	return Row{Key: name, Cells: []string{name, fmt.Sprint(n), "host-of-" + name, "x"}, Order: []float64{0, float64(n)}}
}

// plain is a screen without styles and blanks at the ends of lines.
func plain(text string) string {
	var out []string
	for line := range strings.Lines(ansi.Strip(text)) {
		out = append(out, strings.TrimRight(line, " \n"))
	}
	return strings.TrimRight(strings.Join(out, "\n"), "\n")
}

func TestColumnsThatDoNotFitAreLeftOut(t *testing.T) {
	for width, want := range map[int]string{
		60: "NAME              COUNT  HOST                      MORE\nbanana                2  host-of-banana            x",
		44: "NAME         COUNT  HOST\nbanana           2  host-of-banana",
		20: "NAME           COUNT\nbanana             2",
		13: "NAME    COUNT\nbanana      2",
	} {
		if d := cmp.Diff(want, plain(table().Render(width, 2, NewStyles(true)))); d != "" {
			t.Errorf("%d columns: %s", width, d)
		}
	}
}

func TestEveryLineFitsTheScreen(t *testing.T) {
	for width := fewestColumns; width < 120; width++ {
		b := board()
		b.width, b.height = width, 12
		lines := strings.Split(b.render(), "\n")
		for _, line := range lines {
			if ansi.StringWidth(line) > width {
				t.Errorf("%d columns: %q", width, line)
			}
		}
		if len(lines) != 12 {
			t.Errorf("%d columns: %d lines", width, len(lines))
		}
	}
}

func board() *Board {
	b := &Board{
		Title: func(time.Time) (string, string) { return "three rows of fruit", "here" },
		Pages: []*Page{
			{Title: "Fruit", Table: table(), Detail: func(r Row) []string { return []string{"all about " + r.Key} }},
			{Title: "Other", Table: NewTable("Nothing yet.", Column{Title: "WHAT"})},
		},
		Refresh: func(time.Time) {}, Every: time.Second,
	}
	b.Init()
	b.Update(tea.WindowSizeMsg{Width: 60, Height: 10})
	return b
}

// press gives a board keys.
func press(b *Board, keys ...string) {
	named := map[string]rune{"enter": tea.KeyEnter, "esc": tea.KeyEscape, "down": tea.KeyDown, "tab": tea.KeyTab, "backspace": tea.KeyBackspace}
	for _, key := range keys {
		if code, ok := named[key]; ok {
			b.Update(tea.KeyPressMsg{Code: code})
			continue
		}
		b.Update(tea.KeyPressMsg{Code: rune(key[0]), Text: key})
	}
}

// names are the rows on the screen, the selected one first.
func names(b *Board) string {
	var out []string
	for _, r := range b.current().Table.shown {
		out = append(out, r.Key)
	}
	selected, _ := b.current().Table.Selected()
	return selected.Key + ": " + strings.Join(out, " ")
}

func TestKeys(t *testing.T) {
	for keys, want := range map[string]string{
		"":                            "banana: banana apple a-very-long-name",
		"down":                        "apple: banana apple a-very-long-name",
		"j j j j k":                   "apple: banana apple a-very-long-name",
		"s":                           "a-very-long-name: a-very-long-name apple banana",
		"down s":                      "apple: a-very-long-name apple banana",
		"s s":                         "apple: apple banana a-very-long-name",
		"s s r":                       "a-very-long-name: a-very-long-name banana apple",
		"/ a p p":                     "apple: apple",
		"/ a p p q":                   ": ",
		"/ x backspace enter":         "banana: banana apple a-very-long-name",
		"/ a p p esc":                 "banana: banana apple a-very-long-name",
		"/ a p p enter j esc s s r j": "apple: a-very-long-name banana apple",
		"tab":                         ": ",
		"tab tab":                     "banana: banana apple a-very-long-name",
	} {
		b := board()
		press(b, strings.Fields(keys)...)
		if got := names(b); got != want {
			t.Errorf("%s: got %q, want %q", keys, got, want)
		}
	}
}

func TestOpenAndHelp(t *testing.T) {
	b := board()
	press(b, "down", "enter")
	if got := plain(b.render()); !strings.Contains(got, "apple\n\nall about apple") || !strings.Contains(got, "esc back") {
		t.Errorf("opened:\n%s", got)
	}
	press(b, "esc", "?")
	if got := plain(b.render()); !strings.Contains(got, "sort by the next column") {
		t.Errorf("help:\n%s", got)
	}
	press(b, "esc")
	if got := plain(b.render()); !strings.Contains(got, "NAME") || !strings.Contains(got, "q quit   ↑↓ select   s sort   r reverse") {
		t.Errorf("closed:\n%s", got)
	}
	if _, cmd := b.Update(tea.KeyPressMsg{Code: 'q', Text: "q"}); cmd == nil || cmd() != tea.Quit() {
		t.Error("q does not quit")
	}
}

func TestPause(t *testing.T) {
	b, refreshed := board(), 0
	b.Refresh = func(time.Time) { refreshed++ }
	b.Update(tick(time.Now()))
	press(b, "p")
	b.Update(tick(time.Now()))
	if refreshed != 1 || !strings.Contains(plain(b.render()), "paused") {
		t.Errorf("refreshed %d times", refreshed)
	}
	press(b, "p")
	b.Update(tick(time.Now()))
	if refreshed != 2 {
		t.Errorf("refreshed %d times", refreshed)
	}
}

func TestNotesGo(t *testing.T) {
	b := board()
	b.Notes = &Notes{}
	b.Notes.Add("the connection to %s is lost", "host1")
	b.now = time.Now()
	if got := plain(b.render()); !strings.HasSuffix(got, "the connection to host1 is lost") {
		t.Errorf("got\n%s", got)
	}
	b.now = b.now.Add(time.Minute)
	if got := plain(b.render()); strings.Contains(got, "lost") {
		t.Errorf("got\n%s", got)
	}
}

func TestAnEmptyTableSaysWhy(t *testing.T) {
	empty := NewTable("Nothing yet.", Column{Title: "NAME"})
	if got := plain(empty.Render(30, 4, NewStyles(false))); got != "NAME\n\nNothing yet." {
		t.Errorf("got %q", got)
	}
	full := table()
	full.Filter("zebra")
	if got := plain(full.Render(60, 4, NewStyles(false))); !strings.HasSuffix(got, "No row has zebra. Esc shows all.") {
		t.Errorf("got %q", got)
	}
}

// The selected row stays on the screen.
func TestScrolling(t *testing.T) {
	long := NewTable("", Column{Title: "NAME"})
	var rows []Row
	for i := range 50 {
		rows = append(rows, Row{Key: fmt.Sprint(i), Cells: []string{fmt.Sprint("row ", i)}})
	}
	long.Set(rows)
	for _, by := range []int{30, 3, -20, 1 << 30, -1, -1 << 30} {
		long.Move(by)
		selected, _ := long.Selected()
		if got := plain(long.Render(20, 6, NewStyles(true))); !strings.Contains(got+"\n", selected.Cells[0]+"\n") {
			t.Errorf("%s is not on the screen:\n%s", selected.Key, got)
		}
	}
}
