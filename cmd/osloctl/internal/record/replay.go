package record

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/oslogen/oslogen/cmd/osloctl/internal/exit"
	"github.com/oslogen/oslogen/cmd/osloctl/internal/output"
	"github.com/oslogen/oslogen/cmd/osloctl/internal/session"
	"github.com/oslogen/oslogen/cmd/osloctl/internal/traffic"
	"github.com/oslogen/oslogen/cmd/osloctl/internal/watch"
)

// Replay sends the messages of a file again.
type Replay struct {
	File string `arg:"" name:"FILE" help:"A file of osloctl record, - for the standard input."`
	watch.Pick
	Speed  float64 `default:"1" placeholder:"N" help:"So many times as fast as it was recorded. 0 waits for nothing. Defaults to 1."`
	Yes    bool    `short:"y" help:"Send casts without asking."`
	NoCast bool    `help:"Leave casts and fanouts out."`
	DryRun bool    `help:"Say what would be sent, and send nothing."`
}

// Help is the long help.
func (*Replay) Help() string {
	return `Sends the notifications of a file, and its casts and fanouts after a question: they run methods on servers. Calls and replies are left out, as nobody waits for their results.

They go to the broker that --url or --config-file names, which need not be the one they come from, to the exchanges and topics of the file. Notifications keep their message id and time. Secrets were masked in the file, and are sent masked.

As with every notifier, the queue of a topic and priority is declared if there is none, and stays.

Examples:

  osloctl replay events.jsonl --dry-run
  osloctl replay events.jsonl --url rabbit://user:password@staging:5672/ --speed 10
  osloctl replay rpc.jsonl --method 'refresh_*' --speed 0 --yes`
}

// Run sends the file.
func (r *Replay) Run(ctx context.Context, s *session.Session) error {
	if r.Speed < 0 {
		return exit.Usagef("--speed %v: want 0 or more", r.Speed)
	}
	list, err := r.read(s)
	if err != nil {
		return err
	}
	p := planned(list, r.NoCast)
	s.Note("%s", p)
	if r.DryRun || len(p.send) == 0 {
		return nil
	}
	if err := r.ask(s, p); err != nil {
		return err
	}
	tr, _, err := s.Open(ctx)
	if err != nil {
		return err
	}
	sent, err := r.send(ctx, &sender{tr: tr}, p.send, newBar(s, len(p.send), "sent"))
	s.Note("%d of %s sent.", sent, counted(len(p.send), "message"))
	return errors.Join(err, tr.Close())
}

func (r *Replay) read(s *session.Session) ([]Entry, error) {
	filter, err := r.Filter(s.Note)
	if err != nil {
		return nil, err
	}
	in := s.Stdin
	if r.File != "-" {
		file, err := os.Open(r.File)
		if err != nil {
			return nil, exit.With(err, exit.Usage, "")
		}
		defer file.Close()
		in = file
	}
	all, err := Read(in, r.File)
	if err != nil {
		return nil, exit.With(err, exit.Usage, "")
	}
	var picked []Entry
	for _, e := range all {
		if e.Kind == traffic.Reply || filter.Match(e.Entry, e.View()) {
			picked = append(picked, e)
		}
	}
	return picked, nil
}

// ask asks before casts are sent.
func (r *Replay) ask(s *session.Session, p plan) error {
	if p.casts() == 0 || r.Yes {
		return nil
	}
	if r.File == "-" {
		return exit.Usagef("%s would run methods on servers: --yes sends, --no-cast leaves out", counted(p.casts(), "cast"))
	}
	fmt.Fprintf(s.Stderr, "Casts run methods on servers. Send %s (%s) to %s? [y/N] ", counted(p.casts(), "cast"), strings.Join(p.methods(), ", "), destination(s))
	answer, _ := bufio.NewReader(s.Stdin).ReadString('\n') // no answer is no
	if !output.IsTerminal(s.Stdin) {
		fmt.Fprintln(s.Stderr) // no Enter was pressed there
	}
	if a := strings.ToLower(strings.TrimSpace(answer)); a != "y" && a != "yes" {
		return exit.Usagef("nothing is sent: --no-cast sends the notifications alone, --yes does not ask")
	}
	return nil
}

// destination is the broker without its passwords.
func destination(s *session.Session) string {
	bus, err := s.Bus()
	if err != nil {
		return "the broker"
	}
	return bus.URL.String()
}

// send sends a list at its pace. It returns how many were sent.
func (r *Replay) send(ctx context.Context, to *sender, list []Entry, b bar) (int, error) {
	defer b.Finish()
	began := time.Now()
	for n, e := range list {
		if r.Speed > 0 {
			due := began.Add(time.Duration(float64(e.At.Sub(list[0].At)) / r.Speed))
			select {
			case <-time.After(time.Until(due)):
			case <-ctx.Done():
				return n, ctx.Err()
			}
		}
		if err := to.send(ctx, e.Entry); err != nil {
			return n, fmt.Errorf("%s:%d: %w", r.File, e.Line, err)
		}
		b.Add(1)
	}
	return len(list), nil
}
