package upgrade

import (
	"context"
	"reflect"
	"testing"

	"github.com/oslogen/oslogen/gen"
	"github.com/oslogen/oslogen/internal/brokertest"
	"github.com/oslogen/oslogen/internal/interop/upgrade/requests"
	"github.com/oslogen/oslogen/internal/ladder"
	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/oslotest"
)

// few are the versions of the Python programs below: the first, one with a rename,
// the last of version 1, and the last.
var few = []string{"1.0", "1.3", "1.4", "2.2"}

// TestRequestsAndPythonServers is TestClientsAndPythonServers with arguments that are
// the fields of structs.
func TestRequestsAndPythonServers(t *testing.T) {
	i := requestHistory(t)
	url := brokertest.For(t).URL("")
	py := startPython(t, url)
	tr := open(t, url)
	cells := 0
	for _, server := range few {
		topic := "disks_" + server
		py.do(object{"cmd": "serve", "version": server, "topic": topic}, new(any))
		for _, pin := range append([]string{""}, versions...) {
			target := oslo.WithTarget(func(target *oslo.Target) { target.Topic = topic })
			c := &caller{t, py, i, requestClient{requests.NewDisksClient(tr, target, oslo.Pin(pin))}, pin, server}
			for n := range i.Methods {
				cells += c.method(n)
			}
		}
	}
	t.Logf("%d calls", cells)
}

// TestPythonClientsAndRequests is TestPythonClientsAndServer with arguments that are
// the fields of structs.
func TestPythonClientsAndRequests(t *testing.T) {
	i := requestHistory(t)
	url := brokertest.For(t).URL("")
	m := &manager{done: make(chan served, 1)}
	oslotest.Start(t, requests.NewDisksServer(open(t, url), "host", requestManager{m}, oslo.WithWorkers(1), oslo.WithServerInterceptor(m.see)))
	c := &pythonCaller{t: t, py: startPython(t, url), i: i, m: m}
	for _, c.version = range few {
		for _, c.cap = range caps(c.version) {
			for n := range i.Methods {
				c.method(n)
			}
		}
	}
	t.Logf("%d calls", c.calls)
}

func requestHistory(t *testing.T) *ladder.Interface {
	t.Helper()
	list, err := gen.Histories(gen.Config{Dir: "requests"})
	if err != nil {
		t.Fatal(err)
	}
	if len(list) != 1 || len(list[0].Methods) < 8 {
		t.Fatalf("%d interfaces, %d methods", len(list), len(list[0].Methods))
	}
	return list[0]
}

// requestClient calls methods with their arguments one by one.
type requestClient struct{ *requests.DisksClient }

func (c requestClient) call(ctx context.Context, name string, args []reflect.Value) []reflect.Value {
	method := reflect.ValueOf(c.DisksClient).MethodByName(name)
	t := method.Type().In(1)
	isPointer := t.Kind() == reflect.Pointer
	if isPointer {
		t = t.Elem()
	}
	r := reflect.New(t)
	r.Elem().FieldByName("Disk").FieldByName("Disk").Set(args[0])
	for k, v := range args[1:] {
		r.Elem().Field(k + 1).Set(v)
	}
	if !isPointer {
		r = r.Elem()
	}
	return method.Call([]reflect.Value{reflect.ValueOf(ctx), r})
}

// requestManager is the manager for requests.
type requestManager struct{ *manager }

func (m requestManager) Delete(ctx context.Context, r requests.Delete) error {
	return m.manager.Delete(ctx, r.Disk.Disk, r.Force)
}

func (m requestManager) Extend(ctx context.Context, r requests.Extend) error {
	return m.manager.Extend(ctx, r.Disk.Disk, r.NewSize)
}

func (m requestManager) Attach(ctx context.Context, r *requests.Attach) error {
	return m.manager.Attach(ctx, r.Disk.Disk, r.Host, r.Mode)
}

func (m requestManager) Snapshot(ctx context.Context, r requests.Snapshot) (string, error) {
	return m.manager.Snapshot(ctx, r.Disk.Disk, r.Limits)
}

func (m requestManager) Restore(ctx context.Context, r *requests.Restore) error {
	return m.manager.Restore(ctx, r.Disk.Disk, r.Source)
}

func (m requestManager) Tag(ctx context.Context, r requests.Tag) error {
	return m.manager.Tag(ctx, r.Disk.Disk, r.Tags)
}

func (m requestManager) Stats(ctx context.Context, r requests.Stats) (map[string]int, error) {
	return m.manager.Stats(ctx, r.Disk.Disk, r.Detailed)
}

func (m requestManager) Replicate(ctx context.Context, r requests.Replicate) error {
	return m.manager.Replicate(ctx, r.Disk.Disk, r.Host, r.Priority, r.Verify)
}
