package amqp_test

import (
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/amqp"
)

// storm counts what the reply connections of many clients do.
type storm struct {
	mu       sync.Mutex
	ready    []time.Time
	attempts int // that failed
}

func (s *storm) note(c amqp.ConnectionState) {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case c.Name != "reply":
	case c.State == amqp.StateReady:
		s.ready = append(s.ready, time.Now())
	case c.State == amqp.StateConnecting && c.Err != nil:
		s.attempts++
	}
}

// take returns what was counted and begins again.
func (s *storm) take() (ready []time.Time, attempts int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	ready, attempts = s.ready, s.attempts
	s.ready, s.attempts = nil, 0
	return ready, attempts
}

func (s *storm) back() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.ready)
}

// The clients of a lost broker knock no faster than allowed while it is away. When it is
// there again they come back apart, and soon.
func TestChaosReconnectStorm(t *testing.T) {
	b := slowly(t)
	proxy := b.Proxy(t)
	clients, outage := long(500, 40), 3*time.Second
	var s storm
	for range clients {
		tr := open(t, b.URLAt(proxy.Address(), ""), brisk(func(c *amqp.Config) { c.OnState = s.note }))
		err := client(tr, name(t), patience, oslo.WithMandatory()).Call(t.Context(), method("x"), nil, nil)
		if !errors.Is(err, oslo.ErrUndeliverable) {
			t.Fatal(err)
		}
	}
	proxy.Refuse()
	proxy.Cut()
	pause(outage)
	_, attempts := s.take()
	must(t, proxy.Resume())
	resumed := time.Now()
	eventually(t, patience, "all are back", func() bool { return s.back() == clients })
	ready, _ := s.take()
	slices.SortFunc(ready, time.Time.Compare)
	spread, took := ready[clients-1].Sub(ready[0]), ready[clients-1].Sub(resumed)
	rate := float64(attempts) / float64(clients) / outage.Seconds()
	result := fmt.Sprintf("%.1f attempts a second each; %d clients back after %v, spread over %v",
		rate, clients, took.Round(time.Millisecond), spread.Round(time.Millisecond))
	t.Log(result)
	inTime := !chaos() || took <= 5*time.Second // the machine may be busy with other tests
	report("transports that reconnect at once", "at most 3 attempts a second each, all back within 5 s, spread", result,
		rate <= 3 && inTime && spread > 100*time.Millisecond)
	if rate > 3 || !inTime || spread < 100*time.Millisecond {
		t.Error(result)
	}
}
