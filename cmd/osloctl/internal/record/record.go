package record

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"
	"time"

	"github.com/oslogen/oslogen/cmd/osloctl/internal/exit"
	"github.com/oslogen/oslogen/cmd/osloctl/internal/session"
	"github.com/oslogen/oslogen/cmd/osloctl/internal/traffic"
	"github.com/oslogen/oslogen/cmd/osloctl/internal/watch"
)

// Record writes messages to a file.
type Record struct {
	File string `arg:"" name:"FILE" help:"The file to write, - for the standard output. An existing file is not overwritten."`
	watch.Flags
	watch.Limits
	Append bool `help:"Add to the file if it exists."`
}

// Help is the long help.
func (*Record) Help() string {
	return `Each message is a line of JSON: when it came, its kind, exchange, routing key, and the message without its envelope. Passwords, tokens and the like are masked, by their names. "osloctl replay" sends a file again, "osloctl check" compares it with annotated interfaces.

The messages are copies, as those of "osloctl tail". Replies are recorded while the tracing of the virtual host is on: see "osloctl tail --help".

Examples:

  osloctl record events.jsonl --for 10m
  osloctl record rpc.jsonl --rpc compute,conductor -n 1000
  osloctl record - --event 'compute.*' | jq .message.payload`
}

// errEnough ends a record after its last message.
var errEnough = errors.New("enough")

// Run records until it is interrupted.
func (r *Record) Run(ctx context.Context, s *session.Session) (err error) {
	filter, err := r.Filter(s.Note)
	if err != nil {
		return err
	}
	bus, err := s.Bus()
	if err != nil {
		return err
	}
	file, err := r.open(s)
	if err != nil {
		return err
	}
	w := &writer{file: file, buffer: bufio.NewWriter(file), filter: filter, limit: r.Count, bar: newBar(s, -1, "recorded"), calls: map[string]bool{}}
	watcher := &watch.Watcher{
		Bus: bus, Purpose: "record", Sources: r.Sources(bus), Note: w.bar.note(s),
		Entry: w.entry, Tick: w.tick, Every: 200 * time.Millisecond, For: r.For,
		Ready: func() { w.bar.note(s)("Recording. Ctrl-C ends it.") },
	}
	if err = watcher.Run(ctx); errors.Is(err, errEnough) {
		err = nil
	}
	w.bar.Finish()
	if err = errors.Join(err, w.buffer.Flush(), file.Close()); err != nil {
		return err
	}
	s.Note("%s", strings.TrimSpace(fmt.Sprintf("%s in %s. %s", counted(w.count, "message"), r.File, watcher.Summary())))
	return nil
}

func (r *Record) open(s *session.Session) (io.WriteCloser, error) {
	if r.File == "-" {
		return nopCloser{s.Stdout}, nil
	}
	flags := os.O_WRONLY | os.O_CREATE | os.O_EXCL
	if r.Append {
		flags = os.O_WRONLY | os.O_CREATE | os.O_APPEND
	}
	// What services tell each other is nothing for other users.
	file, err := os.OpenFile(r.File, flags, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return nil, &exit.Error{Code: exit.Usage, Err: fmt.Errorf("%s exists", r.File), Advice: "Name another file, or give --append."}
	}
	return file, err
}

type nopCloser struct{ io.Writer }

func (nopCloser) Close() error { return nil }

// writer writes messages to a file.
type writer struct {
	file   io.Writer
	buffer *bufio.Writer
	filter *traffic.Filter
	limit  int // of messages, 0 for none
	count  int
	bar    bar
	calls  map[string]bool // the newest in the file, by message id
	older  map[string]bool // those before them
}

func (w *writer) entry(e *traffic.Entry) error {
	if !w.picks(e) {
		return nil
	}
	text, err := encode(e)
	if err != nil {
		return fmt.Errorf("record a %s: %w", e.Kind, err)
	}
	if _, err := w.buffer.Write(text); err != nil {
		return err
	}
	w.bar.Add(1)
	if w.count++; w.count == w.limit {
		return errEnough
	}
	return nil
}

// maxCalls is how many calls are remembered at least, so that their replies are
// recorded. Twice as many may be.
const maxCalls = 100_000

// picks reports whether a message belongs into the file: those that the filter picks, and
// their replies.
func (w *writer) picks(e *traffic.Entry) bool {
	if e.Kind == traffic.Reply || e.Kind == traffic.Heartbeat {
		return w.calls[e.MessageID()] || w.older[e.MessageID()]
	}
	if !w.filter.Match(e, e.View()) {
		return false
	}
	if e.Kind != traffic.Call {
		return true
	}
	if len(w.calls) >= maxCalls {
		w.calls, w.older = map[string]bool{}, w.calls
	}
	w.calls[e.MessageID()] = true
	return true
}

// tick writes the gathered messages, so that the file can be followed.
func (w *writer) tick(time.Time) error { return w.buffer.Flush() }
