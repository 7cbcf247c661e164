// Package versiontest runs the tests that oslogen --tests writes. Each calls
// the methods of an interface at each pin, with their arguments absent and set,
// over fake://, and compares the results with the annotations.
//
// A test fails if the package can't make an example of an argument's type. Give
// it one in a test file of the same package:
//
//	func init() { versiontest.Use(api.Address{IP: "192.0.2.1"}) }
package versiontest

import (
	"context"
	"reflect"
	"strings"
	"testing"
	"time"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/oslotest"
)

// Interface is an interface to test.
type Interface struct {
	// Client makes a client.
	Client func(tr oslo.Transport, opts ...oslo.ClientOption) any
	// Register makes a server serve the interface by an implementation that tells the
	// recorder of every call.
	Register func(srv *oslo.Server, r *Recorder)
	// Exchange is the servers' exchange. Empty means the control exchange.
	Exchange string
	// Topics are the servers' topics.
	Topics []string
	// Methods are the methods that both sides have.
	Methods []Method
}

// Method is one method and the expected results of its calls.
type Method struct {
	// Name is the name of the Go method.
	Name string
	// Sends describes the messages.
	Sends *oslo.Method
	// Params are the parameters after the context, by the arguments' names on the wire.
	// "@server" and "@topic" name the server and a part of the topic. "*" is the map of
	// all other arguments. "@request(a,b?)" is a request with its fields. A field with
	// a question mark is left out when it is empty, by its tag.
	Params string
	// Rows are the calls.
	Rows []Row
}

// Row is one call at some pins.
type Row struct {
	// Pins are the versions that the client is pinned to. "none" is no pin.
	Pins string
	// Set are the arguments that have another value than their default, besides those
	// that have always been there.
	Set string
	// Want is the expected result of the call: "6.2 rebuild(instance,
	// target_state)" is the label, the method and the arguments of the message.
	// An argument may be "converted", or "ignored" by the server. "without
	// limits" means that a value is left out. "refused: limits needs 6.3" is
	// the error of the client.
	Want string
}

// Server is the name of the servers, and Part that part of a topic that a method's
// parameter names.
const (
	Server = "host"
	Part   = "part"
)

// timeout ends a call without an answer.
const timeout = 10 * time.Second

// Run runs the calls of the interface and compares.
func Run(t *testing.T, i *Interface) {
	tr := oslotest.Open(t)
	r := &Recorder{calls: make(chan received, 1)}
	for _, topic := range i.Topics {
		target := oslo.Target{Exchange: i.Exchange, Topic: topic, Server: Server}
		srv := oslo.NewServer(tr, target, oslo.WithWorkers(1), oslo.WithServerInterceptor(r.see))
		i.Register(srv, r)
		oslotest.Start(t, srv)
	}
	for _, m := range i.Methods {
		t.Run(m.Name, func(t *testing.T) {
			for _, row := range m.Rows {
				for pin := range strings.FieldsSeq(row.Pins) {
					if pin == "none" {
						pin = ""
					}
					c := &call{Method: &m, row: row, recorder: r, client: reflect.ValueOf(i.Client(tr, oslo.Pin(pin), oslo.WithTimeout(timeout)))}
					if got := c.run(t); got != row.Want {
						t.Errorf("pin %q, set %q:\n got %s\nwant %s", pin, row.Set, got, row.Want)
					}
				}
			}
		})
	}
}

// Recorder is told of the calls that reach a server.
type Recorder struct {
	message *oslo.Incoming // the last one
	calls   chan received
}

// received holds the arguments of a call of the implementation.
type received struct {
	message *oslo.Incoming
	method  string
	args    []any
}

// see is the interceptor of the servers. Each has one worker, and one call is made at
// a time.
func (r *Recorder) see(ctx context.Context, in *oslo.Incoming, next oslo.Func) (any, error) {
	r.message = in
	return next(ctx, in)
}

// Got tells of a call: the Go method, and its parameters after the context.
func (r *Recorder) Got(method string, args ...any) error {
	r.calls <- received{r.message, method, args}
	return nil
}
