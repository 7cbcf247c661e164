package interop

import (
	"bufio"
	"context"
	"encoding/json"
	"os"
	"os/exec"
	"testing"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/amqp"
	"github.com/oslogen/oslogen/runtime/dispatch"
)

// qmChild is a Go process: this test's program, run again with qmChildEnv.
type qmChild struct {
	stdin  *json.Encoder
	stdout *json.Decoder
}

const qmChildEnv = "OSLOGEN_TEST_QUEUE_MANAGER"

// qmSetting is what the child is told in its environment.
type qmSetting struct {
	URL, Topic, Name string
	Options          map[string]string
}

func newQMChild(t *testing.T, b bus, topic, name string) *qmChild {
	t.Helper()
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(program)
	cmd.Env = append(os.Environ(), qmChildEnv+"="+toJSON(qmSetting{b.url, topic, name, b.options}), "OSLO_LOCK_PATH=/dev/shm")
	cmd.Stderr = os.Stderr
	stdin, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = stdin.Close()
		if err := cmd.Wait(); err != nil {
			t.Errorf("process %s: %v", name, err)
		}
	})
	c := &qmChild{json.NewEncoder(stdin), json.NewDecoder(bufio.NewReader(stdout))}
	for _, failed := range c.ask(t, "start") {
		t.Fatal(failed)
	}
	return c
}

func (c *qmChild) ask(t *testing.T, command string) (answer []string) {
	t.Helper()
	if err := c.stdin.Encode(command); err != nil {
		t.Error(err)
		return nil
	}
	if err := c.stdout.Decode(&answer); err != nil {
		t.Error(err)
	}
	return answer
}

func (c *qmChild) send(t *testing.T) []string { return c.ask(t, "send") }

func (c *qmChild) fanouts(t *testing.T) []string { return c.ask(t, "fanouts") }

// qmWork is what a child has: a server, what it received, and a client.
type qmWork struct {
	name   string
	server *oslo.Server
	log    record
	client *oslo.Client
}

// runQMChild is the child's main function. It answers commands, one a line, with
// lists of texts, until its input ends.
func runQMChild(setting string) error {
	var s qmSetting
	if err := json.Unmarshal([]byte(setting), &s); err != nil {
		return err
	}
	var options []amqp.Option
	for name, value := range s.Options {
		options = append(options, amqp.WithOption(name, value))
	}
	ctx := context.Background()
	tr, err := oslo.Open(ctx, s.URL, amqp.Driver(options...))
	if err != nil {
		return err
	}
	defer func() { _ = tr.Close() }()
	w := qmWork{name: s.Name, client: oslo.NewClient(tr, oslo.Target{Topic: s.Topic}, oslo.WithTimeout(patience))}
	w.server = oslo.NewServer(tr, oslo.Target{Topic: s.Topic, Server: s.Name})
	defer func() { _ = w.server.Wait(ctx) }()
	for _, e := range endpoints(&w.log, s.Name) {
		dispatch.Register(w.server, e)
	}
	commands, answers := json.NewDecoder(os.Stdin), json.NewEncoder(os.Stdout)
	for {
		var command string
		if err := commands.Decode(&command); err != nil {
			return nil // the test has ended
		}
		if err := answers.Encode(w.run(ctx, command)); err != nil {
			return err
		}
	}
}

func (w *qmWork) run(ctx context.Context, command string) []string {
	answer := []string{}
	switch command {
	case "start":
		if err := w.server.Start(ctx); err != nil {
			answer = append(answer, err.Error())
		}
	case "send":
		answer = w.send(ctx)
	case "fanouts":
		for _, entry := range w.log.of("record") {
			answer = append(answer, entry["args"].(object)["mark"].(string))
		}
	}
	return answer
}

func (w *qmWork) send(ctx context.Context) []string {
	toAll := w.client.With(oslo.WithTarget(func(t *oslo.Target) { t.Fanout = true }))
	return sendNumbered(w.name, qmGoCallers, func(mark string) (string, error) {
		var result json.RawMessage
		err := w.client.Call(ctx, &oslo.Method{Name: "echo"}, object{"mark": mark}, &result)
		return markOf(result), err
	}, func(mark string) error {
		return toAll.Cast(ctx, &oslo.Method{Name: "record"}, object{"mark": mark})
	})
}
