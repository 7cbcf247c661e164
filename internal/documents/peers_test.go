package documents

import (
	"cmp"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/oslogen/oslogen/examples/api"
	"github.com/oslogen/oslogen/examples/versions/disks"
	"github.com/oslogen/oslogen/gen"
	"github.com/oslogen/oslogen/gen/apidoc"
	"github.com/oslogen/oslogen/internal/brokertest"
	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/oslotest"
	notifications "github.com/oslogen/oslogen/testdata/golden/notifications"
)

// brokerURL is the broker of the examples.
const brokerURL = "rabbit://user:password@host:5672/"

// pages are the interfaces whose examples are run.
var pages = map[string]func(tr oslo.Transport, opts ...oslo.ServerOption) *oslo.Server{
	"./examples/api": func(tr oslo.Transport, opts ...oslo.ServerOption) *oslo.Server {
		return api.NewComputeServer(tr, "host1", compute{}, opts...)
	},
	"./examples/versions/disks": func(tr oslo.Transport, opts ...oslo.ServerOption) *oslo.Server {
		return disks.NewDisksServer(tr, "host1", volumes{}, opts...)
	},
}

// TestExamplesReachAServer: the Python examples run with real oslo.messaging, and those
// for a shell with osloctl. A Go server gets all of them and can read their arguments.
func TestExamplesReachAServer(t *testing.T) {
	b := brokertest.For(t)
	osloctl := buildOsloctl(t)
	for pattern, serve := range pages {
		found, err := gen.Documents(gen.Config{Dir: root}, pattern)
		if err != nil {
			t.Fatal(err)
		}
		i := found.Interfaces[0]
		want := names(i)
		p := examplesOf(t, i)
		t.Run(i.Name, func(t *testing.T) {
			url := b.URL(b.NewVhost(t))
			l := &log{changed: make(chan struct{}, 1)}
			oslotest.Start(t, serve(open(t, url), oslo.WithServerInterceptor(l.note)))
			python(t, strings.ReplaceAll(strings.Join(p.python, ""), brokerURL, url))
			l.await(t, want)
			shell(t, osloctl, url, strings.Join(p.shell[1:], ""))
			l.await(t, slices.Repeat(want, 2))
			shell(t, osloctl, url, withAPI(p.shell[1:], pattern))
			l.await(t, slices.Repeat(want, 3))
		})
	}
}

// names are the names of an interface's methods in its examples.
func names(i *apidoc.Interface) (list []string) {
	for _, m := range i.Methods {
		list = append(list, m.Wire)
	}
	return list
}

// withAPI makes osloctl check commands against the interface before it sends.
func withAPI(commands []string, pattern string) string {
	var b strings.Builder
	for _, command := range commands {
		b.WriteString(strings.TrimRight(command, "\n") + " --api " + pattern + "\n")
	}
	return b.String()
}

// TestPythonNotifierExample: what the examples of a page of events send from Python
// reaches the generated listener.
func TestPythonNotifierExample(t *testing.T) {
	b := brokertest.For(t)
	url := b.URL(b.NewVhost(t))
	found, err := gen.Documents(gen.Config{Dir: root}, "./testdata/golden/notifications")
	if err != nil {
		t.Fatal(err)
	}
	heard := make(events, 10)
	oslotest.Start(t, notifications.NewInstanceEventsListener(open(t, url), heard))
	var text []string
	for _, one := range examplesOf(t, found.Interfaces[0]).python {
		if !strings.HasPrefix(one, "class ") { // the listener, which would go on
			text = append(text, one)
		}
	}
	python(t, strings.ReplaceAll(strings.Join(text, ""), brokerURL, url))
	for range 4 { // each event comes on two topics
		select {
		case <-heard:
		case <-t.Context().Done():
			t.Fatal("the listener has not heard all events")
		}
	}
}

// buildOsloctl builds osloctl.
func buildOsloctl(t *testing.T) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "osloctl")
	cmd := exec.Command("go", "build", "-buildvcs=false", "-o", file, ".")
	cmd.Dir = filepath.Join(root, "cmd/osloctl")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("build osloctl: %v\n%s", err, out)
	}
	return file
}

// python runs a program.
func python(t *testing.T, text string) {
	t.Helper()
	interpreter := cmp.Or(os.Getenv("OSLOGEN_PYTHON"), "/usr/bin/python3")
	if err := exec.Command(interpreter, "-c", "import oslo_messaging").Run(); err != nil {
		brokertest.Unavailable(t, "no Python with oslo.messaging here")
	}
	out, err := exec.CommandContext(t.Context(), interpreter, "-W", "ignore", "-c", text).CombinedOutput()
	if err != nil {
		t.Fatalf("python: %v\n%s\n%s", err, out, text)
	}
}

// shell runs commands of osloctl in the root of the repository.
func shell(t *testing.T, osloctl, url, text string) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "sh", "-ec", text)
	cmd.Dir = root
	cmd.Env = append(os.Environ(), "OSLO_TRANSPORT_URL="+url, "PATH="+filepath.Dir(osloctl)+":"+os.Getenv("PATH"), "GOFLAGS=-buildvcs=false")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("osloctl: %v\n%s\n%s", err, out, text)
	}
}
