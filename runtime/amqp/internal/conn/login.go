package conn

import (
	"errors"
	"fmt"
	"io"
	"net"
	"syscall"
	"time"

	amqp091 "github.com/rabbitmq/amqp091-go"
)

// Login returns how to log in on host by a SASL mechanism.
func Login(method string, host Host) (amqp091.Authentication, error) {
	switch method {
	case "AMQPLAIN":
		return &amqp091.AMQPlainAuth{Username: host.Username, Password: host.Password}, nil
	case "PLAIN":
		return &amqp091.PlainAuth{Username: host.Username, Password: host.Password}, nil
	case "EXTERNAL":
		return &amqp091.ExternalAuth{}, nil
	}
	return nil, fmt.Errorf("unknown login method %q", method)
}

var errNoHandshake = errors.New("the broker does not answer")

// silentClose is less than the time RabbitMQ waits before it drops a client whose
// login it has refused (3 s).
const silentClose = time.Second

// explainLogin tells a refused login from a connection that was lost while logging
// in, for which the library has the same error. lost is why the socket failed, if it
// did, and is said where it says more than that the peer went.
func explainLogin(err, lost error, after time.Duration) error {
	e, ok := errors.AsType[*amqp091.Error](err)
	guessed := ok && !e.Server && (e.Code == amqp091.AccessRefused || e.Code == amqp091.NotAllowed)
	went := lost == nil || isClosed(lost) || errors.Is(lost, io.EOF) || errors.Is(lost, io.ErrUnexpectedEOF)
	switch {
	case guessed && e.Code == amqp091.AccessRefused && after >= silentClose && (went || errors.Is(lost, syscall.ECONNRESET)):
		return fmt.Errorf("%w (the connection was closed without a word after the login)", errLogin)
	case !went:
		return lost
	case guessed, errors.Is(err, amqp091.ErrClosed):
		return errors.New("the connection was lost while logging in")
	}
	return err
}

var errLogin = errors.New("user name or password refused")

// misconfigured is an error of the options: no host would take them.
type misconfigured struct{ error }

func (e *misconfigured) Unwrap() error { return e.error }

// isRefusal reports whether another attempt on the same host would fail the same
// way: the login or the virtual host was refused, or the options are wrong.
func isRefusal(err error) bool {
	if e, ok := errors.AsType[*amqp091.Error](err); ok {
		return e.Code == amqp091.AccessRefused || e.Code == amqp091.NotAllowed
	}
	_, options := errors.AsType[*misconfigured](err)
	return options || errors.Is(err, errLogin)
}

// isClosed reports whether err only says that we closed the connection.
func isClosed(err error) bool { return errors.Is(err, net.ErrClosed) }
