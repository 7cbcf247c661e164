package conn

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net"
	"regexp"
	"slices"

	amqp091 "github.com/rabbitmq/amqp091-go"

	"github.com/oslogen/oslogen/runtime/amqp/internal/frame"
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

// announce adds a client property to connection.start-ok: this client wants to
// be told when its login is refused. Without it RabbitMQ closes the connection
// without a word, which looks like a broker that died. amqp091-go sets the
// capabilities itself and leaves this one out. It reports false for bytes
// before that method.
func announce(b []byte) ([]byte, bool) {
	const capabilities, added = "\x0ccapabilitiesF", "\x1cauthentication_failure_closet\x01"
	if b[0] != frame.TypeMethod {
		return b, false
	}
	at := bytes.Index(b, []byte(capabilities))
	if frame.Method(b) != frame.StartOK || at < 0 {
		return b, true
	}
	at += len(capabilities)
	b = slices.Insert(b, at+4, []byte(added)...)
	for _, length := range []int{at, frame.HeadSize + 4, 3} { // of the capabilities, the properties and the frame
		binary.BigEndian.PutUint32(b[length:], binary.BigEndian.Uint32(b[length:])+uint32(len(added)))
	}
	return b, true
}

// explainLogin tells a refused login from a connection that was lost while logging
// in, for which the library has an error of the same code. lost is why the socket
// failed, if it did. It is the error where it says more than that the peer went.
func explainLogin(err, lost error) error {
	e, ok := errors.AsType[*amqp091.Error](err)
	went := lost == nil || isClosed(lost) || errors.Is(lost, io.EOF) || errors.Is(lost, io.ErrUnexpectedEOF)
	switch {
	case ok && e.Server && e.Code == amqp091.AccessRefused:
		return fmt.Errorf("user name or password refused: %w", err)
	case ok && e.Server:
		return err
	case !went:
		return lost
	case ok:
		return errors.New("the connection was lost while logging in")
	}
	return err
}

// saidLimit finds RabbitMQ's words for a limit of connections of a user, a virtual host
// or a node.
var saidLimit = regexp.MustCompile(`connection limit \(\d+\) is reached$`)

// misconfigured is an error of the options: no host would take them.
type misconfigured struct{ error }

func (e *misconfigured) Unwrap() error { return e.error }

// isRefusal reports whether another attempt on the same host would fail the same
// way: the login or the virtual host was refused, or the options are wrong. A limit of
// connections passes, when others end.
func isRefusal(err error) bool {
	if e, ok := errors.AsType[*amqp091.Error](err); ok {
		return e.Code == amqp091.AccessRefused || e.Code == amqp091.NotAllowed && !saidLimit.MatchString(e.Reason)
	}
	_, options := errors.AsType[*misconfigured](err)
	return options
}

// isClosed reports whether err only says that we closed the connection.
func isClosed(err error) bool { return errors.Is(err, net.ErrClosed) }
