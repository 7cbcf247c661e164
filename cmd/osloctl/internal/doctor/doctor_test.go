package doctor_test

import (
	"bytes"
	"context"
	"io"
	"log/slog"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	amqp091 "github.com/rabbitmq/amqp091-go"

	"github.com/oslogen/oslogen/internal/peers"
	"github.com/oslogen/oslogen/internal/pytest"

	"github.com/oslogen/oslogen/cmd/osloctl/internal/connect"
	"github.com/oslogen/oslogen/cmd/osloctl/internal/doctor"
	"github.com/oslogen/oslogen/cmd/osloctl/internal/world"
)

func TestMain(m *testing.M) { world.Main(m, nil) }

// ward is a virtual host in which one fault is planted.
type ward struct {
	*testing.T
	broker *world.Broker
	vhost  string
	ch     *amqp091.Channel
	url    string
	files  []string
	flags  doctor.Doctor
}

// admit makes a ward of its own.
func admit(t *testing.T, b *world.Broker) *ward {
	t.Helper()
	w := &ward{T: t, broker: b, vhost: b.NewVhost(t)}
	w.url = b.URL(w.vhost)
	w.flags = doctor.Doctor{Backlog: 1000, Latency: 10 * time.Second, Expiry: 720 * time.Hour, Settle: 10 * time.Millisecond}
	w.ch = w.dial("test:1:x")
	if len(profile) > 0 {
		w.config(lines(profile))
	}
	return w
}

// profile holds the rabbit options of all services.
var profile = peers.Profile()

// conf is the profile for Python services.
func conf() map[string]any { return map[string]any{"oslo_messaging_rabbit": profile} }

func lines(options map[string]string) (text string) {
	for _, name := range slices.Sorted(maps.Keys(options)) {
		text += name + " = " + options[name] + "\n"
	}
	return text
}

// dial opens a channel on a connection with a name.
func (w *ward) dial(name string) *amqp091.Channel {
	w.Helper()
	properties := amqp091.NewConnectionProperties()
	properties.SetClientConnectionName(name)
	conn, err := amqp091.DialConfig(w.broker.AMQPURL(w.vhost), amqp091.Config{Heartbeat: 10 * time.Second, Properties: properties})
	w.must(err)
	w.Cleanup(func() { conn.Close() })
	ch, err := conn.Channel()
	w.must(err)
	return ch
}

func (w *ward) must(err error) {
	w.Helper()
	if err != nil {
		w.Fatal(err)
	}
}

// examine runs the doctor.
func (w *ward) examine() *doctor.Report {
	w.Helper()
	flags := connect.Flags{URL: w.url, ConfigFile: w.files, ManagementURL: w.broker.ManagementURL}
	bus, err := flags.Resolve(slog.New(slog.DiscardHandler))
	w.must(err)
	report, err := w.flags.Examine(context.Background(), bus)
	w.must(err)
	return report
}

// config adds rabbit options.
func (w *ward) config(lines string) {
	w.Helper()
	file := filepath.Join(w.TempDir(), "service.conf")
	w.must(os.WriteFile(file, []byte("[oslo_messaging_rabbit]\n"+lines+"\n"), 0o600))
	w.files = append(w.files, file)
}

// put changes the broker by the management API.
func (w *ward) put(body any, path ...string) {
	w.Helper()
	w.must(w.broker.Put(w.Context(), body, path...))
}

// counted waits until the management API, which is some seconds late, lists n items
// at a path.
func (w *ward) counted(n int, path ...string) {
	w.Helper()
	for deadline := time.Now().Add(30 * time.Second); time.Now().Before(deadline); time.Sleep(50 * time.Millisecond) {
		var items []any
		w.must(w.broker.Get(w.Context(), &items, path...))
		if len(items) >= n {
			return
		}
	}
	w.Fatalf("the management API does not list %d %s", n, path)
}

// brokers are the releases in which faults are planted. make test-peers plants them in
// RabbitMQ 4.3, too.
func brokers(t *testing.T) map[string]*world.Broker {
	t.Helper()
	if testing.Short() || len(profile) > 0 {
		return map[string]*world.Broker{"installed": world.For(t)}
	}
	return map[string]*world.Broker{"installed": world.For(t), "trixie": world.Later(t, "trixie")}
}

// TestFaults plants each fault in a virtual host of its own. The doctor finds it.
func TestFaults(t *testing.T) {
	t.Parallel()
	for release, b := range brokers(t) {
		for _, f := range planted() {
			t.Run(release+"/"+f.name, func(t *testing.T) {
				t.Parallel()
				w := admit(t, b)
				f.plant(w)
				report := w.examine()
				found := slices.ContainsFunc(report.Findings, func(x doctor.Finding) bool {
					return x.Check == f.check && x.Level != doctor.Note && strings.Contains(x.Problem+x.Subject, f.says)
				})
				if !found {
					t.Errorf("no %s that says %q in %+v", f.check, f.says, report.Findings)
				}
			})
		}
	}
}

// TestHealthy finds nothing where Python servers, clients and listeners work.
func TestHealthy(t *testing.T) {
	t.Parallel()
	python := pytest.For(t)
	for release, b := range brokers(t) {
		t.Run(release, func(t *testing.T) {
			t.Parallel()
			w := admit(t, b)
			for _, server := range []string{"cmp-1", "cmp-2"} {
				python.Make(t, pytest.Cmd{"cmd": "server", "url": w.url, "topic": "compute", "server": server, "conf": conf()})
			}
			client := python.Make(t, pytest.Cmd{"cmd": "client", "url": w.url, "conf": conf(), "target": map[string]any{"topic": "compute"}})
			python.Must(t, pytest.Cmd{"cmd": "call", "id": client, "method": "add", "args": map[string]any{"a": 1, "b": 2}})
			python.Make(t, pytest.Cmd{"cmd": "listener", "url": w.url, "conf": conf(), "topics": []string{"notifications"}, "pool": "billing"})
			before, err := b.Topology(w.vhost)
			w.must(err)
			if report := w.examine(); !report.Healthy {
				t.Errorf("found %+v", report.Findings)
			}
			after, err := b.Topology(w.vhost)
			w.must(err)
			if !slices.Equal(before, after) {
				t.Errorf("the broker had %v, and has %v", before, after)
			}
		})
	}
}

// TestLateNumbers finds nothing where the management API does not know yet that
// queues run and have consumers.
func TestLateNumbers(t *testing.T) {
	t.Parallel()
	w := admit(t, world.For(t))
	w.serve("openstack", "compute", "cmp-1")
	w.counted(2, "consumers", w.vhost)
	target, err := url.Parse(w.broker.ManagementURL)
	w.must(err)
	proxy := httputil.NewSingleHostReverseProxy(target)
	proxy.ModifyResponse = func(r *http.Response) error {
		body, err := io.ReadAll(r.Body)
		body = regexp.MustCompile(`"state":"running"`).ReplaceAll(body, []byte(`"state":"down"`))
		body = regexp.MustCompile(`"consumers":\d+`).ReplaceAll(body, []byte(`"consumers":0`))
		r.Body, r.ContentLength = io.NopCloser(bytes.NewReader(body)), int64(len(body))
		r.Header.Set("Content-Length", strconv.Itoa(len(body)))
		return err
	}
	late := httptest.NewServer(proxy)
	t.Cleanup(late.Close)
	b := *w.broker
	b.ManagementURL = late.URL
	w.broker = &b
	if report := w.examine(); !report.Healthy {
		t.Errorf("found %+v", report.Findings)
	}
}
