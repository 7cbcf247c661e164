package tail

import (
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/oslogen/oslogen/cmd/osloctl/internal/exit"
	"github.com/oslogen/oslogen/cmd/osloctl/internal/output"
	"github.com/oslogen/oslogen/cmd/osloctl/internal/traffic"
)

// lines shows a line for each message, or a document.
type lines struct {
	tail      *Tail
	filter    *traffic.Filter
	selection *traffic.Selection
	print     *output.Printer
	note      func(format string, args ...any)
	pairs     *traffic.Pairs
	tracing   bool // a reply was seen
	blind     bool // no reply was seen for a call that waited blindAfter
	shown     int
}

// blindAfter is how long a call waits for a reply until it is clear that replies are
// not copied.
const blindAfter = 2 * time.Second

func (l *lines) entry(e *traffic.Entry) error {
	switch e.Kind {
	case traffic.Notification:
		return l.notification(e)
	case traffic.Reply, traffic.Heartbeat:
		l.tracing, l.blind = true, false
	case traffic.Call:
		if l.blind {
			return l.pair(&traffic.Pair{Request: e})
		}
	}
	if pair := l.pairs.Add(e); pair != nil {
		return l.pair(pair)
	}
	return nil
}

// tick shows calls that wait no longer.
func (l *lines) tick(now time.Time) error {
	late := l.pairs.Overdue(now)
	if !l.tracing && l.pairs.Oldest(now) > blindAfter {
		l.blind = true
		l.note("No reply can be seen: tracing is off in this virtual host. \"osloctl tail --help\" says how to see them.")
		late = append(late, l.pairs.Flush()...)
	}
	for _, pair := range late {
		if err := l.pair(pair); err != nil {
			return err
		}
	}
	return nil
}

// end shows the calls that have no reply yet, unless there was enough.
func (l *lines) end() error {
	for _, pair := range l.pairs.Flush() {
		if l.tail.Count > 0 && l.shown >= l.tail.Count {
			return nil
		}
		if err := l.pair(pair); err != nil && !errors.Is(err, errEnough) {
			return err
		}
	}
	return nil
}

func (l *lines) notification(e *traffic.Entry) error {
	view := l.tail.picked(l.filter, e)
	if view == nil {
		return nil
	}
	return l.show(view, func(w io.Writer) { fmt.Fprintln(w, notificationLine(e, view, l.print.Width)) })
}

func (l *lines) pair(p *traffic.Pair) error {
	view := l.tail.picked(l.filter, p.Request)
	if view == nil {
		return nil
	}
	if p.Reply != nil {
		reply := p.Reply.View()
		view["result"], view["failure"], view["took_ms"] = reply["result"], reply["failure"], float64(p.Took.Microseconds())/1000
	}
	return l.show(view, func(w io.Writer) { fmt.Fprintln(w, pairLine(p, l.print.Width)) })
}

// show prints one message.
func (l *lines) show(view map[string]any, text func(io.Writer)) error {
	var err error
	if l.selection != nil {
		err = l.selected(view)
	} else {
		err = l.print.Print(view, text)
	}
	l.shown++
	if err == nil && l.shown == l.tail.Count {
		return errEnough
	}
	return err
}

func (l *lines) selected(view map[string]any) error {
	values, err := l.selection.Of(view)
	if err != nil {
		return exit.With(fmt.Errorf("--select %s: %w", l.tail.Select, err), exit.Usage, "")
	}
	for _, value := range values {
		err := l.print.Print(value, func(w io.Writer) {
			if text, ok := value.(string); ok {
				fmt.Fprintln(w, output.Clean(text))
				return
			}
			fmt.Fprintln(w, traffic.Compact(value, 0))
		})
		if err != nil {
			return err
		}
	}
	return nil
}
