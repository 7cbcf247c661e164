package brokertest

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

var (
	// ErrShared refuses an act that would hit the other users of the broker.
	ErrShared = errors.New("the broker is shared: start one with brokertest.New")
	// ErrNoControl refuses to manage the broker of OSLOGEN_AMQP_URL.
	ErrNoControl = errors.New("the broker of OSLOGEN_AMQP_URL can't be managed from here")
	errStopped   = errors.New("the broker is not running")
)

// Shared reports whether the broker belongs to others too, so that faults are
// refused.
func (b *Broker) Shared() bool { return b.site == nil || b.site.epmd == nil }

// Pid is the Erlang VM's, 0 when it is not running or not ours.
func (b *Broker) Pid() int {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.pid
}

// Kill ends the node without any goodbye (SIGKILL) and returns when it is
// gone. Its data stays for Restart.
func (b *Broker) Kill() error { return b.finish(context.Background(), syscall.SIGKILL) }

// Terminate ends the node in an orderly way (SIGTERM): clients get
// connection.close 320. It returns when the node is gone. A node that does not
// run is no error.
func (b *Broker) Terminate(ctx context.Context) error {
	err := b.finish(ctx, syscall.SIGTERM)
	if errors.Is(err, errStopped) {
		return nil
	}
	return err
}

// Running reports whether the node's process runs, be it frozen. A shared broker does.
func (b *Broker) Running() bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.Shared() || b.process != nil && b.process.running()
}

func (b *Broker) finish(ctx context.Context, sig os.Signal) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if err := b.signal(sig); err != nil {
		return err
	}
	select {
	case <-b.process.done:
		b.process.hold.Close()
		b.process, b.pid = nil, 0
		return nil
	case <-ctx.Done():
		return fmt.Errorf("wait for the broker's end: %w", ctx.Err())
	}
}

// Freeze stops the node's clock (SIGSTOP): its sockets stay open and silent
// until Thaw.
func (b *Broker) Freeze() error {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.signal(syscall.SIGSTOP)
}

// Thaw ends Freeze (SIGCONT).
func (b *Broker) Thaw() error {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.signal(syscall.SIGCONT)
}

// signal needs b.mu.
func (b *Broker) signal(sig os.Signal) error {
	switch {
	case b.Shared():
		return ErrShared
	case b.process == nil:
		return errStopped
	case !b.process.running():
		return fmt.Errorf("%w: it ended by itself", errStopped)
	}
	return signal(b.pid, b.Node, sig)
}

// Stop ends the node and everything started for it, and removes its data. A
// shared broker is left alone. Stop may be called more than once.
func (b *Broker) Stop() {
	if b.Shared() {
		return
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.process != nil {
		b.process.end()
		b.process, b.pid = nil, 0
	}
	if b.ownsSite {
		b.site.close()
	}
}

// CloseAllConnections makes the broker close every client connection, of its
// own vhost only if the broker is shared. It returns when they are closing.
func (b *Broker) CloseAllConnections(ctx context.Context, reason string) error {
	args := []string{"close_all_connections"}
	if b.Shared() {
		args = append(args, "--vhost", b.Vhost)
	}
	_, err := b.Ctl(ctx, append(args, reason)...)
	return err
}

// MemoryAlarm turns the memory alarm on, which blocks publishers, or off.
func (b *Broker) MemoryAlarm(ctx context.Context, on bool) error {
	if b.Shared() {
		return ErrShared
	}
	mark := "0.6"
	if on {
		mark = "0.00001"
	}
	_, err := b.Ctl(ctx, "set_vm_memory_high_watermark", mark)
	return err
}

// Ctl runs rabbitmqctl and returns its output. It takes about a second.
func (b *Broker) Ctl(ctx context.Context, args ...string) (string, error) {
	if b.site == nil {
		return "", ErrNoControl
	}
	cmd := exec.CommandContext(ctx, filepath.Join(b.site.Home, "sbin", "rabbitmqctl"), append([]string{"-q"}, args...)...)
	cmd.Env = b.env()
	cmd.WaitDelay = time.Second
	out, err := cmd.CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("rabbitmqctl %s: %w: %s", args[0], err, strings.TrimSpace(string(out)))
	}
	return string(out), nil
}

// Eval evaluates an Erlang expression on the node and returns its value's
// text. It is much faster than Ctl where Erlang's erl_call is installed.
func (b *Broker) Eval(ctx context.Context, expr string) (string, error) {
	if b.site == nil {
		return "", ErrNoControl
	}
	tool, err := exec.LookPath("erl_call")
	if err != nil {
		out, err := b.Ctl(ctx, "eval", expr+".")
		return strings.TrimSpace(out), err
	}
	cmd := exec.CommandContext(ctx, tool, "-sname", b.Node, "-e")
	cmd.Env, cmd.Stdin, cmd.WaitDelay = b.env(), strings.NewReader(expr+".\n"), time.Second
	out, err := cmd.CombinedOutput()
	if bytes.Contains(out, []byte("failed to connect to node")) { // now and then, when several run at once. Nothing was evaluated
		out, err := b.Ctl(ctx, "eval", expr+".")
		return strings.TrimSpace(out), err
	}
	if err != nil {
		return "", fmt.Errorf("erl_call: %w: %s", err, out)
	}
	value, ok := strings.CutPrefix(strings.TrimSpace(string(out)), "{ok, ")
	if !ok {
		return "", fmt.Errorf("evaluate %s: %s", expr, out)
	}
	return strings.TrimSuffix(value, "}"), nil
}

// AddVhost makes a vhost that guest may use.
func (b *Broker) AddVhost(ctx context.Context, name string) error {
	out, err := b.Eval(ctx, fmt.Sprintf(
		`{rabbit_vhost:add(<<"%[1]s">>, <<"brokertest">>), rabbit_auth_backend_internal:set_permissions(`+
			`<<"guest">>, <<"%[1]s">>, <<".*">>, <<".*">>, <<".*">>, <<"brokertest">>)}`, name))
	if err == nil && out != "{ok, ok}" && out != "{ok,ok}" {
		err = errors.New(out)
	}
	if err != nil {
		return fmt.Errorf("add vhost %q: %w", name, err)
	}
	return nil
}

// DeleteVhost removes a vhost and closes the connections to it.
func (b *Broker) DeleteVhost(ctx context.Context, name string) error {
	_, err := b.Eval(ctx, fmt.Sprintf(`rabbit_vhost:delete(<<"%s">>, <<"brokertest">>)`, name))
	return err
}

// NewVhost makes a vhost for one test, which is skipped if the broker can't be
// managed from here.
func (b *Broker) NewVhost(tb testing.TB) string {
	tb.Helper()
	name := newVhostName()
	err := b.AddVhost(tb.Context(), name)
	if errors.Is(err, ErrNoControl) {
		tb.Skip(err)
	}
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		b.DeleteVhost(context.Background(), name) //nolint:errcheck // it goes with the broker anyway
	})
	return name
}

func newVhostName() string { return "t-" + strings.ToLower(rand.Text()[:10]) }
