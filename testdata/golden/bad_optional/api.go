package api

import (
	"context"
	"time"
)

// Text writes itself.
type Text string

// MarshalText implements encoding.TextMarshaler.
func (t Text) MarshalText() ([]byte, error) { return []byte(t), nil }

// UnmarshalText implements encoding.TextUnmarshaler.
func (t *Text) UnmarshalText(b []byte) error { *t = Text(b); return nil }

//oslo:rpc topic=optional
type Optional interface {
	//oslo:call
	Nothing(ctx context.Context,
		//oslo:arg
		a string) error

	//oslo:call
	Words(ctx context.Context,
		//oslo:arg default=never
		a string,
		//oslo:arg default=[1]
		b []int,
		//oslo:arg default=
		c string,
		//oslo:arg optional=true
		d string,
		//oslo:arg defualt=1
		e int) error

	//oslo:call
	Types(ctx context.Context,
		//oslo:arg default="1"
		a int,
		//oslo:arg default=1
		b string,
		//oslo:arg default=1
		c bool,
		//oslo:arg default=300
		d int8,
		//oslo:arg default=-1
		e uint,
		//oslo:arg default=1.5
		f int,
		//oslo:arg default=true
		g *bool,
		//oslo:arg default=null
		h string,
		//oslo:arg default="x"
		i Text,
		//oslo:arg default="2020-01-01"
		j time.Time,
		//oslo:arg default=1
		k any,
		//oslo:arg default=null
		l Mapping,
		//oslo:arg default=true
		m float64) error

	//oslo:call
	Rest(ctx context.Context,
		//oslo:arg rest
		a []string,
		//oslo:arg rest
		b map[int]string,
		//oslo:arg rest optional
		c map[string]any) error

	//oslo:call
	Twice(ctx context.Context,
		//oslo:arg rest
		a map[string]any,
		//oslo:arg rest
		b map[string]any) error

	//oslo:call
	Request(ctx context.Context,
		//oslo:request
		a Mapping,
		//oslo:arg rest
		b map[string]any) error
}

// Mapping is a disk.
type Mapping struct {
	Device string `json:"device"`
}
