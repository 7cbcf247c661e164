// Command withbroker starts a private RabbitMQ, runs a command with
// OSLOGEN_TEST_BROKER set, so that all test binaries under it share that
// broker, stops the broker and exits as the command did.
//
//	withbroker go test ./...
//
// Where OSLOGEN_AMQP_URL names a broker none is started. Where there is no
// RabbitMQ the command runs without one, unless OSLOGEN_REQUIRE=1.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"syscall"

	"github.com/oslogen/oslogen/internal/brokertest"
)

func main() {
	if len(os.Args) < 2 {
		fmt.Fprintln(os.Stderr, "usage: withbroker command [argument...]")
		os.Exit(2)
	}
	code, err := run(os.Args[1:])
	if err != nil {
		fmt.Fprintln(os.Stderr, "withbroker:", err)
	}
	os.Exit(code)
}

// run returns the exit code of the command, or 1 and the error before it ran.
func run(argv []string) (int, error) {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	env, end, err := broker(ctx)
	if err != nil {
		return 1, err
	}
	defer end()

	cmd := exec.CommandContext(ctx, argv[0], argv[1:]...)
	cmd.Env = append(os.Environ(), env...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	cmd.Cancel = func() error { return cmd.Process.Signal(syscall.SIGTERM) }
	err = cmd.Run()
	if exit, ok := errors.AsType[*exec.ExitError](err); ok && exit.ExitCode() > 0 {
		return exit.ExitCode(), nil
	}
	if err != nil {
		return 1, err
	}
	return 0, nil
}

// broker returns variables for the environment, and a function that ends the
// broker.
func broker(ctx context.Context) (env []string, end func(), err error) {
	if os.Getenv("OSLOGEN_AMQP_URL") != "" {
		fmt.Fprintln(os.Stderr, "withbroker: using the broker of OSLOGEN_AMQP_URL")
		return nil, func() {}, nil
	}
	b, err := brokertest.Start(ctx, brokertest.Options{})
	if errors.Is(err, brokertest.ErrUnavailable) && os.Getenv("OSLOGEN_REQUIRE") != "1" {
		fmt.Fprintf(os.Stderr, "withbroker: %v; tests that need a broker are skipped\n", err)
		return nil, func() {}, nil
	}
	if err != nil {
		return nil, nil, err
	}
	fmt.Fprintf(os.Stderr, "withbroker: private RabbitMQ on %s, pid %d\n", b.Address(), b.Pid())
	return []string{b.Environ()}, b.Stop, nil
}
