// Package odd has what is hard to write in Python: names, defaults and versions.
package odd

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	oslo "github.com/oslogen/oslogen/runtime"
)

// ErrBusy is an error without fields.
var ErrBusy = errors.New("busy")

// QuotaError has the kwargs of its exception.
type QuotaError struct {
	Limit int    `json:"limit"`
	From  string `json:"from"`
	Text  string `json:"-" oslo:"message"`
}

func (e *QuotaError) Error() string { return e.Text }

// Node is a tree, whose keys Python can't all have as names.
type Node struct {
	Class    string            `json:"class"`
	Children []*Node           `json:"children"`
	Tags     map[string]string `json:"x-tags"`
	At       time.Time         `json:"at"`
	Raw      json.RawMessage   `json:"raw"`
}

// Range is an array on the wire.
type Range struct {
	oslo.Tuple
	First, Last int
}

// Request is the arguments of a method.
type Request struct {
	Instance string         `json:"instance"`
	In       int            `json:"in,omitempty"`
	Size     *Size          `json:"size,omitempty"`
	Rest     map[string]any `oslo:"rest"`
}

// Size is a struct that refers to others.
type Size struct {
	Width  float64 `json:"width"`
	Height *int    `json:"height"`

	Rest map[string]any `oslo:"rest"`
}

// Names has names that Python keeps for itself.
//
//	for x in list:
//	    print("""x\n""")
//
//oslo:rpc topic=odd-names version=1.1 namespace=odd legacy_namespaces=old,,other
//oslo:error odd.exceptions.Busy,odd.exceptions.VeryBusy ErrBusy expected
//oslo:error odd.exceptions.OverQuota *QuotaError keywords
//oslo:error nova.exception.NotFound,builtins.KeyError ErrBusy expected
//oslo:error cinder.exception.NotFound ErrBusy
type Names interface {
	// List hides a name of Python's, "quoted", and ends with a quote: "x"
	//
	//oslo:call name=list
	List(ctx context.Context,
		//oslo:arg name=from
		from string,
		//oslo:arg name=class
		class []string,
		//oslo:arg name=l
		el int,
		//oslo:arg name=In optional
		dashed int,
		//oslo:arg name=__mangled
		mangled int,
		//oslo:arg name=_one
		one int,
		version, kwargs, cctxt, tuple, messaging string) ([]string, error)

	// Lambda is a keyword as a method of clients, with \ and """ in its text.
	//
	//	a line of code that is longer than seventy-nine columns, which stays as it is in the docstring
	//
	//oslo:call name=run_lambda
	//oslo:const want_objects=true
	//oslo:const global="é"
	Lambda(ctx context.Context) (status string, first bool, at Range, err error)

	//oslo:call
	Defaults(ctx context.Context,
		//oslo:arg default=true
		a1 bool,
		//oslo:arg default=-3
		a2 int,
		//oslo:arg default=2.5
		a3 float64,
		//oslo:arg default=-1
		a4 float32,
		//oslo:arg `default="it's \"é\" \\ \n☃"`
		a5 string,
		//oslo:arg optional
		a6 *int,
		//oslo:arg optional
		a7 map[string][]map[string]int,
		//oslo:arg default=null
		a8 []byte,
		//oslo:arg optional
		a9 any,
		//oslo:arg default=1e21
		b1 float64,
		//oslo:arg default=""
		b2 string,
		//oslo:arg default=9007199254740991
		b3 uint64,
		required *Node) error

	//oslo:cast
	Spread(ctx context.Context,
		//oslo:request
		r Request) error

	//oslo:call timeout=90s monitor=20s mandatory retry=2
	Rest(ctx context.Context,
		//oslo:server
		host string,
		id string,
		//oslo:arg rest
		kwargs map[string]any) (map[int]Range, error)

	//oslo:cast name=rest_of fanout topic=odd.{where}
	RestFanout(ctx context.Context,
		//oslo:topic
		where string,
		//oslo:arg rest
		others map[string]any) error

	//oslo:call
	Update(ctx context.Context, port string) (string, error)

	//oslo:cast name=update since=1.1 mandatory retry=0
	UpdateAsync(ctx context.Context, port string) error
}

const prefix = "agent"

// Agent has parameters in its target.
//
//oslo:rpc topic={prefix}.{agentID}.all exchange=ex-{region} namespace=ns-{region}
type Agent interface {
	//oslo:call
	Ping(ctx context.Context) error
}

// Hosts has a topic by method.
//
//oslo:rpc topic=hosts.{host}
type Hosts interface {
	//oslo:cast
	Beat(ctx context.Context,
		//oslo:topic
		host string, id string) error
}

// Climb has everything within one major.
//
//oslo:rpc topic=climb version=3.9 also=2.4,1.7
//oslo:release 2023.1=3.2 zed=1.7
type Climb interface {
	// Grow has had another name, and so has its argument.
	//
	//oslo:call since=1.2 was=enlarge renamed=3.3
	Grow(ctx context.Context, id string,
		//oslo:arg was=size renamed=3.4
		bytes int,
		//oslo:arg since=3.2 until=3.5
		why string,
		//oslo:arg until=3.2
		force bool,
		//oslo:arg until=3.3 optional
		soft bool,
		//oslo:arg since=3.6 was=lim renamed=3.8 below=drop
		limit *int,
		//oslo:arg since=3.3 was=src renamed=3.2 below=convert:sourceText
		source Size,
		//oslo:arg since=3.7 below=convert:sourceText optional
		target Size,
		//oslo:arg since=3.9 default=2
		copies int) error

	//oslo:cast until=2.2 since=1.5
	Left(ctx context.Context,
		//oslo:arg since=2.1
		late string) error

	//oslo:cast until=3.9
	Last(ctx context.Context,
		//oslo:arg until=3.9 since=2.0
		x int) error
}

func sourceText(s Size) (string, error) { return "", nil }
