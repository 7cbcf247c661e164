package world

import (
	"context"
	"encoding/json"
	"os"
	"strings"

	amqp091 "github.com/rabbitmq/amqp091-go"
	"github.com/rogpeppe/go-internal/testscript"
)

// rabbit changes the virtual host:
//
//	rabbit queue NAME [durable] [auto-delete] [arguments-json]
//	rabbit exchange NAME TYPE [durable] [auto-delete]
//	rabbit bind QUEUE EXCHANGE KEY
//	rabbit publish EXCHANGE KEY TEXT
//	rabbit trace                  RabbitMQ copies all messages from now on
//	rabbit user NAME PASSWORD CONFIGURE WRITE READ [TAG]
//	rabbit get PATH               a list of the management API, to rabbit.out
func rabbit(ts *testscript.TestScript, neg bool, args []string) {
	w := of(ts)
	if neg || len(args) == 0 {
		ts.Fatalf("usage: rabbit CMD ARGS...")
	}
	switch ctx := context.Background(); args[0] {
	case "trace":
		ts.Check(w.broker.Put(ctx, map[string]any{"tracing": true}, "vhosts", w.vhost))
		return
	case "user":
		tag := strings.Join(args[6:], "")
		ts.Check(w.broker.AddUser(ctx, w.vhost, User{args[1], args[2], tag, args[3], args[4], args[5]}))
		return
	case "get":
		var out json.RawMessage
		ts.Check(w.broker.Get(ctx, &out, args[1], w.vhost))
		ts.Check(writeFile(ts, "rabbit.out", out))
		return
	}
	conn, err := amqp091.Dial(w.broker.AMQPURL(w.vhost))
	ts.Check(err)
	defer conn.Close()
	ch, err := conn.Channel()
	ts.Check(err)
	ts.Check(change(ch, args))
}

func change(ch *amqp091.Channel, args []string) error {
	has := func(word string) bool { return strings.Contains(strings.Join(args[2:], " ")+" ", word+" ") }
	switch args[0] {
	case "queue":
		var table amqp091.Table
		if last := args[len(args)-1]; strings.HasPrefix(last, "{") {
			if err := json.Unmarshal([]byte(last), &table); err != nil {
				return err
			}
		}
		_, err := ch.QueueDeclare(args[1], has("durable"), has("auto-delete"), false, false, whole(table))
		return err
	case "exchange":
		return ch.ExchangeDeclare(args[1], args[2], has("durable"), has("auto-delete"), false, false, nil)
	case "bind":
		return ch.QueueBind(args[1], args[3], args[2], false, nil)
	case "publish":
		if err := ch.Confirm(false); err != nil {
			return err
		}
		sent, err := ch.PublishWithDeferredConfirm(args[1], args[2], false, false,
			amqp091.Publishing{ContentType: "application/json", Body: []byte(args[3])})
		if err == nil {
			sent.Wait()
		}
		return err
	}
	return &json.UnsupportedValueError{Str: args[0]}
}

// whole makes the numbers of a table whole, as RabbitMQ wants them.
func whole(table amqp091.Table) amqp091.Table {
	for name, value := range table {
		if f, ok := value.(float64); ok {
			table[name] = int64(f)
		}
	}
	return table
}

func writeFile(ts *testscript.TestScript, name string, data []byte) error {
	return os.WriteFile(ts.MkAbs(name), data, 0o600)
}
