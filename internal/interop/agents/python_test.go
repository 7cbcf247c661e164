package agents_test

import (
	"context"
	"encoding/json"
	"errors"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/oslogen/oslogen/internal/brokertest"
	"github.com/oslogen/oslogen/internal/interop/agents"
	"github.com/oslogen/oslogen/internal/pytest"
	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/amqp"
)

func open(t *testing.T, url string) oslo.Transport {
	t.Helper()
	tr, err := oslo.Open(t.Context(), url, amqp.Driver())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = tr.Close() })
	return tr
}

// manager is demo_service.Agents in Go.
type manager struct {
	mu    sync.Mutex
	hosts []string
}

func (m *manager) ReportState(_ context.Context, state agents.State, _ *string) (string, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.hosts = append(m.hosts, state.Host)
	return "alive", nil
}

func (m *manager) ReportStateAsync(ctx context.Context, state agents.State, time *string) error {
	_, err := m.ReportState(ctx, state, time)
	return err
}

func (m *manager) Reported(context.Context) ([]string, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return slices.Clone(m.hosts), nil
}

func (*manager) Rebuild(_ context.Context, instance, reason string, recreate bool, retry string, count int,
	limits *int, disks []string, tags map[string]string,
) ([]any, error) {
	all := []any{instance, reason, recreate, retry, count, limits, nil, nil}
	if disks != nil {
		all[6] = disks
	}
	if tags != nil {
		all[7] = tags
	}
	return all, nil
}

func (*manager) Open(_ context.Context, name string, kwargs map[string]any) (map[string]any, error) {
	all := map[string]any{"opened": name}
	maps.Copy(all, kwargs)
	return all, nil
}

func (*manager) Page(_ context.Context, marker *string) (items []string, next *string, more bool, err error) {
	if marker == nil {
		return []string{"a", "b"}, new("b"), true, nil
	}
	return nil, nil, false, nil
}

func (*manager) Spend(_ context.Context, amount int) error {
	return &agents.OverQuotaError{Limit: amount - 1}
}

// TestGoClient calls the service with the generated client, in both languages.
func TestGoClient(t *testing.T) {
	url := brokertest.For(t).URL("")
	for name, serve := range map[string]func(*testing.T){
		"python": func(t *testing.T) {
			pytest.For(t).Make(t, pytest.Cmd{
				"cmd": "server", "url": url, "topic": agents.AgentsTopic, "server": "python",
				"endpoints": []any{map[string]any{"class": "Agents"}},
			})
		},
		"go": func(t *testing.T) {
			srv := agents.NewAgentsServer(open(t, url), "go", &manager{})
			if err := srv.Start(t.Context()); err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { _ = srv.Wait(context.Background()) })
		},
	} {
		t.Run(name, func(t *testing.T) {
			serve(t)
			callAll(t, agents.NewAgentsClient(open(t, url)).On(name))
		})
	}
}

func callAll(t *testing.T, c *agents.AgentsClient) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Minute)
	defer cancel()
	if text, err := c.ReportState(ctx, agents.State{Host: "called"}, new("now")); text != "alive" || err != nil {
		t.Error(text, err)
	}
	if err := c.ReportStateAsync(ctx, agents.State{Host: "cast"}, nil); err != nil {
		t.Error(err)
	}
	for {
		hosts, err := c.Reported(ctx)
		if err != nil {
			t.Fatal(hosts, err)
		}
		if slices.Equal(hosts, []string{"called", "cast"}) {
			break
		}
	}
	all, err := c.Rebuild(ctx, "i", "", true, "never", -3, nil, nil, nil)
	want := []any{"i", "", true, "never", int64(-3), nil, nil, nil}
	if d := cmp.Diff(want, all); d != "" || err != nil {
		t.Error(d, err)
	}
	all, err = c.Rebuild(ctx, "i", "r", false, "", 0, new(0), []string{}, map[string]string{"k": "v"})
	want = []any{"i", "r", false, "", int64(0), int64(0), []any{}, map[string]any{"k": "v"}}
	if d := cmp.Diff(want, all); d != "" || err != nil {
		t.Error(d, err)
	}
	opened, err := c.Open(ctx, "n", map[string]any{"mode": "r", "depth": 2})
	if d := cmp.Diff(map[string]any{"opened": "n", "mode": "r", "depth": int64(2)}, opened); d != "" || err != nil {
		t.Error(d, err)
	}
	items, next, more, err := c.Page(ctx, nil)
	if !slices.Equal(items, []string{"a", "b"}) || next == nil || *next != "b" || !more || err != nil {
		t.Error(items, next, more, err)
	}
	if items, next, more, err = c.Page(ctx, next); len(items) > 0 || next != nil || more || err != nil {
		t.Error(items, next, more, err)
	}
	var over *agents.OverQuotaError
	if err := c.Spend(ctx, 4); !errors.As(err, &over) || over.Limit != 3 {
		t.Errorf("got %v", err)
	}
}

// TestPythonClient calls the Go service as Python services do: what has a default
// is left out.
func TestPythonClient(t *testing.T) {
	url := brokertest.For(t).URL("")
	srv := agents.NewAgentsServer(open(t, url), "go", &manager{})
	if err := srv.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = srv.Wait(context.Background()) })
	py := pytest.For(t)
	client := py.Make(t, pytest.Cmd{
		"cmd": "client", "url": url, "target": map[string]any{"topic": agents.AgentsTopic}, "exmods": []string{"demo_service"},
	})
	for _, c := range []struct {
		method, args, want string
	}{
		{"report_state", `{"agent_state": {"host": "called"}}`, `"alive"`},
		{"rebuild", `{"instance": "i"}`, `["i", "", true, "never", -3, null, null, null]`},
		{
			"rebuild", `{"instance": "i", "reason": "r", "recreate": false, "retry": "", "count": 0, "limits": 0, "disks": [], "tags": {"k": "v"}}`,
			`["i", "r", false, "", 0, 0, [], {"k": "v"}]`,
		},
		{"open", `{"name": "n", "mode": "r", "depth": 2}`, `{"depth": 2, "mode": "r", "opened": "n"}`},
		{"page", `{}`, `[["a", "b"], "b", true]`},
		{"page", `{"marker": "b"}`, `[[], null, false]`},
	} {
		got := py.Must(t, pytest.Cmd{"cmd": "call", "id": client, "method": c.method, "args": json.RawMessage(c.args)})
		if d := cmp.Diff(decoded(t, c.want), decoded(t, string(got))); d != "" {
			t.Errorf("%s %s: %s", c.method, c.args, d)
		}
	}
	py.Must(t, pytest.Cmd{"cmd": "cast", "id": client, "method": "report_state", "args": json.RawMessage(`{"agent_state": {"host": "cast"}, "time": "now"}`)})
	for {
		got := py.Must(t, pytest.Cmd{"cmd": "call", "id": client, "method": "reported"})
		if cmp.Equal(decoded(t, string(got)), []any{"called", "cast"}) {
			break
		}
	}
	_, err := py.Do(pytest.Cmd{"cmd": "call", "id": client, "method": "spend", "args": json.RawMessage(`{"amount": 4}`)})
	raised := (*pytest.Error)(nil)
	if !errors.As(err, &raised) || raised.Class != "OverQuota_Remote" || string(raised.Kwargs) != `{"limit": 3}` {
		t.Errorf("Python raised %+v", err)
	}
	_, err = py.Do(pytest.Cmd{"cmd": "call", "id": client, "method": "rebuild"})
	if !errors.As(err, &raised) || raised.Class != "TypeError" || !strings.Contains(raised.Str, "'instance'") {
		t.Errorf("Python raised %+v", err)
	}
}

func decoded(t *testing.T, text string) any {
	t.Helper()
	var v any
	if err := json.Unmarshal([]byte(text), &v); err != nil {
		t.Fatal(text, err)
	}
	return v
}
