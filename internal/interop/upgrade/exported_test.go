package upgrade

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/oslogen/oslogen/examples/versions/disks"
	"github.com/oslogen/oslogen/gen"
	"github.com/oslogen/oslogen/gen/pyexport"
	"github.com/oslogen/oslogen/internal/brokertest"
	"github.com/oslogen/oslogen/internal/ladder"
	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/oslotest"
)

// startExported runs peer.py with what oslogen export python writes for the
// interface.
func startExported(t *testing.T, url string) *python {
	t.Helper()
	list, err := gen.Export(gen.Config{}, "github.com/oslogen/oslogen/examples/versions/disks")
	if err != nil {
		t.Fatal(err)
	}
	files, err := pyexport.Export(list[0], pyexport.Config{Package: "disks"})
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "disks"), 0o700); err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if err := os.WriteFile(filepath.Join(dir, "disks", f.Name), f.Text, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return startProgram(t, dir, url, map[string]string{
		"peer.py": "peer.py", "servers.py": "exported_servers.py", "clients.py": "exported_clients.py",
	})
}

// pins are the versions and the names that a client of the interface may be pinned
// to, and none.
func pins(i *ladder.Interface) []string {
	list := append([]string{""}, versions...)
	for _, r := range i.Releases {
		list = append(list, r.Name)
	}
	return list
}

// TestExportedClientAndServer calls every method of the generated server by the
// exported client, at every pin and in every way. The topic is that of the other
// tests, which wait until this one has ended.
func TestExportedClientAndServer(t *testing.T) {
	i := history(t)
	url := brokertest.For(t).URL("")
	m := &manager{done: make(chan served, 1)}
	oslotest.Start(t, disks.NewDisksServer(open(t, url), "host", m, oslo.WithWorkers(1), oslo.WithServerInterceptor(m.see)))
	c := &exportedCaller{pythonCaller{t: t, py: startExported(t, url), i: i, m: m}}
	for _, c.cap = range pins(i) {
		for n := range i.Methods {
			c.method(n)
		}
	}
	t.Logf("%d calls", c.calls)
}

// exportedCaller calls the generated server by the exported client.
type exportedCaller struct{ pythonCaller }

func (c *exportedCaller) method(n int) {
	m := &c.i.Methods[n]
	pin, _ := c.i.Named(c.cap)
	for _, set := range sets(table[m.GoName]) {
		c.calls++
		title := fmt.Sprintf("%s of %b pinned to %q", m.GoName, set, c.cap)
		args := object{}
		for k, a := range table[m.GoName] {
			if args[m.Args[k].Name] = a.absent; set.Has(k) {
				args[m.Args[k].Name] = a.set
			}
		}
		if m.GoName == "Tag" && !set.Has(1) {
			args["tags"] = nil // in Python an empty list is not absent
		}
		var failure string
		c.py.do(object{"cmd": "call", "version": "", "cap": c.cap, "topic": "", "method": m.Name, "args": args}, &failure)
		want := c.i.Predict(ladder.Pair{Client: c.i.Version, Pin: pin, Server: c.i.Version}, n, set)
		if want.Method == "" {
			if failure != "RPCVersionCapError" {
				c.t.Errorf("%s: Python got %q, and a generated client refuses: %v", title, failure, want.Err)
			}
			continue
		}
		if failure != "" {
			c.t.Errorf("%s: Python got %s", title, failure)
			continue
		}
		c.compare(title, m, set, want)
	}
}

// compare compares the request with the prediction, and what the server ran with what
// the client was called with.
func (c *exportedCaller) compare(title string, m *ladder.Operation, set ladder.Set, want ladder.Outcome) {
	var got served
	select {
	case got = <-c.m.done:
	case <-time.After(2 * time.Minute):
		c.t.Fatalf("%s: no request came", title)
	}
	slices.Sort(got.names)
	slices.Sort(want.Names)
	if got.label != want.Label.String() || got.method != want.Method || !slices.Equal(got.names, want.Names) || got.err != nil {
		c.t.Errorf("%s: Python sends %s %s %v, want %s %s %v: %v", title, got.label, got.method, got.names, want.Label, want.Method, want.Names, got.err)
	}
	if ran := c.arrives(m, set, got); got.ran != ran {
		c.t.Errorf("%s: the server ran %s, want %s", title, got.ran, ran)
	}
}

// TestClientsAndExportedServer calls every method of the exported manager by the
// generated client, at every pin and in every way.
func TestClientsAndExportedServer(t *testing.T) {
	i := history(t)
	url := brokertest.For(t).URL("")
	py := startExported(t, url)
	tr := open(t, url)
	py.do(object{"cmd": "serve", "version": "2.2", "topic": disks.DisksTopic}, new(any))
	calls := 0
	for _, pin := range pins(i) {
		c := &caller{t, py, i, disks.NewDisksClient(tr, oslo.Pin(pin)), pin, "2.2"}
		for n := range i.Methods {
			calls += c.exported(n)
		}
	}
	t.Logf("%d calls", calls)
}

// exported calls a method in every way, and compares what the manager was called
// with.
func (c *caller) exported(n int) (calls int) {
	m := &c.i.Methods[n]
	args := table[m.GoName]
	pin, _ := c.i.Named(c.pin)
	want := []record{}
	for _, set := range sets(args) {
		calls++
		out := c.i.Predict(ladder.Pair{Client: c.i.Version, Pin: pin, Server: c.i.Version}, n, set)
		err := call(c.client, m.GoName, args, set)
		if got, want := class(err), expected(m, out); got != want {
			c.t.Errorf("%s of %b pinned to %q: the client got %q, want %q: %v", m.GoName, set, c.pin, got, want, err)
		}
		if out.Method != "" {
			want = append(want, record{out.Label.String(), out.Method, "served", c.managed(m, out, set)})
		}
	}
	var got []record
	c.py.do(object{"cmd": "records", "version": "2.2", "count": len(want)}, &got)
	if d := cmp.Diff(plain(want), plain(got)); d != "" {
		c.t.Errorf("%s pinned to %q (-want +got):\n%s", m.GoName, c.pin, d)
	}
	return calls
}

// managed are the arguments that the exported manager is called with: those that some
// version of a server uses.
func (c *caller) managed(m *ladder.Operation, out ladder.Outcome, set ladder.Set) object {
	kwargs := object{}
	for k, a := range table[m.GoName] {
		rule := &m.Args[k]
		use := func(top ladder.Version) ladder.Use { return m.Accept(top, k) }
		switch top, _ := ladder.Cap(c.i.Tops(), ladder.Version{Major: out.Label.Major, Minor: 99}); {
		case !slices.ContainsFunc(c.i.Tops(), func(v ladder.Version) bool { return use(v) != ladder.Ignored }):
		case !out.Sent.Has(k) || use(top) == ladder.Ignored:
			kwargs[rule.Name] = standard(a.absent)
		case out.Converted.Has(k) && set.Has(k):
			kwargs[rule.Name] = a.older
		case out.Converted.Has(k):
			kwargs[rule.Name] = a.olderAbsent
		case set.Has(k):
			kwargs[rule.Name] = a.set
		default:
			kwargs[rule.Name] = a.absent
		}
	}
	return kwargs
}

// standard is the default of an exported manager: None stands for an absent struct.
func standard(absent any) any {
	switch reflect.ValueOf(absent).Kind() {
	case reflect.Struct, reflect.Pointer:
		return nil
	}
	return absent
}
