// Package world is the environment of osloctl's scripts: a private broker with
// its management API, a virtual host for each script, and real Python peers.
//
// Scripts have these commands beside osloctl and those of testscript:
//
//	python CMD [key=value | key:=json]...   a command of internal/pytest/peer.py
//	topology FILE                           write the queues, exchanges and bindings
//	rabbit CMD ARGS...                      change the broker, see rabbit.go
//	tapped EXCHANGE[=N]...                  wait until osloctl copies messages
//	untapped                                wait until no queue of osloctl is there
//	reported QUEUE CONSUMERS READY          wait until the management API says so
//	exitcode CODE PROGRAM ARGS...           run a program that ends with the code
//	until CODE PROGRAM ARGS...              run it again until it ends with the code
//
// The variables are $OSLO_TRANSPORT_URL, $MANAGEMENT_URL, $VHOST, $HOST and $PORT.
package world

import (
	"context"
	"flag"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/oslogen/oslogen/internal/brokertest"
	"github.com/oslogen/oslogen/internal/peers"
	"github.com/oslogen/oslogen/internal/pytest"
)

// parallel is how many tests run at the same time. Most of the time they wait: for
// the broker, for Python, or for numbers of the management API.
const parallel = "8"

// Main runs the tests of a package whose program is in commands, as
// [testscript.Main] does, and ends everything that [Setup] has started.
func Main(m *testing.M, commands map[string]func()) {
	if err := flag.Set("test.parallel", parallel); err != nil { // a flag of the command line goes before
		panic(err)
	}
	testscript.Main(brokertest.Wrap(m).(testscript.TestingM), commands)
}

// Broker is a private broker with its management API.
type Broker struct {
	*brokertest.Broker
	// ManagementURL is where the API answers.
	ManagementURL string
}

// shared are the brokers that the tests of the binary share, by their releases.
var shared sync.Map

// For returns the broker that all tests of the binary share. The test is skipped
// or fails if there is no RabbitMQ.
func For(tb testing.TB) *Broker {
	tb.Helper()
	return share(tb, "", brokertest.Options{})
}

// Later returns the broker of a later release that the tests share: trixie has
// RabbitMQ 4.0, and sid 4.3. The test is skipped or fails if it is not there.
func Later(tb testing.TB, release string) *Broker {
	tb.Helper()
	return share(tb, release, brokertest.Options{Home: peers.Of(tb, release).RabbitMQ})
}

func share(tb testing.TB, release string, opts brokertest.Options) *Broker {
	tb.Helper()
	start := sync.OnceValues(func() (*Broker, error) {
		b, err := Start(context.Background(), opts)
		if err == nil {
			brokertest.AtExit(b.Stop)
		}
		return b, err
	})
	first, _ := shared.LoadOrStore(release, start)
	b, err := first.(func() (*Broker, error))()
	if err != nil {
		brokertest.Unavailable(tb, err)
	}
	return b
}

// Start starts a private broker with its management API. The caller stops it.
func Start(ctx context.Context, opts brokertest.Options) (*Broker, error) {
	port, err := freePort()
	if err != nil {
		return nil, err
	}
	opts.Plugins = append(opts.Plugins, "rabbitmq_management")
	opts.Config += fmt.Sprintf("\nmanagement.tcp.ip = 127.0.0.1\nmanagement.tcp.port = %d\ncollect_statistics_interval = 500\n", port)
	b, err := brokertest.Start(ctx, opts)
	if err != nil {
		return nil, err
	}
	return &Broker{b, "http://127.0.0.1:" + strconv.Itoa(port)}, nil
}

func freePort() (int, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port, nil
}

// world is the environment of one script.
type world struct {
	broker *Broker
	python func() *pytest.Peer
	vhost  string
	work   string
	made   []string // ids of Python servers, clients, notifiers and listeners
}

// ending are scripts that have ended, whose Python objects need seconds to stop.
var ending sync.WaitGroup

var awaitEnding = sync.OnceFunc(func() { brokertest.AtExit(ending.Wait) })

// end stops the Python programs and removes the virtual host. It does not wait
// for either.
func (w *world) end() {
	awaitEnding()
	ending.Go(func() { // ends when all is stopped
		var stopping sync.WaitGroup
		for _, id := range w.made {
			stopping.Go(func() { // ends with the command
				w.python().Do(pytest.Cmd{"cmd": "stop", "id": id}) //nolint:errcheck // it may be stopped already
			})
		}
		stopping.Wait()
		w.broker.DeleteVhost(context.Background(), w.vhost) //nolint:errcheck // it goes with the broker
	})
}

type key struct{}

// Setup returns the Setup of [testscript.Params].
func Setup(tb testing.TB) func(*testscript.Env) error {
	tb.Helper()
	b := For(tb)
	python := sync.OnceValue(func() *pytest.Peer { return pytest.For(tb) })
	return func(env *testscript.Env) error {
		w := &world{broker: b, python: python, vhost: filepath.Base(env.WorkDir), work: env.WorkDir}
		if err := b.AddVhost(context.Background(), w.vhost); err != nil {
			return err
		}
		env.Defer(w.end)
		env.Values[key{}] = w
		env.Setenv("OSLO_TRANSPORT_URL", b.URL(w.vhost))
		env.Setenv("MANAGEMENT_URL", b.ManagementURL)
		env.Setenv("VHOST", w.vhost)
		env.Setenv("HOST", "127.0.0.1")
		env.Setenv("PORT", strconv.Itoa(b.Port))
		return goEnvironment(env)
	}
}

// goEnvironment lets commands that load Go packages find the existing caches.
func goEnvironment(env *testscript.Env) error {
	root, err := filepath.Abs("../..")
	if err != nil {
		return err
	}
	env.Setenv("OSLOGEN", root)
	for _, name := range []string{"GOCACHE", "GOMODCACHE", "GOPATH", "HOME"} {
		if v := os.Getenv(name); v != "" {
			env.Setenv(name, v)
		}
	}
	env.Setenv("GOFLAGS", "-mod=mod")
	env.Setenv("GOPROXY", "off")
	env.Setenv("GONOSUMDB", "*")
	return nil
}
