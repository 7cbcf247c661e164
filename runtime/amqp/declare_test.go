package amqp

import (
	"errors"
	"testing"

	amqp091 "github.com/rabbitmq/amqp091-go"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/amqp/internal/conn"
)

func TestBrokerVersions(t *testing.T) {
	for version, want := range map[string]int{
		"3.10.8": 128 << 20, "3.13.7": 128 << 20, "4.0.5": 16 << 20, "4.3.0": 16 << 20, "5.0.0-rc.1": 16 << 20, "": 128 << 20,
	} {
		b := conn.BrokerOf(amqp091.Table{"product": "RabbitMQ", "version": version})
		if got := b.MaxMessageSize(); got != want {
			t.Errorf("RabbitMQ %q takes %d bytes, want %d", version, got, want)
		}
	}
}

func TestDeclareError(t *testing.T) {
	for _, c := range []struct {
		err    error
		passes bool
	}{
		{&amqp091.Error{Code: 406, Server: true, Reason: "inequivalent arg"}, false},
		{&amqp091.Error{Code: 403, Server: true, Reason: "ACCESS_REFUSED"}, false},
		{&amqp091.Error{Code: 541, Server: true, Reason: "Feature `transient_nonexcl_queues` is deprecated."}, false},
		{&amqp091.Error{Code: 541, Server: true, Reason: "INTERNAL_ERROR"}, true},
		{&amqp091.Error{Code: 404, Server: true, Reason: "home node 'x' of durable queue 'q' is down or inaccessible"}, true},
		{&amqp091.Error{Code: 320, Server: true, Reason: "CONNECTION_FORCED"}, true},
		{&amqp091.Error{Code: 501, Reason: "EOF"}, true},
		{errors.New("no answer"), true},
	} {
		err := declareError("queue q", c.err)
		if errors.Is(err, errLost) != c.passes || errors.Is(err, oslo.ErrRefused) == c.passes {
			t.Errorf("%v: %v", c.err, err)
		}
	}
}
