package api

import (
	"context"
	"encoding/json"
	"net"
	"time"
)

// Types made from others don't inherit their methods, nor the form that the codec
// has for them.
type (
	MAC    net.HardwareAddr
	MACs   []MAC
	Raw    json.RawMessage
	Number json.Number
	Wait   time.Duration
	Stamp  time.Time
	Again  MAC
	Mode   uint8
	Modes  Mode
	Plain  []byte
	Level  uint8
	Levels Level
)

func (m Mode) MarshalText() ([]byte, error)      { return nil, nil }
func (m *Mode) UnmarshalText(text []byte) error  { return nil }
func (s *Stamp) MarshalText() ([]byte, error)    { return nil, nil }
func (s *Stamp) UnmarshalText(text []byte) error { return nil }

//oslo:rpc topic=ports
type Ports interface {
	//oslo:call
	A(ctx context.Context, m MACs, r Raw, n Number) error

	//oslo:call
	B(ctx context.Context, w Wait, a *Again, m map[string]Modes) error

	//oslo:call
	Sound(ctx context.Context, s Stamp, m Mode, p Plain, l Levels) error
}
