package conn

import (
	"strconv"
	"strings"

	amqp091 "github.com/rabbitmq/amqp091-go"
)

// Broker is a server's description of itself in the handshake.
type Broker struct {
	Product      string
	Version      string
	major, minor int // 0 if they can't be read
}

// BrokerOf reads the properties that a server sends in the handshake.
func BrokerOf(properties amqp091.Table) Broker {
	var b Broker
	b.Product, _ = properties["product"].(string)
	b.Version, _ = properties["version"].(string)
	major, rest, _ := strings.Cut(b.Version, ".")
	minor, _, _ := strings.Cut(rest, ".")
	b.major, _ = strconv.Atoi(major)
	b.minor, _ = strconv.Atoi(minor)
	return b
}

func (b Broker) String() string { return b.Product + " " + b.Version }

// AtLeast reports whether the broker is a RabbitMQ of that version or a later one.
func (b Broker) AtLeast(major, minor int) bool {
	return b.Product == "RabbitMQ" && (b.major > major || b.major == major && b.minor >= minor)
}

// MaxMessageSize is the broker's own default of max_message_size, in bytes.
func (b Broker) MaxMessageSize() int {
	if b.AtLeast(4, 0) {
		return 16 << 20
	}
	return 128 << 20
}
