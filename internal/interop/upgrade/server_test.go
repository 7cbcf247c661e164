package upgrade

import (
	"context"

	"github.com/oslogen/oslogen/examples/versions/disks"
	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/wirejson"
)

// served is what the generated server did with a request.
type served struct {
	label, method string
	names         []string // of the arguments
	ran           string   // the method that ran, and its arguments
	err           error
}

// manager is an implementation that tells what it is called with.
type manager struct {
	ran  string
	done chan served
}

// see is the server's interceptor. The server has one worker.
func (m *manager) see(ctx context.Context, in *oslo.Incoming, next oslo.Func) (any, error) {
	m.ran = ""
	result, err := next(ctx, in)
	var args map[string]any
	if err := wirejson.Unmarshal(in.Args, &args); err != nil {
		return nil, err
	}
	got := served{label: in.Version, method: in.Method, ran: m.ran, err: err}
	for name := range args {
		got.names = append(got.names, name)
	}
	m.done <- got
	return result, err
}

func (m *manager) got(name string, args ...any) error {
	m.ran = text(name, args...)
	return nil
}

// text is a method and its arguments as they are sent.
func text(name string, args ...any) string {
	for _, a := range args {
		raw, err := wirejson.Marshal(a)
		if err != nil {
			return err.Error()
		}
		name += " " + string(raw)
	}
	return name
}

func (m *manager) Create(_ context.Context, name string, size int) (string, error) {
	return "an answer", m.got("Create", name, size)
}

func (m *manager) Delete(_ context.Context, disk string, force bool) error {
	return m.got("Delete", disk, force)
}

func (m *manager) Extend(_ context.Context, disk string, newSize int) error {
	return m.got("Extend", disk, newSize)
}

func (m *manager) Attach(_ context.Context, disk, host, mode string) error {
	return m.got("Attach", disk, host, mode)
}

func (m *manager) Detach(_ context.Context, disk string) error { return m.got("Detach", disk) }

func (m *manager) Release(_ context.Context, disk, host string) error {
	return m.got("Release", disk, host)
}

func (m *manager) Move(_ context.Context, disk, host string) error {
	return m.got("Move", disk, host)
}

func (m *manager) Snapshot(_ context.Context, disk string, limits *disks.Limits) (string, error) {
	return "an answer", m.got("Snapshot", disk, limits)
}

func (m *manager) Restore(_ context.Context, disk string, source disks.Source) error {
	return m.got("Restore", disk, source)
}

func (m *manager) Tag(_ context.Context, disk string, tags []string) error {
	return m.got("Tag", disk, tags)
}

func (m *manager) Scrub(_ context.Context, depth int) error { return m.got("Scrub", depth) }

func (m *manager) Stats(_ context.Context, disk string, detailed bool) (map[string]int, error) {
	return map[string]int{}, m.got("Stats", disk, detailed)
}

func (m *manager) Rescan(_ context.Context, host string) error { return m.got("Rescan", host) }

func (m *manager) Replicate(_ context.Context, disk, host string, priority int, verify bool) error {
	return m.got("Replicate", disk, host, priority, verify)
}
