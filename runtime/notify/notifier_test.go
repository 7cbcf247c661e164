package notify_test

import (
	"context"
	"errors"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/internal/testlog"
	"github.com/oslogen/oslogen/runtime/notify"
	"github.com/oslogen/oslogen/runtime/oslotest"
	"github.com/oslogen/oslogen/runtime/transport"
)

func TestNotify(t *testing.T) {
	var sent notify.TestDriver
	n := notify.NewNotifier(nil, "compute.host1", notify.WithDriver(&sent), notify.WithTopics("a", "b"))
	ctx := oslotest.Context(t, map[string]any{"user_id": "u1", "auth_token": "secret", "roles": []string{"admin"}, "password": "secret"})
	for _, send := range []func(context.Context, string, any) error{n.Audit, n.Debug, n.Info, n.Warn, n.Error, n.Critical, n.Sample} {
		if err := send(ctx, "instance.create.end", map[string]any{"id": 12}); err != nil {
			t.Fatal(err)
		}
	}
	if len(sent.Sent()) != 7 {
		t.Fatalf("sent %d", len(sent.Sent()))
	}
	for i, got := range sent.Sent() {
		if got.Priority != notify.Priorities()[i] || got.PublisherID != "compute.host1" || got.EventType != "instance.create.end" ||
			!slices.Equal(got.Topics, []string{"a", "b"}) || got.Delivery.Retry != -1 {
			t.Errorf("sent %+v", got)
		}
		if !regexp.MustCompile(`^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$`).MatchString(got.MessageID) {
			t.Errorf("message id %q", got.MessageID)
		}
		if got.Timestamp.Location() != time.UTC || time.Since(got.Timestamp) > time.Minute {
			t.Errorf("timestamp %v", got.Timestamp)
		}
		if keys := got.Context.Keys(); !slices.Equal(slices.Sorted(slices.Values(keys)), []string{"roles", "user_id"}) {
			t.Errorf("context keys %v", keys)
		}
	}
}

func TestNotifierCopies(t *testing.T) {
	var sent notify.TestDriver
	n := notify.NewNotifier(nil, "one", notify.WithDriver(&sent))
	if err := n.With(notify.WithPublisherID("two"), notify.WithRetry(3), notify.WithoutConfirm()).Info(t.Context(), "e", nil); err != nil {
		t.Fatal(err)
	}
	if err := n.Info(t.Context(), "e", nil); err != nil {
		t.Fatal(err)
	}
	two, one := sent.Sent()[0], sent.Sent()[1]
	if two.PublisherID != "two" || two.Delivery != (transport.Delivery{Retry: 3, Unconfirmed: true}) {
		t.Errorf("the copy sent %+v", two)
	}
	if one.PublisherID != "one" || one.Delivery != (transport.Delivery{Retry: -1}) || n.PublisherID() != "one" {
		t.Errorf("the original sent %+v", one)
	}
	if !slices.Equal(one.Topics, []string{"notifications"}) {
		t.Errorf("default topics %v", one.Topics)
	}
}

type failingDriver struct{ err error }

func (d failingDriver) Notify(context.Context, oslo.Transport, *notify.Notification) error {
	return d.err
}

func TestNotifyErrors(t *testing.T) {
	broken := errors.New("broken")
	var sent notify.TestDriver
	n := notify.NewNotifier(nil, "p", notify.WithDriver(failingDriver{broken}, &sent, notify.MessagingV2Driver()))
	err := n.Info(t.Context(), "e", nil)
	if !errors.Is(err, broken) || !strings.Contains(err.Error(), "the notifier has no transport") || len(sent.Sent()) != 1 {
		t.Errorf("got %v, sent %d: every driver must be tried", err, len(sent.Sent()))
	}
	if err := n.Notify(t.Context(), "loud", "e", nil); err == nil || len(sent.Sent()) != 1 {
		t.Errorf("unknown priority: %v", err)
	}
	if err := notify.NewNotifier(oslotest.Open(t), "p").Info(t.Context(), "e", func() {}); err == nil {
		t.Error("a payload that can't be sent is no error")
	}
}

func TestNotifierEnabled(t *testing.T) {
	for want, drivers := range map[bool][]notify.Driver{
		false: {notify.NoopDriver(), notify.NoopDriver()}, true: {notify.NoopDriver(), notify.MessagingDriver()},
	} {
		if got := notify.NewNotifier(nil, "p", notify.WithDriver(drivers...)).Enabled(); got != want {
			t.Errorf("Enabled with %v: %v", drivers, got)
		}
	}
	if err := notify.NewNotifier(nil, "p", notify.WithDriver(notify.NoopDriver())).Info(t.Context(), "e", nil); err != nil {
		t.Error(err)
	}
}

func TestLogDriver(t *testing.T) {
	log, text := testlog.New()
	n := notify.NewNotifier(nil, "p", notify.WithDriver(notify.LogDriver(log)))
	ctx := oslotest.Context(t, map[string]any{"user_id": "u1-in-context"})
	payload := map[string]any{"name": "vm", "admin_pass": "c4n4ry", "list": []any{map[string]any{"auth_token": "c4n4ry"}}, "secrets": map[string]any{"x": "c4n4ry"}}
	for _, p := range notify.Priorities() {
		if err := n.Notify(ctx, p, "event."+string(p), payload); err != nil {
			t.Fatal(err)
		}
	}
	for _, want := range []string{
		"level=INFO msg=notification event_type=event.audit", "level=DEBUG msg=notification event_type=event.debug",
		"level=WARN msg=notification event_type=event.warn", "level=ERROR msg=notification event_type=event.error",
		"level=ERROR+4 msg=notification event_type=event.critical", `\"name\": \"vm\"`, `\"admin_pass\": \"***\"`,
	} {
		if !strings.Contains(text.String(), want) {
			t.Errorf("%q is not in\n%s", want, text)
		}
	}
	for _, secret := range []string{"c4n4ry", "u1-in-context"} {
		if strings.Contains(text.String(), secret) {
			t.Errorf("%q is in\n%s", secret, text)
		}
	}
	if err := notify.NewNotifier(nil, "p", notify.WithDriver(notify.LogDriver(nil))).Info(ctx, "e", nil); err == nil {
		t.Error("a log driver without a logger is no error")
	}
	if err := notify.NewNotifier(oslotest.Open(t, oslo.WithLogger(log)), "p", notify.WithDriver(notify.LogDriver(nil))).Info(ctx, "by.transport", nil); err != nil || !strings.Contains(text.String(), "by.transport") {
		t.Errorf("the transport's logger: %v", err)
	}
}

func TestNotifyDriverNamed(t *testing.T) {
	for _, name := range []string{"messaging", "messagingv2", "log", "noop", "test"} {
		if d, err := notify.DriverNamed(name); err != nil || d == nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := notify.DriverNamed("mesaging"); err == nil || !strings.Contains(err.Error(), "messagingv2") {
		t.Errorf("got %v, want the known names", err)
	}
}

// The keys of oslo_utils.strutils and what it finds in strings.
func TestLogDriverHidesWhatPythonHides(t *testing.T) {
	payload := map[string]any{"texts": []any{
		"adminPass='c4n4ry more'", `{"auth_token": "c4n4ry"}`, "password=c4n4ry", "--os-password c4n4ry", "<adminPass>c4n4ry</adminPass>",
		"password 'c4n4ry'", `password "c4n4ry"`, `cmd --password "c4n4ry"`, "'adminPass', '--password', 'c4n4ry'", "'password', '--c', u'c4n4ry'",
		"secret_uuid --flag c4n4ry", `{"password": "a\"c4n4ry"}`, "'x_password': u'it\\'s c4n4ry'",
	}}
	for key := range strings.FieldsSeq(`adminpass admin_pass password admin_password auth_token new_pass auth_password secret_uuid
		secret sys_pswd token configdrive chappassword encrypted_key private_key fernetkey sslkey passphrase cephclusterfsid
		octaviaheartbeatkey rabbitcookie cephmanilaclientkey pacemakerremoteauthkey designaterndckey cephadminkey
		heatauthencryptionkey cephclientkey keystonecredential barbicansimplecryptokek cephrgwkey swifthashsuffix migrationsshkey
		cephmdskey cephmonkey`) {
		payload[key] = "c4n4ry"
	}
	log, text := testlog.New()
	n := notify.NewNotifier(nil, "p", notify.WithDriver(notify.LogDriver(log)))
	if err := n.Info(t.Context(), "e", payload); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(text.String(), "c4n4ry") {
		t.Errorf("logged %s", text)
	}
	if err := n.Info(t.Context(), "e", map[string]any{"text": "the key is under the mat", "monkey": "banana"}); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(text.String(), "the key is under the mat") || !strings.Contains(text.String(), "banana") {
		t.Errorf("logged %s", text)
	}
}
