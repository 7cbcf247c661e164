package upgrade

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/oslogen/oslogen/examples/versions/disks"
	"github.com/oslogen/oslogen/internal/brokertest"
	"github.com/oslogen/oslogen/internal/ladder"
	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/oslotest"
)

// TestPythonClientsAndServer calls every method by a Python client of every version,
// at every cap that its release supports, in every way. The generated server takes
// what a client of the interface may send, and the Python client refuses what a
// generated one does.
func TestPythonClientsAndServer(t *testing.T) {
	i := history(t)
	url := brokertest.For(t).URL("")
	m := &manager{done: make(chan served, 1)}
	oslotest.Start(t, disks.NewDisksServer(open(t, url), "host", m, oslo.WithWorkers(1), oslo.WithServerInterceptor(m.see)))
	c := &pythonCaller{t: t, py: startPython(t, url), i: i, m: m}
	for _, c.version = range versions {
		for _, c.cap = range caps(c.version) {
			for n := range i.Methods {
				c.method(n)
			}
		}
	}
	t.Logf("%d calls", c.calls)
}

// caps are the versions that a client may be told to keep to.
func caps(version string) []string {
	list := []string{""}
	for _, v := range versions {
		sameMajor := v[0] == version[0]
		if v <= version && (sameMajor || v == "1.4") {
			list = append(list, v)
		}
	}
	return list
}

// pythonCaller calls the generated server by one client at one cap.
type pythonCaller struct {
	t            *testing.T
	py           *python
	i            *ladder.Interface
	m            *manager
	version, cap string
	calls        int
}

// method calls a method in every way, if the client has it.
func (c *pythonCaller) method(n int) {
	m, at := &c.i.Methods[n], rung(c.version)
	if !m.Has(at) {
		return
	}
	for _, set := range sets(table[m.GoName]) {
		c.calls++
		title := fmt.Sprintf("client %s capped to %q, %s of %b", c.version, c.cap, m.GoName, set)
		var failure string
		c.py.do(object{
			"cmd": "call", "version": c.version, "cap": c.cap, "topic": disks.DisksTopic, "method": m.At(at), "args": c.args(m, set),
		}, &failure)
		want := c.i.Predict(ladder.Pair{Client: at, Pin: rung(c.cap), Server: c.i.Version}, n, c.has(m, set))
		if want.Method == "" {
			if failure != "CannotSend" && failure != "RPCVersionCapError" {
				c.t.Errorf("%s: Python got %q, and a generated client would refuse: %v", title, failure, want.Err)
			}
			continue
		}
		if failure != "" {
			c.t.Errorf("%s: Python got %s", title, failure)
			continue
		}
		c.compare(title, m, c.has(m, set), want)
	}
}

// has are those of the arguments that the Python client has.
func (c *pythonCaller) has(m *ladder.Operation, set ladder.Set) (out ladder.Set) {
	for k := range table[m.GoName] {
		if rule := &m.Args[k]; set.Has(k) && (rule.Has(rung(c.version)) || rule.Below == ladder.Convert) {
			out = out.With(k)
		}
	}
	return out
}

// args are the keyword arguments of the Python client's method.
func (c *pythonCaller) args(m *ladder.Operation, set ladder.Set) object {
	at, kwargs := rung(c.version), object{}
	for k, a := range table[m.GoName] {
		rule := &m.Args[k]
		older := rule.Below == ladder.Convert && at.Below(rule.Since)
		switch {
		case !older && !rule.Has(at):
		case older && set.Has(k):
			kwargs[rule.At(at)] = a.older
		case older:
			kwargs[rule.At(at)] = a.olderAbsent
		case set.Has(k):
			kwargs[rule.At(at)] = a.set
		default:
			kwargs[rule.At(at)] = a.absent
		}
	}
	return kwargs
}

// compare compares what the server did with the rules. Python labels a message with
// the version of all that it might hold, a generated client with that of what it holds.
func (c *pythonCaller) compare(title string, m *ladder.Operation, set ladder.Set, want ladder.Outcome) {
	var got served
	select {
	case got = <-c.m.done:
	case <-time.After(2 * time.Minute):
		c.t.Fatalf("%s: no request came", title)
	}
	if err := c.i.Answer(rung(got.label), got.method, got.names); err != nil || got.err != nil {
		c.t.Errorf("%s: the server answers %v, predicted is %v", title, got.err, err)
	}
	if rung(got.label).Below(want.Label) || got.method != m.At(rung(got.label)) {
		c.t.Errorf("%s: Python sends %s %s, a generated client %s %s", title, got.label, got.method, want.Label, want.Method)
	}
	if ran := c.arrives(m, set, got); got.ran != ran {
		c.t.Errorf("%s: the server ran %s, want %s", title, got.ran, ran)
	}
}

// arrives is what the implementation is to be called with.
func (c *pythonCaller) arrives(m *ladder.Operation, set ladder.Set, got served) string {
	var args []any
	for k, a := range table[m.GoName] {
		rule := &m.Args[k]
		top, _ := ladder.Cap(c.i.Tops(), ladder.Version{Major: rung(got.label).Major, Minor: 99})
		isOld := rule.Was != "" && slices.Contains(got.names, rule.Was)
		sent := isOld || slices.Contains(got.names, rule.Name)
		switch {
		case !sent || !set.Has(k) || m.Accept(top, k) == ladder.Ignored:
			args = append(args, a.absent)
		case isOld && a.older != nil:
			args = append(args, disks.Source{Snapshot: a.older.(string)})
		default:
			args = append(args, a.set)
		}
	}
	return text(m.GoName, args...)
}
