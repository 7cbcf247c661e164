package peer

import "time"

// Kind is a peer's implementation.
type Kind string

// The kinds of peers.
const (
	Generated Kind = "generated" // generated code
	Floor     Kind = "floor"     // hand-written code
	Python    Kind = "python"    // oslo.messaging
)

// Role is a peer's side of a call.
type Role string

// The roles of a peer.
const (
	Client Role = "client"
	Server Role = "server"
)

// The commands.
const (
	doRun     = "run"     // a client's: make calls for some time
	doFlood   = "flood"   // a client's: have many calls wait at once
	doStats   = "stats"   // the work since the start
	doGate    = "gate"    // a server's: let no call end, or let them end
	doProfile = "profile" // begin a CPU profile, or end it
	doAllocs  = "allocs"  // the callers that have allocated since the start
)

type command struct {
	Do   string `json:"do"`
	Load Load   `json:"load"`
	Path string `json:"path,omitempty"`
	Shut bool   `json:"shut,omitempty"`
}

// Load is the work of a client.
type Load struct {
	Topic       string        `json:"topic"`
	Cast        bool          `json:"cast"`
	Unconfirmed bool          `json:"unconfirmed"`
	Args        string        `json:"args"` // of a call: PlainArgs, VersionedArgs, or empty for data alone
	Data        int           `json:"data"` // bytes of data in a call
	Callers     int           `json:"callers"`
	For         time.Duration `json:"for"`   // nanoseconds
	Calls       int           `json:"calls"` // the most that are made, if not 0
}

// Result is the result of a command.
type Result struct {
	Calls   int           `json:"calls"`   // that were made, or served
	Took    time.Duration `json:"took"`    // nanoseconds
	P50     time.Duration `json:"p50"`     // nanoseconds
	P99     time.Duration `json:"p99"`     // nanoseconds
	Mallocs uint64        `json:"mallocs"` // allocations of the process, while running or ever
	Flood   Flood         `json:"flood"`
	Allocs  Allocs        `json:"allocs"`
	Error   string        `json:"error,omitempty"`
}

// Flood is the cost of many calls that wait at once.
type Flood struct {
	Answered         int           `json:"answered"`
	Heap             int           `json:"heap"`  // bytes of a call that waits
	Stack            int           `json:"stack"` // bytes of a call that waits
	GoroutinesBefore int           `json:"goroutines_before"`
	GoroutinesAfter  int           `json:"goroutines_after"`
	Drained          time.Duration `json:"drained"` // nanoseconds until the last answer
}

// Allocs are the allocations of a process outside of this package,
// by the function they are counted to. Most of those below 16 bytes are missing:
// the runtime puts several into one.
type Allocs map[string]uint64
