package interop

import (
	"strings"
	"testing"

	amqp091 "github.com/rabbitmq/amqp091-go"
)

// rawChannel publishes and consumes by hand.
type rawChannel struct{ *amqp091.Channel }

// newChannel opens a channel to the broker of a transport URL, closed at the
// test's end.
func newChannel(t *testing.T, url string) rawChannel {
	t.Helper()
	conn, err := amqp091.Dial("amqp" + strings.TrimPrefix(url, "rabbit"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	ch, err := conn.Channel()
	if err == nil {
		err = ch.Confirm(false)
	}
	if err != nil {
		t.Fatal(err)
	}
	return rawChannel{ch}
}

// publish sends a body with the properties every message of oslo.messaging has,
// changed by f if it is not nil, and returns when the broker has it.
func (c rawChannel) publish(t *testing.T, exchange, key string, f func(*amqp091.Publishing), body string) {
	t.Helper()
	m := amqp091.Publishing{ContentType: "application/json", ContentEncoding: "utf-8", DeliveryMode: 2, Body: []byte(body)}
	if f != nil {
		f(&m)
	}
	confirm, err := c.PublishWithDeferredConfirmWithContext(t.Context(), exchange, key, false, false, m)
	if err == nil {
		_, err = confirm.WaitContext(t.Context())
	}
	if err != nil {
		t.Fatal(err)
	}
}

// consume declares a queue and consumes it without acknowledgement.
func (c rawChannel) consume(t *testing.T, queue string) <-chan amqp091.Delivery {
	t.Helper()
	if _, err := c.QueueDeclare(queue, false, true, false, false, nil); err != nil {
		t.Fatal(err)
	}
	deliveries, err := c.Consume(queue, "", true, false, false, false, nil)
	if err != nil {
		t.Fatal(err)
	}
	return deliveries
}

// full declares a queue that takes one message and refuses any more, and binds it.
func (c rawChannel) full(t *testing.T, exchange, queue string) {
	t.Helper()
	err := c.ExchangeDeclare(exchange, "topic", false, false, false, false, nil)
	if err == nil {
		_, err = c.QueueDeclare(queue, false, false, false, false, amqp091.Table{"x-max-length": 1, "x-overflow": "reject-publish"})
	}
	if err == nil {
		err = c.QueueBind(queue, queue, exchange, false, nil)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// innerMessage is the message in an enveloped body.
func innerMessage(body string) object {
	return members(members(body)["oslo.message"].(string))
}
