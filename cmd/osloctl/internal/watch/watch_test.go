package watch

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/rabbitmq/amqp091-go"

	"github.com/oslogen/oslogen/cmd/osloctl/internal/connect"
	"github.com/oslogen/oslogen/cmd/osloctl/internal/tap"
	"github.com/oslogen/oslogen/cmd/osloctl/internal/traffic"
	"github.com/oslogen/oslogen/internal/brokertest"
)

func TestMain(m *testing.M) { brokertest.Main(m) }

// A watcher connects again, as often as the connection is lost, and says so.
func TestWatcherOutlivesItsConnection(t *testing.T) {
	b := brokertest.New(t, brokertest.Options{})
	bus, err := connect.Flags{URL: b.URL("")}.Resolve(slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	ready, enough := make(chan struct{}, 10), errors.New("enough")
	var notes []string
	w := &Watcher{
		Bus: bus, Purpose: "test", Sources: []tap.Source{{Exchange: "amq.topic", Key: "#"}},
		Note:  func(format string, args ...any) { notes = append(notes, fmt.Sprintf(format, args...)) },
		Ready: func() { ready <- struct{}{} }, Entry: func(*traffic.Entry) error { return enough },
	}
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Minute)
	defer cancel()
	ended := make(chan error, 1)
	go func() { ended <- w.Run(ctx) }() // ends with the first message
	<-ready
	if err := b.CloseAllConnections(t.Context(), "the test wants it"); err != nil {
		t.Fatal(err)
	}
	<-ready
	publish(t, b, `{"event_type": "e", "payload": 1}`)
	if err := <-ended; !errors.Is(err, enough) {
		t.Errorf("it ended with %v", err)
	}
	if got := strings.Join(notes, "\n"); !strings.Contains(got, "The connection is lost (") || !strings.Contains(got, "Connected again.") {
		t.Errorf("notes:\n%s", got)
	}
}

func publish(t *testing.T, b *brokertest.Broker, body string) {
	t.Helper()
	conn, err := amqp091.Dial(b.AMQPURL(""))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close() }() // the broker ends with the test
	c, err := conn.Channel()
	if err == nil {
		err = c.PublishWithContext(t.Context(), "amq.topic", "n.info", false, false, amqp091.Publishing{Body: []byte(body)})
	}
	if err != nil {
		t.Fatal(err)
	}
}
