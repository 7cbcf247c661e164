package api

import (
	"context"
	"net"
	"time"
)

//oslo:rpc topic=halves
type Halves interface {
	//oslo:call
	Written(ctx context.Context, m Mode) error

	//oslo:call
	WrittenAsJSON(ctx context.Context, p Point) (*Point, error)

	//oslo:call
	Read(ctx context.Context, levels []Level) error

	//oslo:call
	Keys(ctx context.Context, written map[Mode]int, pointers map[*string]int, waits map[time.Duration]string, json map[Coord]int) error

	//oslo:call
	Appended(ctx context.Context, set map[Appender]struct{}) error

	//oslo:call
	Mask(ctx context.Context, mask net.IPMask) error
}

// Mode is written as its name, and read as a number.
type Mode int

func (m Mode) MarshalText() ([]byte, error) { return []byte("cold"), nil }

// Point is written as a list.
type Point struct{ X, Y int }

func (p *Point) MarshalJSON() ([]byte, error) { return []byte("[1, 2]"), nil }

// Level is written as a number, and read as its name.
type Level uint8

func (l *Level) UnmarshalText(text []byte) error { return nil }

// Coord has JSON of its own, which a key can't be.
type Coord struct{ X int }

func (c Coord) MarshalJSON() ([]byte, error)     { return []byte(`"1"`), nil }
func (c *Coord) UnmarshalJSON(data []byte) error { return nil }

// Appender has the newest of these methods alone.
type Appender string

func (a Appender) AppendText(b []byte) ([]byte, error) { return append(b, a...), nil }
