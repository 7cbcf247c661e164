// Package upgrade proves that the interface of examples/versions/disks and Python's
// oslo.messaging do what the annotations promise, at each version: generated clients
// at each pin call a Python server of each version, and Python clients of each
// version call the generated server. servers.py and clients.py are the twin of the
// interface, as OpenStack writes it.
package upgrade

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/google/go-cmp/cmp"

	"github.com/oslogen/oslogen/examples/versions/disks"
	"github.com/oslogen/oslogen/internal/brokertest"
	"github.com/oslogen/oslogen/internal/ladder"
	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/amqp"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(brokertest.Wrap(m)) }

// record is what a Python server did with a request: its label, method, "served" or
// the exception's class, and the arguments.
type record [4]any

// TestClientsAndPythonServers calls every method at every pin, in every way, at a
// Python server of every version. What becomes of the call is what Predict says.
func TestClientsAndPythonServers(t *testing.T) {
	i := history(t)
	url := brokertest.For(t).URL("")
	py := startPython(t, url)
	tr := open(t, url)
	cells := 0
	for _, server := range versions {
		topic := "disks_" + server
		py.do(object{"cmd": "serve", "version": server, "topic": topic}, new(any))
		for _, pin := range append([]string{""}, versions...) {
			target := oslo.WithTarget(func(target *oslo.Target) { target.Topic = topic })
			c := &caller{t, py, i, disks.NewDisksClient(tr, target, oslo.Pin(pin)), pin, server}
			for n := range i.Methods {
				cells += c.method(n)
			}
		}
	}
	t.Logf("%d calls", cells)
}

func open(t *testing.T, url string) oslo.Transport {
	t.Helper()
	tr, err := oslo.Open(t.Context(), url, amqp.Driver(), oslo.WithResponseTimeout(2*time.Minute))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := tr.Close(); err != nil {
			t.Error(err)
		}
	})
	return tr
}

// caller calls one server at one pin.
type caller struct {
	t           *testing.T
	py          *python
	i           *ladder.Interface
	client      any
	pin, server string
}

// method calls a method in every way, and compares what the server did.
func (c *caller) method(n int) (calls int) {
	m := &c.i.Methods[n]
	args := table[m.GoName]
	var want []record
	var titles []string
	for _, set := range sets(args) {
		calls++
		title := fmt.Sprintf("%s of %b pinned to %q, server %s", m.GoName, set, c.pin, c.server)
		out := c.i.Predict(ladder.Pair{Client: c.i.Version, Pin: rung(c.pin), Server: rung(c.server)}, n, set)
		err := call(c.client, m.GoName, args, set)
		if got, want := class(err), expected(m, out); got != want {
			c.t.Errorf("%s: the client got %q, want %q: %v", title, got, want, err)
		}
		if out.Method != "" {
			want = append(want, c.record(m, out, set))
			titles = append(titles, title)
		}
	}
	var got []record
	c.py.do(object{"cmd": "records", "version": c.server, "count": len(want)}, &got)
	if len(got) != len(want) {
		c.t.Fatalf("%s pinned to %q, server %s: it got %d requests, want %d", m.GoName, c.pin, c.server, len(got), len(want))
	}
	for k := range want {
		if d := cmp.Diff(plain(want[k]), plain(got[k])); d != "" {
			c.t.Errorf("%s (-want +got):\n%s", titles[k], d)
		}
	}
	return calls
}

// call calls a method of a generated client.
func call(client any, name string, args []arg, set ladder.Set) error {
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	defer cancel()
	in := []reflect.Value{reflect.ValueOf(ctx)}
	for k, a := range args {
		v := a.absent
		if set.Has(k) {
			v = a.set
		}
		in = append(in, reflect.ValueOf(v))
	}
	var out []reflect.Value
	if c, ok := client.(requestClient); ok {
		out = c.call(ctx, name, in[1:])
	} else {
		out = reflect.ValueOf(client).MethodByName(name).Call(in)
	}
	err, _ := reflect.TypeAssert[error](out[len(out)-1])
	return err
}

// class is the outcome of a call, as the caller sees it.
func class(err error) string {
	capped, isCapped := errors.AsType[*oslo.VersionCapError](err)
	_, isUnsupported := errors.AsType[*oslo.UnsupportedVersionError](err)
	remote, isRemote := errors.AsType[*oslo.RemoteError](err)
	switch {
	case err == nil:
		return ""
	case isCapped:
		return "refused " + capped.Argument + " " + capped.Needs
	case isUnsupported:
		return "UnsupportedVersion"
	case isRemote:
		return remote.Class
	}
	return err.Error()
}

// expected is the prediction in the same words. A cast says nothing of its server.
func expected(m *ladder.Operation, out ladder.Outcome) string {
	capped, isCapped := errors.AsType[*ladder.CapError](out.Err)
	switch {
	case isCapped && capped.Needs.IsZero():
		return "refused " + capped.Arg + " "
	case isCapped:
		return "refused " + capped.Arg + " " + capped.Needs.String()
	case out.Err == nil || m.Kind != "call":
		return ""
	}
	return out.Err.Error()
}

// record is what the Python server is to do with the message.
func (c *caller) record(m *ladder.Operation, out ladder.Outcome, set ladder.Set) record {
	if out.Err != nil {
		return record{out.Label.String(), out.Method, out.Err.Error(), object{}}
	}
	return record{out.Label.String(), out.Method, "served", c.kwargs(m, out, set)}
}

// kwargs are the arguments that the method of the Python server has: those of its
// version, with the values that were sent, or their defaults.
func (c *caller) kwargs(m *ladder.Operation, out ladder.Outcome, set ladder.Set) object {
	at := rung(c.server)
	if out.Label.Major < at.Major {
		at = rung("1.4") // the proxy for version 1
	}
	kwargs := object{}
	for k, a := range table[m.GoName] {
		rule := &m.Args[k]
		has := rule.Has(at) || rule.Below == ladder.Convert && at.Below(rule.Since)
		switch sent := out.Sent.Has(k) && set.Has(k); {
		case !has:
		case rule.Below == ladder.Convert && at.Below(rule.Since) && sent:
			kwargs[rule.At(at)] = a.older
		case rule.Below == ladder.Convert && at.Below(rule.Since):
			kwargs[rule.At(at)] = a.olderAbsent
		case sent:
			kwargs[rule.At(at)] = a.set
		default:
			kwargs[rule.At(at)] = a.absent
		}
	}
	return kwargs
}

// plain is a value as JSON reads it.
func plain(v any) (out any) {
	text, err := json.Marshal(v)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(text, &out); err != nil {
		return err
	}
	return out
}
