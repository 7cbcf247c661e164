package api

import (
	"bytes"
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	oslo "github.com/oslogen/oslogen/runtime"
)

//oslo:rpc topic=lost
type Lost interface {
	//oslo:call
	Hidden(ctx context.Context, k key, b *bytes.Buffer, n *atomic.Int64, s Stamp) error

	//oslo:call
	Embedded(ctx context.Context, e Event, p Pointer, t Two) error

	//oslo:call
	Unexported(ctx context.Context, b Boxed, n Named) error

	//oslo:call
	Same(ctx context.Context, s Same) error

	//oslo:call
	Locked(ctx context.Context, l Locked, list [2]Locked) (Locked, error)

	//oslo:call
	Errors(ctx context.Context, f Failed) error

	//oslo:call
	Tuple(ctx context.Context, p Pair) error

	//oslo:call
	Requested(ctx context.Context,
		//oslo:request
		p Tupled) error

	//oslo:call
	RequestedTime(ctx context.Context,
		//oslo:request
		t *time.Time) error

	//oslo:call
	Rests(ctx context.Context, r Rests) error
}

type key struct{ text string }

// Stamp has not inherited the methods of a time.
type Stamp time.Time

// Event would be sent as its time alone.
type Event struct {
	time.Time
	Name string
}

// Pointer panics where the time is nil.
type Pointer struct{ *time.Time }

// Two has two times, of which neither would be sent.
type Two struct {
	time.Time
	Other
}

// Other is a time too.
type Other struct{ time.Time }

// Boxed embeds what nobody else could make.
type Boxed struct{ *box }

// Named embeds it under a name.
type Named struct {
	box `json:"box"`
}

type box struct{ Size int }

// Same has two fields of one name.
type Same struct {
	A int `json:"x"`
	B int `json:"x"`
}

// Locked can't be copied.
type Locked struct {
	Count int
	mu    sync.Mutex
}

// Failed has an error that nobody could read.
type Failed struct {
	error
	Err  error
	Text fmt.Stringer `json:"-"`
}

// Pair has an element of which the parts are not its own.
type Pair struct {
	oslo.Tuple
	box
}

// Tupled is no request.
type Tupled struct {
	oslo.Tuple
	Host string `json:"host"`
}

// Rests has two fields for one purpose.
type Rests struct {
	A map[string]int `oslo:"rest"`
	B map[string]any `oslo:"rest"`
}
