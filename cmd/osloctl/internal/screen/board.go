package screen

import (
	"context"
	"errors"
	"io"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
)

// Page is one table of a board.
type Page struct {
	Title string
	Table *Table
	// Detail returns the lines of an opened row. Nil opens none.
	Detail func(Row) []string
}

// Board is a screen with a title line and pages. It is a tea.Model.
type Board struct {
	// Title is the first line, on the left and on the right.
	Title func(now time.Time) (left, right string)
	Pages []*Page
	// Refresh sets the rows of all pages.
	Refresh func(now time.Time)
	Every   time.Duration
	// Notes has the notes to show in place of the names of the keys. It may be nil.
	Notes *Notes

	page          int
	width, height int
	now           time.Time
	styles        Styles
	paused        bool
	typing        bool // a filter
	open          *Row
	help          bool
}

type tick time.Time

// Run shows a board until the user quits or ctx ends.
func Run(ctx context.Context, b *Board, in io.Reader, out io.Writer) error {
	_, err := tea.NewProgram(b, tea.WithContext(ctx), tea.WithInput(in), tea.WithOutput(out), tea.WithoutSignalHandler()).Run()
	if errors.Is(err, tea.ErrProgramKilled) && ctx.Err() != nil {
		return nil //nolint:nilerr // the program was asked to end
	}
	return err
}

// Init implements tea.Model.
func (b *Board) Init() tea.Cmd {
	b.styles, b.now = NewStyles(true), time.Now()
	b.Refresh(b.now)
	return tea.Batch(tea.RequestBackgroundColor, b.again())
}

func (b *Board) again() tea.Cmd {
	return tea.Tick(b.Every, func(t time.Time) tea.Msg { return tick(t) })
}

// Update implements tea.Model.
func (b *Board) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		b.width, b.height = msg.Width, msg.Height
	case tea.BackgroundColorMsg:
		b.styles = NewStyles(msg.IsDark())
	case tick:
		if !b.paused {
			b.now = time.Time(msg)
			b.Refresh(b.now)
		}
		return b, b.again()
	case tea.KeyPressMsg:
		return b, b.key(msg)
	}
	return b, nil
}

func (b *Board) current() *Page { return b.Pages[b.page] }

// View implements tea.Model.
func (b *Board) View() tea.View {
	v := tea.NewView(b.render())
	v.AltScreen = true
	v.WindowTitle = "osloctl"
	return v
}

// fewest is the least size of a screen.
const fewestColumns, fewestLines = 40, 6

func (b *Board) render() string {
	if b.width < fewestColumns || b.height < fewestLines {
		return "The terminal is too small."
	}
	left, right := b.Title(b.now)
	body := b.current().Table.Render(b.width, b.height-3, b.styles)
	switch {
	case b.help:
		body = b.text(keys)
	case b.open != nil:
		body = b.text(append([]string{b.styles.Title.Render(b.open.Cells[0]), ""}, b.current().Detail(*b.open)...))
	}
	return strings.Join([]string{b.spread(b.styles.Title.Render(left), b.styles.Faint.Render(right)), b.tabs(), body, b.footer()}, "\n")
}

// spread puts two texts at both ends of a line.
func (b *Board) spread(left, right string) string {
	room := b.width - ansi.StringWidth(left) - ansi.StringWidth(right)
	if room < 1 {
		return ansi.Truncate(left, b.width, "…")
	}
	return left + strings.Repeat(" ", room) + right
}

func (b *Board) tabs() string {
	var out []string
	for i, p := range b.Pages {
		style := b.styles.Faint
		if i == b.page {
			style = b.styles.Tab
		}
		out = append(out, style.Render(p.Title))
	}
	left := strings.Join(out, "   ")
	if len(b.Pages) == 1 {
		left = ""
	}
	switch t := b.current().Table; {
	case b.typing:
		return b.spread(left, "filter: "+t.filter+"▏")
	case t.filter != "":
		return b.spread(left, b.styles.Faint.Render("filter: "+t.filter))
	case b.paused:
		return b.spread(left, "paused")
	}
	return b.spread(left, "")
}

// text fills the place of the table with lines.
func (b *Board) text(lines []string) string {
	height := b.height - 3
	out := make([]string, height)
	for i := range min(height, len(lines)) {
		out[i] = ansi.Truncate(lines[i], b.width, "…")
	}
	return strings.Join(out, "\n")
}
