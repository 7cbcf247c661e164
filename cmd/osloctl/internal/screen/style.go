package screen

import "charm.land/lipgloss/v2"

// Styles are the styles of a screen on a dark or a light background.
type Styles struct {
	Title, Tab, Faint, Head lipgloss.Style
	Row                     map[Mark]lipgloss.Style
}

// NewStyles returns the styles for a background. Yellow and the bright colours can't
// be read on a light one.
func NewStyles(dark bool) Styles {
	pick := lipgloss.LightDark(dark)
	plain := lipgloss.NewStyle()
	warning := plain.Foreground(pick(lipgloss.Color("130"), lipgloss.Color("11")))
	alarm := plain.Bold(true).Foreground(pick(lipgloss.Color("160"), lipgloss.Color("9")))
	faint := plain.Foreground(pick(lipgloss.Color("242"), lipgloss.Color("246")))
	return Styles{
		Title: plain.Bold(true), Tab: plain.Bold(true).Underline(true), Faint: faint,
		Head: plain.Bold(true).Foreground(pick(lipgloss.Color("25"), lipgloss.Color("14"))),
		Row:  map[Mark]lipgloss.Style{Plain: plain, Warning: warning, Alarm: alarm, Quiet: faint},
	}
}
