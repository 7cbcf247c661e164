package config_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/config"
	"github.com/oslogen/oslogen/runtime/dispatch"
	"github.com/oslogen/oslogen/runtime/fake"
	"github.com/oslogen/oslogen/runtime/notify"
	"github.com/oslogen/oslogen/runtime/transport"
)

// recorder is a driver, and a transport for notifications.
type recorder struct {
	oslo.Transport
	keys     []string
	body     string // of the last
	delivery transport.Delivery
}

func (r *recorder) Settings() transport.Settings { return transport.Settings{}.WithDefaults() }

func (r *recorder) Notify(_ context.Context, m *transport.Message) error {
	r.keys, r.body, r.delivery = append(r.keys, m.Key), string(m.Body), m.Delivery
	return nil
}

// A directive and a configuration both know topics. What nobody configured does not
// replace the directive's.
func TestConfiguredTopicsAndThoseOfADirective(t *testing.T) {
	const group = "[oslo_messaging_notifications]\ndriver = messagingv2\n"
	directive := notify.WithTopics("versioned_notifications")
	for name, test := range map[string]struct {
		file string
		own  []notify.NotifierOption
		want string
	}{
		"neither":            {group, nil, "notifications"},
		"the directive":      {group, []notify.NotifierOption{directive}, "versioned_notifications"},
		"the file":           {group + "topics = one", nil, "one"},
		"both":               {group + "topics = one", []notify.NotifierOption{directive}, "one"},
		"the default, twice": {group + "topics = notifications", []notify.NotifierOption{directive}, "notifications"},
		"an old name":        {group + "[DEFAULT]\nnotification_topics = old", []notify.NotifierOption{directive}, "old"},
	} {
		opts, err := mustLoad(t, config.Loader{}, test.file).NotifierOptions(nil)
		if err != nil {
			t.Fatal(err)
		}
		tr := &recorder{}
		if err := notify.NewNotifier(tr, "p", test.own...).With(opts...).Info(t.Context(), "event", nil); err != nil {
			t.Fatal(err)
		}
		if got := strings.Join(tr.keys, " "); got != test.want+".info" {
			t.Errorf("%s: sent to %s, want %s", name, got, test.want)
		}
	}
}

// What the transport has for all targets does not replace what a directive says.
func TestConfiguredExchangeAndTimeoutAndThoseOfADirective(t *testing.T) {
	settings := mustLoad(t, config.Loader{}, "[DEFAULT]\ncontrol_exchange = nova\nrpc_response_timeout = 9").Settings()
	tr, err := oslo.Open(t.Context(), "fake://", fake.Driver(), oslo.WithSettings(settings))
	if err != nil {
		t.Fatal(err)
	}
	defer tr.Close()
	srv := oslo.NewServer(tr, oslo.Target{Topic: "t", Server: "s", Exchange: "cinder"})
	dispatch.Register(srv, oslo.Endpoint{Methods: map[string]oslo.Func{"timeout": func(context.Context, *oslo.Incoming) (any, error) {
		return nil, nil
	}}})
	if err := srv.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	defer func() { _ = srv.Wait(context.Background()) }()
	c := oslo.NewClient(tr, oslo.Target{Topic: "t", Exchange: "cinder"},
		oslo.WithInterceptor(func(ctx context.Context, r *oslo.Request, next oslo.Send) error {
			if r.Timeout != 5*time.Second {
				t.Errorf("timeout %s", r.Timeout)
			}
			return next(ctx, r)
		}))
	if err := c.Call(t.Context(), &oslo.Method{Name: "timeout", Timeout: 5 * time.Second}, nil, nil); err != nil {
		t.Error(err)
	}
}

func TestNotifierOptions(t *testing.T) {
	cfg := mustLoad(t, config.Loader{}, `
[oslo_messaging_notifications]
driver = messaging
driver = routing
driver = messaging
topics = one, two
retry = 3
routing_config = routes.yaml
`)
	var routed notify.TestDriver
	file := ""
	opts, err := cfg.NotifierOptions(func(f string) (notify.Driver, error) { file = f; return &routed, nil })
	if err != nil {
		t.Fatal(err)
	}
	tr := &recorder{}
	if err := notify.NewNotifier(tr, "compute.host-1", opts...).Info(t.Context(), "event", nil); err != nil {
		t.Fatal(err)
	}
	if len(routed.Sent()) != 1 || file != "routes.yaml" {
		t.Fatalf("routed %d by %q", len(routed.Sent()), file)
	}
	if strings.Contains(tr.body, "oslo.version") || strings.Join(tr.keys, " ") != "one.info two.info" || tr.delivery.Retry != 3 {
		t.Errorf("sent %s to %s with %+v", tr.body, tr.keys, tr.delivery)
	}
	if _, err := cfg.NotifierOptions(nil); err == nil || !strings.Contains(err.Error(), "routing") {
		t.Errorf("without routing: %v", err)
	}
	broken := errors.New("no such file")
	if _, err := cfg.NotifierOptions(func(string) (notify.Driver, error) { return nil, broken }); !errors.Is(err, broken) {
		t.Errorf("broken routing: %v", err)
	}
}

func TestNotifierOptionsWrapDrivers(t *testing.T) {
	cfg := mustLoad(t, config.Loader{}, "[oslo_messaging_notifications]\ndriver = noop\ndriver = messaging\n")
	var around notify.TestDriver
	wrapped := 0
	opts, err := cfg.NotifierOptions(nil, func(notify.Driver) notify.Driver { wrapped++; return &around })
	if err != nil {
		t.Fatal(err)
	}
	if err := notify.NewNotifier(&recorder{}, "compute.host-1", opts...).Info(t.Context(), "event", nil); err != nil {
		t.Fatal(err)
	}
	if wrapped != 2 || len(around.Sent()) != 2 {
		t.Errorf("%d drivers wrapped, %d notifications seen", wrapped, len(around.Sent()))
	}
}

func TestNotifierOptionsOfNoDrivers(t *testing.T) {
	opts, err := mustLoad(t, config.Loader{}, "").NotifierOptions(nil)
	if err != nil {
		t.Fatal(err)
	}
	if notify.NewNotifier(nil, "compute.host-1", opts...).Enabled() {
		t.Error("a notifier without drivers is enabled")
	}
	cfg := mustLoad(t, config.Loader{}, "[oslo_messaging_notifications]\ndriver = pigeon\n")
	if _, err := cfg.NotifierOptions(nil); err == nil || !strings.HasPrefix(err.Error(), "[oslo_messaging_notifications] driver: ") {
		t.Errorf("an unknown driver: %v", err)
	}
}

func TestServerOptions(t *testing.T) {
	for text, want := range map[string]bool{"": false, "[DEFAULT]\nrpc_ping_enabled = true\n": true} {
		tr, err := oslo.Open(t.Context(), "fake://config", fake.Driver())
		if err != nil {
			t.Fatal(err)
		}
		opts := mustLoad(t, config.Loader{}, text).ServerOptions()
		for _, host := range []string{"host-1", "host-2"} { // one set of options makes several servers
			srv := oslo.NewServer(tr, oslo.Target{Topic: "compute", Server: host}, opts...)
			dispatch.Register(srv, oslo.Endpoint{Methods: map[string]oslo.Func{
				"who": func(context.Context, *oslo.Incoming) (any, error) { return host, nil },
			}})
			if err := srv.Start(t.Context()); err != nil {
				t.Fatal(err)
			}
			defer srv.Wait(context.Background())
		}
		client := oslo.NewClient(tr, oslo.Target{Topic: "compute", Server: "host-2"})
		var who string
		if err := client.Call(t.Context(), &oslo.Method{Name: "who"}, nil, &who); err != nil || who != "host-2" {
			t.Errorf("who: %q, %v", who, err)
		}
		if err := client.Call(t.Context(), &oslo.Method{Name: dispatch.PingMethod}, nil, nil); (err == nil) != want {
			t.Errorf("%q: ping: %v", text, err)
		}
	}
}
