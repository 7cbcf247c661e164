package rpc

import (
	"fmt"
	"io"
	"time"

	"github.com/oslogen/oslogen/cmd/osloctl/internal/connect"
	"github.com/oslogen/oslogen/cmd/osloctl/internal/exit"
	"github.com/oslogen/oslogen/cmd/osloctl/internal/output"
)

// answer is the result of one ping.
type answer struct {
	Target  string  `json:"target"`
	Seq     int     `json:"seq"`
	Alive   bool    `json:"alive"`
	Seconds float64 `json:"seconds"`
	Error   string  `json:"error,omitempty"`

	took time.Duration
	err  error
}

func newAnswer(target string, seq int, took time.Duration, err error) answer {
	a := answer{Target: target, Seq: seq, Alive: err == nil, Seconds: took.Seconds(), took: took, err: err}
	if err != nil {
		a.Error = connect.Redact(err.Error())
	}
	return a
}

func (a answer) text(w io.Writer) {
	if a.Alive {
		fmt.Fprintf(w, "%s answers: seq=%d time=%.1f ms\n", a.Target, a.Seq, a.Seconds*1000)
		return
	}
	fmt.Fprintf(w, "%s %s: seq=%d %s\n", a.Target, output.Bad.Render("is silent"), a.Seq, output.Clean(a.Error))
}

// summary sums up pings of one target.
type summary struct {
	Target   string   `json:"target"`
	Sent     int      `json:"sent"`
	Answered int      `json:"answered"`
	Loss     float64  `json:"loss_percent"`
	Latency  *latency `json:"latency,omitempty"`

	times []time.Duration
	last  error
}

func (s *summary) add(a answer) {
	s.Sent++
	if a.Alive {
		s.Answered++
		s.times = append(s.times, a.took)
	} else {
		s.last = a.err
	}
	s.Loss = float64(s.Sent-s.Answered) * 100 / float64(s.Sent)
	s.Latency = measure(s.times)
}

func (s *summary) text(w io.Writer) {
	fmt.Fprintf(w, "--- %s ---\n%d sent, %d answered, %.0f%% lost\n", s.Target, s.Sent, s.Answered, s.Loss)
	if s.Latency != nil {
		fmt.Fprintln(w, "time", s.Latency)
	}
}

// verdict ends the program with the code of the last ping that failed. The answers
// have been printed.
func (s *summary) verdict() error {
	if s.last == nil {
		return nil
	}
	return exit.SilentError(exit.Of(s.last))
}
