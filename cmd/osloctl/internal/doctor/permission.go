package doctor

import (
	"fmt"

	"github.com/google/uuid"
	amqp091 "github.com/rabbitmq/amqp091-go"
)

// permissions tries the operations of every client and server: to declare a
// reply queue, to read it, and to write to the exchange. The queue is
// exclusive, so it ends with the connection, and it is deleted before.
func (e *exam) permissions() {
	name := "reply_osloctl_" + uuid.NewString()
	err := e.ask(func(ch *amqp091.Channel) error {
		_, err := ch.QueueDeclare(name, false, true, true, false, nil)
		return err
	})
	switch {
	case e.denied("configure", "queue reply_*", err):
	case err != nil:
		e.fault("declare", e.conn.RemoteAddr().String(), "a reply queue can't be declared: "+err.Error(), "The broker's log says why. rabbitmqctl restart_vhost helps if its processes have ended.")
		e.reconnect()
		return
	default:
		e.readable(name)
	}
	if e.alarmed {
		return // a message would not be read
	}
	exchange := e.exchange()
	if found, err := e.exists(exchange); found && err == nil {
		e.denied("write", "exchange "+exchange, e.publish(exchange, "osloctl-doctor-nobody"))
	}
	e.denied("write", "the default exchange", e.publish("", "osloctl-doctor-nobody"))
}

// readable tries to read a queue, and deletes it.
func (e *exam) readable(name string) {
	err := e.ask(func(ch *amqp091.Channel) error {
		_, _, err := ch.Get(name, true)
		return err
	})
	e.denied("read", "queue reply_*", err)
	e.ask(func(ch *amqp091.Channel) error { //nolint:errcheck // it ends with the connection anyway
		_, err := ch.QueueDelete(name, false, false, false)
		return err
	})
}

// denied adds a fault if err says that a permission is missing.
func (e *exam) denied(permission, subject string, err error) bool {
	if !isRefusal(err) {
		return false
	}
	user := e.bus.URL.Hosts[0].Username
	e.fault("permission-"+permission, subject, fmt.Sprintf("user %s lacks the permission %s on %s", user, permission, subject),
		fmt.Sprintf("rabbitmqctl set_permissions -p %s %s '.*' '.*' '.*'.", e.bus.URL.VirtualHost, user))
	return true
}

// exchange is the exchange of the service.
func (e *exam) exchange() string { return e.bus.Exchange(e.flags.Exchange) }
