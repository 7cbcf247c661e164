// Command demo serves and calls the example's interface, and prints each step.
//
// By default it needs nothing: server and client are in this process, on the
// in-process transport. With OSLO_TRANSPORT_URL=rabbit://user:pass@host:port/vhost
// they are two processes on that broker.
package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"strings"
	"syscall"
	"time"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/amqp"
	"github.com/oslogen/oslogen/runtime/fake"
	"github.com/oslogen/oslogen/runtime/transport"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, os.Getenv("OSLO_TRANSPORT_URL"), os.Args[1:], os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "demo:", err)
		os.Exit(1)
	}
}

// run is the demo, or with the argument "serve" its server only, until stdin ends.
func run(ctx context.Context, url string, args []string, stdin io.Reader, stdout io.Writer) error {
	if url == "" {
		url = "fake://"
	}
	tr, err := oslo.Open(ctx, url, amqp.Driver(), fake.Driver(), oslo.WithResponseTimeout(15*time.Second))
	if err != nil {
		return err
	}
	defer tr.Close()
	switch {
	case len(args) > 0 && args[0] == "serve":
		return serveUntilEnd(ctx, tr, stdin, stdout)
	case len(args) > 0:
		return fmt.Errorf("unknown argument %q; want none, or \"serve\"", args[0])
	}
	start := startHere
	where := "server and client in one process"
	if !strings.HasPrefix(url, "fake:") {
		start, where = startProcess, "server and client in two processes"
	}
	u, err := transport.ParseURL(url)
	if err != nil {
		return err
	}
	fmt.Fprintf(stdout, "oslogen demo on %s, %s\n\n", u.String(), where)
	events, end, err := start(ctx, tr)
	if err != nil {
		return err
	}
	err = play(ctx, tr, newTranscript(stdout, events))
	if endErr := end(); err == nil {
		err = endErr
	}
	return err
}

// startHere runs the servers in this process. events has a line for each request.
func startHere(ctx context.Context, tr oslo.Transport) (events io.Reader, end func() error, err error) {
	ctx, cancel := context.WithCancel(ctx)
	r, w := io.Pipe()
	served := make(chan error, 1)
	go func() { // ends with ctx
		err := serve(ctx, tr, w)
		_ = w.CloseWithError(err) // never fails
		served <- err
	}()
	end = func() error {
		cancel()
		_ = r.Close() // never fails
		return <-served
	}
	return r, end, nil
}

// startProcess runs this program again with the argument "serve".
func startProcess(ctx context.Context, _ oslo.Transport) (events io.Reader, end func() error, err error) {
	self, err := os.Executable()
	if err != nil {
		return nil, nil, err
	}
	cmd := exec.CommandContext(ctx, self, "serve")
	cmd.Stderr = os.Stderr
	stdin, err := cmd.StdinPipe()
	if err != nil {
		return nil, nil, err
	}
	cmd.Cancel = stdin.Close // the server's sign to end, which it does in time
	cmd.WaitDelay = 35 * time.Second
	if events, err = cmd.StdoutPipe(); err != nil {
		return nil, nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, nil, err
	}
	end = func() error {
		_ = stdin.Close()
		_, _ = io.Copy(io.Discard, events)
		return cmd.Wait()
	}
	return events, end, nil
}
