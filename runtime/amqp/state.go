package amqp

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/amqp/internal/conn"
)

// State is the state of a kept connection. See the package comment.
type State string

// The states of a connection.
const (
	StateIdle       State = "idle"       // not needed
	StateConnecting State = "connecting" // dialing, one host after the other
	StateReady      State = "ready"      // up, and declared and consuming if it consumes
	StateBlocked    State = "blocked"    // up, but the broker takes no messages: it has an alarm
	StateLost       State = "lost"       // gone, connecting follows
	StateClosed     State = "closed"     // for good
)

// ConnectionState is one transition of one connection.
type ConnectionState struct {
	Name  string // its purpose, such as "reply" or "listen compute"
	State State
	Host  string // empty while there is none
	Err   error  // why it was lost, or why the last attempt failed
	Since time.Time
}

// stateOf returns the state of a connection that needs no further set-up.
func stateOf(c *conn.Conn) State {
	switch {
	case !c.Alive():
		return StateLost
	case c.IsBlocked():
		return StateBlocked
	}
	return StateReady
}

// report logs the transition and tells Config.OnState.
func (s ConnectionState) report(log *slog.Logger, note func(ConnectionState)) {
	if note != nil {
		note(s)
	}
	if s.State == StateConnecting && s.Err != nil {
		return // the attempt was logged
	}
	level := slog.LevelInfo
	attrs := []slog.Attr{slog.String("connection", s.Name), slog.String("state", string(s.State)), slog.String("host", s.Host)}
	if s.Err != nil {
		level, attrs = slog.LevelWarn, append(attrs, slog.String("error", s.Err.Error()))
	}
	log.LogAttrs(context.Background(), level, "connection state", attrs...)
}

// UnavailableError says that no broker could be reached. It matches oslo.ErrUnavailable.
type UnavailableError struct {
	Attempts int
	Err      error // of the last attempt
}

func (e *UnavailableError) Error() string {
	return fmt.Sprintf("connect to the broker: %v (attempts: %d)", e.Err, e.Attempts)
}

// Unwrap lists the condition and the cause.
func (e *UnavailableError) Unwrap() []error { return []error{oslo.ErrUnavailable, e.Err} }
