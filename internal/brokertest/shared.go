package brokertest

import (
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"os"
	"slices"
	"strconv"
	"sync"
	"testing"
)

const (
	givenEnv  = "OSLOGEN_AMQP_URL"
	sharedEnv = "OSLOGEN_TEST_BROKER"
)

// shared is this test binary's broker.
var shared struct {
	sync.Mutex
	tried  bool
	broker *Broker
	err    error
	atExit []func()
}

// For returns the broker that the tests of this binary share, with a vhost of
// the binary's own. The first call starts it. Tests keep apart by the names of
// their topics, or with NewVhost. Without a broker the test is skipped or fails
// (see Unavailable).
func For(tb testing.TB) *Broker {
	tb.Helper()
	shared.Lock()
	defer shared.Unlock()
	if !shared.tried {
		shared.tried = true
		var stop func()
		if shared.broker, stop, shared.err = obtain(context.Background()); stop != nil {
			shared.atExit = append(shared.atExit, stop)
		}
	}
	if shared.err != nil {
		Unavailable(tb, shared.err)
	}
	return shared.broker
}

// Main runs the tests, stops the broker of For, and exits.
func Main(m *testing.M) { os.Exit(Wrap(m).Run()) }

// Wrap returns m with a Run that stops the broker of For. It is for
// goleak.VerifyTestMain.
func Wrap(m interface{ Run() int }) interface{ Run() int } { return runner{m} }

// AtExit has Main call f after the tests. The last function given is called first.
func AtExit(f func()) {
	shared.Lock()
	defer shared.Unlock()
	shared.atExit = append(shared.atExit, f)
}

type runner struct{ tests interface{ Run() int } }

func (r runner) Run() int {
	defer func() {
		shared.Lock()
		defer shared.Unlock()
		for _, f := range slices.Backward(shared.atExit) {
			f()
		}
		shared.atExit = nil
	}()
	return r.tests.Run()
}

// obtain finds or starts the broker of this binary.
func obtain(ctx context.Context) (*Broker, func(), error) {
	if given := os.Getenv(givenEnv); given != "" {
		b, err := attachURL(ctx, given)
		return b, nil, err
	}
	if text := os.Getenv(sharedEnv); text != "" {
		return attach(ctx, text)
	}
	b, err := Start(ctx, Options{})
	if err != nil {
		return nil, nil, err
	}
	return b, b.Stop, nil
}

// attachURL uses a broker about which nothing but the URL is known.
func attachURL(ctx context.Context, text string) (*Broker, error) {
	u, err := url.Parse(text)
	if err != nil {
		return nil, fmt.Errorf("%s is not a URL of one host", givenEnv) // err may show a password
	}
	b := &Broker{given: u, Port: 5672, Vhost: "/"}
	if u.User == nil {
		u.User = url.UserPassword("guest", "guest")
	}
	if port := u.Port(); port != "" {
		b.Port, _ = strconv.Atoi(port)
	}
	if len(u.Path) > 1 {
		b.Vhost = u.Path[1:]
	}
	return b, Greet(ctx, b.Address())
}

// exported has the data that other processes need to use a broker.
type exported struct {
	Node     string
	Port     int
	DistPort int
	Dir      string
	Site     site
}

// Environ returns the environment entry that makes For, in processes started
// with it, share this broker.
func (b *Broker) Environ() string {
	text, _ := json.Marshal(exported{b.Node, b.Port, b.distPort, b.dir, *b.site}) // cannot fail
	return sharedEnv + "=" + string(text)
}

// attach shares the broker of another process, in a new vhost.
func attach(ctx context.Context, text string) (*Broker, func(), error) {
	var e exported
	if err := json.Unmarshal([]byte(text), &e); err != nil {
		return nil, nil, fmt.Errorf("%s: %w", sharedEnv, err)
	}
	b := &Broker{Node: e.Node, Port: e.Port, distPort: e.DistPort, dir: e.Dir, site: &e.Site, Vhost: newVhostName()}
	if err := b.AddVhost(ctx, b.Vhost); err != nil {
		return nil, nil, fmt.Errorf("share the broker of %s: %w", sharedEnv, err)
	}
	return b, func() {
		b.DeleteVhost(ctx, b.Vhost) //nolint:errcheck // it goes with the broker anyway
	}, nil
}
