package record

import (
	"time"

	"github.com/schollz/progressbar/v3"

	"github.com/oslogen/oslogen/cmd/osloctl/internal/output"
	"github.com/oslogen/oslogen/cmd/osloctl/internal/session"
)

// bar shows progress on a terminal, and nothing elsewhere.
type bar struct{ *progressbar.ProgressBar }

// newBar makes the bar of total messages, or of an unknown number if it is -1.
func newBar(s *session.Session, total int, done string) bar {
	if s.Quiet || !output.IsTerminal(s.Stderr) {
		return bar{}
	}
	return bar{progressbar.NewOptions(total,
		progressbar.OptionSetWriter(s.Stderr), progressbar.OptionSetDescription(done),
		progressbar.OptionShowCount(), progressbar.OptionShowIts(), progressbar.OptionSetItsString("messages"),
		progressbar.OptionThrottle(100*time.Millisecond), progressbar.OptionClearOnFinish(), progressbar.OptionSetWidth(20),
		progressbar.OptionSpinnerType(14))}
}

// Add counts messages.
func (b bar) Add(n int) {
	if b.ProgressBar != nil {
		_ = b.ProgressBar.Add(n) // a terminal that is gone ends the command elsewhere
	}
}

// note notes something beside the bar.
func (b bar) note(s *session.Session) func(format string, args ...any) {
	return func(format string, args ...any) {
		if b.ProgressBar != nil {
			_ = b.Clear() // as above
		}
		s.Note(format, args...)
	}
}

// Finish removes the bar.
func (b bar) Finish() {
	if b.ProgressBar != nil {
		_ = b.ProgressBar.Finish()
	}
}
