package interop

import (
	"strings"
	"testing"
	"time"

	"github.com/oslogen/oslogen/internal/pytest"
)

// side makes the peers of one language.
type side interface {
	serve(t *testing.T, s service) receiver
	client(t *testing.T, c clientSpec) client
	listen(t *testing.T, l listening) receiver
	notifier(t *testing.T, n notifying) notifier
}

// bus is what the peers of a scenario have to agree on.
type bus struct {
	url      string
	options  map[string]string // of [oslo_messaging_rabbit]
	exchange string            // control_exchange, if it is not the default
}

// service is an RPC server to start. It has the methods of internal/pytest's
// Endpoint, at version 1.3 and, in the namespaces "volumes" and "old-volumes", at
// version 2.4.
type service struct {
	bus
	topic, server string
	inExchange    string // the target's exchange, if it names one
	wrap          bool   // use the serializer "wrap"
	ping          bool
}

// clientSpec is an RPC client to make.
type clientSpec struct {
	bus
	topic      string
	inExchange string // the target's exchange, if it names one
	allow      bool   // know the exceptions of demo_service
	wrap       bool
	mandatory  bool
	oneTry     bool // do not try a second time to reach the broker
	pin        string
}

// listening is a notification listener to start.
type listening struct {
	bus
	topics     []string
	exchanges  []string // of the topics, if they are not the default
	priorities []string // all if there are none
	pool       string
	requeue    bool
	batch      int
	filter     map[string]any // the arguments of NotificationFilter
	answers    []string       // to the first messages: "requeue", "raise" or ""
	wrap       bool
}

// notifying is a notifier to make.
type notifying struct {
	bus
	topics []string
	driver string
	wrap   bool
}

// receiver is a running server or listener.
type receiver interface {
	// received lists what has come so far for the method, or of any if it is
	// empty: objects of method, context, args and label, or of priority, context,
	// publisher_id, event_type, payload and metadata.
	received(t *testing.T, method string) []object
	stop(t *testing.T)
}

// client sends requests.
type client interface {
	call(r request) (result string, _ *failure) // the result's JSON text
	cast(r request) *failure
}

// request is a call or a cast.
type request struct {
	method             string
	args, context      string // JSON objects; none if empty
	namespace, version string
	server             string
	fanout             bool
	timeout, monitor   time.Duration
}

// failure is what went wrong with a request, in terms that both languages share.
type failure struct {
	class string // of the exception, without module: "ValueError", "MessagingTimeout"
	text  string
	// declared is set if the caller got the class, or Go error, that it knows, and
	// not a RemoteError.
	declared bool
	goType   string // of the Go error behind it; empty in Python
	kwargs   string
}

func (f *failure) Error() string { return f.class + ": " + f.text }

// notifier sends notifications.
type notifier interface {
	notify(t *testing.T, n notification)
}

type notification struct {
	priority, event  string
	payload, context string // JSON
}

type object = map[string]any

// direction is who talks to whom.
type direction struct {
	name             string
	sender, receiver side
}

var directions = []direction{
	{"go-to-python", goSide{}, pythonSide{}},
	{"python-to-go", pythonSide{}, goSide{}},
	{"go-to-go", goSide{}, goSide{}},
}

// unique is a name that nothing else has.
func unique(prefix string) string { return pytest.NewID(prefix) }

// patience is how long a scenario waits for what must happen.
const patience = 2 * time.Minute

// eventually calls f until it reports true.
func eventually(t *testing.T, what string, f func() bool) {
	t.Helper()
	for end := time.Now().Add(patience); !f(); {
		if time.Now().After(end) {
			t.Fatalf("%s: not in %v", what, patience)
		}
		time.Sleep(20 * time.Millisecond) // a poll, for what can't be waited for
	}
}

// awaitReceived waits until the receivers have received count messages between
// them, and returns those of each.
func awaitReceived(t *testing.T, method string, count int, from ...receiver) [][]object {
	t.Helper()
	var got [][]object
	eventually(t, "messages received", func() bool {
		got = nil
		total := 0
		for _, r := range from {
			entries := r.received(t, method)
			got = append(got, entries)
			total += len(entries)
		}
		return total >= count
	})
	return got
}

// must fails the test if the request failed.
func must(t *testing.T, f *failure) {
	t.Helper()
	if f != nil {
		t.Fatal(f)
	}
}

// wantResult fails the test unless a call returned the JSON value want.
func wantResult(t *testing.T, want, got string, f *failure) {
	t.Helper()
	must(t, f)
	if normal(got) != normal(want) {
		t.Errorf("result %s, want %s", shortened(got), shortened(want))
	}
}

// wantFailure fails the test unless the request failed as wanted.
func wantFailure(t *testing.T, want failure, got *failure) {
	t.Helper()
	switch {
	case got == nil:
		t.Fatalf("no error, want %s", want.class)
	case got.class != want.class || !strings.Contains(got.text, want.text):
		t.Errorf("failed with %v, want %v", got, &want)
	case want.goType != "" && got.goType != "" && got.goType != want.goType:
		t.Errorf("failed with a %s, want %s", got.goType, want.goType)
	}
}

func shortened(text string) string {
	if len(text) > 200 {
		return text[:200] + "..."
	}
	return text
}
