// Package services starts OpenStack's own services for tests: programs of
// Debian's packages, which scripts/services unpacks, on SQLite and a private
// broker. Nothing of them is installed.
//
//	cloud := services.New(t)
//	nova := cloud.Nova(t)
//	tr, err := oslo.Open(ctx, nova.URL, amqp.Driver())
//
// Environment:
//
//	OSLOGEN_OPENSTACK  where the services are unpacked; tests skip without it
package services

import (
	"bytes"
	"context"
	"embed"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"text/template"
	"time"

	"github.com/oslogen/oslogen/internal/brokertest"
	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/amqp"
)

//go:embed conf
var conf embed.FS

// startTimeout bounds the start of one service on a busy machine.
const startTimeout = 3 * time.Minute

// Cloud is a broker and the directory of the unpacked services.
type Cloud struct {
	URL  string // of the broker
	root string
}

// New returns a cloud without services. The test is skipped if
// OSLOGEN_OPENSTACK is not set.
func New(tb testing.TB) *Cloud {
	tb.Helper()
	root := os.Getenv("OSLOGEN_OPENSTACK")
	if root == "" {
		tb.Skip("OSLOGEN_OPENSTACK is not set: make test-openstack runs this test")
	}
	return &Cloud{URL: brokertest.For(tb).URL(""), root: root}
}

// Service is a service that runs until the test ends.
type Service struct {
	URL    string // of the broker
	API    string // the URL of its REST API, if it has one
	Dir    string // of its configuration, database and log
	Host   string // the service's name for its host
	Port   int    // of its REST API
	Files  string // where the packages are unpacked
	config string
	ended  <-chan struct{}
}

// service writes the configuration of a service into a new directory.
func (c *Cloud) service(tb testing.TB, name string) *Service {
	tb.Helper()
	s := &Service{URL: c.URL, Dir: tb.TempDir(), Host: "host1", Files: filepath.Join(c.root, "files")}
	s.Port = freePort(tb)
	s.API = fmt.Sprintf("http://127.0.0.1:%d", s.Port)
	s.config = s.write(tb, name+".conf")
	return s
}

// write fills in a file of conf and returns its path in the service's
// directory.
func (s *Service) write(tb testing.TB, name string) string {
	tb.Helper()
	t, err := template.ParseFS(conf, "conf/"+name)
	if err != nil {
		tb.Fatal(err)
	}
	var text bytes.Buffer
	if err := t.Execute(&text, s); err != nil {
		tb.Fatal(err)
	}
	path := filepath.Join(s.Dir, name)
	if err := os.WriteFile(path, text.Bytes(), 0o600); err != nil {
		tb.Fatal(err)
	}
	return path
}

// Python runs a script of conf, or a program of the packages, to its end. It
// gets the service's configuration as an option.
func (s *Service) Python(tb testing.TB, program string, args ...string) {
	tb.Helper()
	if filepath.Ext(program) == ".py" {
		program = s.write(tb, program)
	}
	cmd := s.command(program, args...)
	if out, err := cmd.CombinedOutput(); err != nil {
		tb.Fatalf("%s: %v\n%s", program, err, tail(out))
	}
}

// command is a Python program with the service's configuration.
func (s *Service) command(program string, args ...string) *exec.Cmd {
	if filepath.Ext(program) == "" {
		program = filepath.Join(s.Files, "usr/bin", program)
	}
	args = append([]string{"-W", "ignore", program, "--config-file", s.config}, args...)
	cmd := exec.Command(filepath.Join(s.Files, "usr/bin/python3"), args...)
	cmd.Dir = s.Dir
	return cmd
}

// await polls until check succeeds. The test fails if the service ends before.
func (s *Service) await(tb testing.TB, check func(context.Context) error) {
	tb.Helper()
	ctx, cancel := context.WithTimeout(tb.Context(), startTimeout)
	defer cancel()
	for {
		err := check(ctx)
		if err == nil {
			return
		}
		select {
		case <-s.ended:
			tb.Fatal("the service has ended: ", err)
		case <-ctx.Done():
			tb.Fatal("the service does not answer: ", err)
		case <-time.After(200 * time.Millisecond):
		}
	}
}

// Open connects to the broker until the test ends.
func (c *Cloud) Open(tb testing.TB) oslo.Transport {
	tb.Helper()
	tr, err := oslo.Open(tb.Context(), c.URL, amqp.Driver())
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { tr.Close() })
	return tr
}

// Receive returns the next value of c. The test fails if none comes in time.
func Receive[T any](tb testing.TB, c <-chan T) T {
	tb.Helper()
	select {
	case v := <-c:
		return v
	case <-time.After(startTimeout):
		tb.Fatal("nothing has come")
		panic("unreachable")
	}
}

// answers reports whether a REST API answers.
func answers(ctx context.Context, url string) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return err
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	return res.Body.Close()
}

func freePort(tb testing.TB) int {
	tb.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		tb.Fatal(err)
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port
}
