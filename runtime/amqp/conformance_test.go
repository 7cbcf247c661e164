package amqp_test

import (
	"context"
	"testing"

	amqp091 "github.com/rabbitmq/amqp091-go"

	"github.com/oslogen/oslogen/internal/brokertest"
	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/amqp"
	"github.com/oslogen/oslogen/runtime/transport/transporttest"
)

func TestConformance(t *testing.T) {
	broker := brokertest.For(t)
	transporttest.Exercise(t, func(t *testing.T) oslo.Transport {
		return &raw{Transport: open(t, broker.URL("")), url: broker.AMQPURL("")}
	})
}

// open makes a transport, closed at the test's end.
func open(t *testing.T, url string, opts ...amqp.Option) oslo.Transport {
	t.Helper()
	opts = append([]amqp.Option{amqp.WithConfig(profile())}, opts...)
	tr, err := oslo.Open(t.Context(), url, amqp.Driver(opts...))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = tr.Close() })
	return tr
}

// raw adds publishing by hand to a transport.
type raw struct {
	oslo.Transport
	url string
}

var _ transporttest.RawPublisher = (*raw)(nil)

func (r *raw) PublishRaw(ctx context.Context, exchange, key string, body []byte) error {
	conn, err := amqp091.Dial(r.url)
	if err != nil {
		return err
	}
	defer func() { _ = conn.Close() }()
	ch, err := conn.Channel()
	if err != nil {
		return err
	}
	if err := ch.Confirm(false); err != nil {
		return err
	}
	confirm, err := ch.PublishWithDeferredConfirmWithContext(ctx, exchange, key, false, false,
		amqp091.Publishing{ContentType: "application/json", ContentEncoding: "utf-8", Body: body})
	if err != nil {
		return err
	}
	_, err = confirm.WaitContext(ctx)
	return err
}
