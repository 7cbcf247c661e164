package amqp

import (
	"fmt"
	"strconv"
	"strings"

	amqp091 "github.com/rabbitmq/amqp091-go"

	oslo "github.com/oslogen/oslogen/runtime"
)

// broker is what a server says of itself in the handshake.
type broker struct {
	product      string
	version      string
	major, minor int // 0 if they can't be read
}

func brokerOf(properties amqp091.Table) broker {
	var b broker
	b.product, _ = properties["product"].(string)
	b.version, _ = properties["version"].(string)
	major, rest, _ := strings.Cut(b.version, ".")
	minor, _, _ := strings.Cut(rest, ".")
	b.major, _ = strconv.Atoi(major)
	b.minor, _ = strconv.Atoi(minor)
	return b
}

func (b broker) String() string { return b.product + " " + b.version }

// atLeast reports whether the broker is a RabbitMQ of that version or a later one.
func (b broker) atLeast(major, minor int) bool {
	return b.product == "RabbitMQ" && (b.major > major || b.major == major && b.minor >= minor)
}

// maxMessageSize is the broker's own default of max_message_size, in bytes.
func (b broker) maxMessageSize() int {
	if b.atLeast(4, 0) {
		return 16 << 20
	}
	return 128 << 20
}

// checkTransient refuses what the broker would answer by closing the connection:
// RabbitMQ 4.3 and later have no queues that are neither durable nor exclusive.
func (b broker) checkTransient(q queue) error {
	if q.durable || !b.atLeast(4, 3) {
		return nil
	}
	return fmt.Errorf("%w: declare queue %s: %s %s", oslo.ErrRefused, q.name, b, transientHint)
}

const transientHint = "refuses queues that are neither durable nor exclusive:" +
	" set rabbit_quorum_queue (or amqp_durable_queues) and rabbit_transient_quorum_queue, in all services of a topic"

// sizeLimit reads the limit out of the broker's refusal of a message, which closes
// the channel; 0 if it was refused for another reason.
func sizeLimit(reason *amqp091.Error) int {
	if reason == nil || reason.Code != amqp091.PreconditionFailed {
		return 0
	}
	_, text, _ := strings.Cut(reason.Reason, "max size ")
	digits := strings.IndexFunc(text+" ", func(r rune) bool { return r < '0' || r > '9' })
	limit, _ := strconv.Atoi(text[:digits]) // 0 if there is none
	return limit
}
