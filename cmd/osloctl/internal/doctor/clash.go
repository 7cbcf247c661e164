package doctor

import (
	"errors"
	"fmt"

	amqp091 "github.com/rabbitmq/amqp091-go"

	"github.com/oslogen/oslogen/cmd/osloctl/internal/mgmt"
	"github.com/oslogen/oslogen/cmd/osloctl/internal/passive"
	"github.com/oslogen/oslogen/cmd/osloctl/internal/survey"
)

// clashRemedy is the remedy where options differ.
const clashRemedy = "Give all services of the topic the same amqp_durable_queues, amqp_auto_delete and rabbit_quorum_queue. To change them stop the services, delete the exchange or queue, and start them again."

// wanted holds the declarations of the options.
type wanted struct {
	durable, autoDelete bool
	queueType           string
}

func (e *exam) wanted() wanted {
	c := e.bus.Rabbit
	w := wanted{c.DurableQueues || c.QuorumQueue, c.AutoDelete, "classic"}
	if c.QuorumQueue {
		w.queueType = "quorum"
	}
	return w
}

// clashes compares the options with the broker's declarations. The broker would
// refuse a service with other options by 406.
func (e *exam) clashes(all *snapshot) {
	want, exchange := e.wanted(), e.exchange()
	for _, x := range all.exchanges {
		if x.Name == exchange {
			e.clash("exchange "+x.Name, difference("type", x.Type, "topic"), difference("durable", x.Durable, want.durable), difference("auto-delete", x.AutoDelete, want.autoDelete))
		}
	}
	for _, q := range all.queues {
		kind, _, _ := all.names.Of(q.Name)
		if kind != survey.KindTopic && kind != survey.KindServer && kind != survey.KindNotification || !all.bound(q.Name, exchange) {
			continue
		}
		e.clash("queue "+q.Name, difference("type", typeOf(q), want.queueType), difference("durable", q.Durable, want.durable), difference("auto-delete", q.AutoDelete, want.autoDelete))
	}
	e.fanoutTypes(all)
}

// fanoutTypes finds fanout exchanges of another type.
func (e *exam) fanoutTypes(all *snapshot) {
	for _, q := range all.queues {
		kind, topic, _ := all.names.Of(q.Name)
		for _, x := range all.exchanges {
			if kind == survey.KindTopic && x.Name == topic+"_fanout" && x.Type != "fanout" {
				e.clash("exchange "+x.Name, difference("type", x.Type, "fanout"))
			}
		}
	}
}

func typeOf(q mgmt.Queue) string {
	if t, ok := q.Arguments["x-queue-type"].(string); ok {
		return t
	}
	return "classic"
}

// difference says how a thing differs from the options, or nothing.
func difference[T comparable](what string, is, want T) string {
	if is == want {
		return ""
	}
	return fmt.Sprintf("%s is %v and the options say %v", what, is, want)
}

// clash adds a fault for the first difference.
func (e *exam) clash(subject string, differences ...string) {
	for _, d := range differences {
		if d != "" {
			e.fault("clash", subject, d+": the broker refuses a service with these options (406)", clashRemedy)
			return
		}
	}
}

// byAMQP examines the topics that are named by AMQP alone.
func (e *exam) byAMQP() {
	e.Examined = "no queues (without the management API name topics)"
	if len(e.flags.Topic) > 0 {
		e.Examined = counted(len(e.flags.Topic), "topic") + " by AMQP alone"
	}
	e.clashesByAMQP()
}

// clashesByAMQP declares exchange and topics again as the options say, if they are
// there. That changes nothing, and the broker says how they differ.
func (e *exam) clashesByAMQP() {
	want, exchange := e.wanted(), e.exchange()
	if found, err := e.exists(exchange); found && err == nil {
		e.redeclare("exchange "+exchange, func(ch *amqp091.Channel) error {
			return ch.ExchangeDeclare(exchange, "topic", want.durable, want.autoDelete, false, false, nil)
		})
	}
	for _, topic := range e.flags.Topic {
		e.topic(topic, want)
	}
}

// topic examines a topic by AMQP alone.
func (e *exam) topic(topic string, want wanted) {
	q, err := passive.On(e.conn).Queue(topic)
	switch {
	case err != nil:
		e.fault("queue", "queue "+topic, err.Error(), "The broker's log says more.")
		return
	case q == nil:
		e.fault("no-queue", "topic "+topic, "it has no queue: no server of it has started", "Start the service. Is it the right virtual host?")
		return
	}
	e.idle(topic, survey.KindTopic, q.Consumers, q.Messages)
	var args amqp091.Table
	if want.queueType != "classic" {
		args = amqp091.Table{"x-queue-type": want.queueType}
	}
	e.redeclare("queue "+topic, func(ch *amqp091.Channel) error {
		_, err := ch.QueueDeclare(topic, want.durable, want.autoDelete, false, false, args)
		return err
	})
}

// redeclare adds a fault if the broker refuses a declaration.
func (e *exam) redeclare(subject string, declare func(*amqp091.Channel) error) {
	err := e.ask(declare)
	if refusal, ok := errors.AsType[*amqp091.Error](err); ok && refusal.Code == amqp091.PreconditionFailed {
		e.fault("clash", subject, "the broker refuses a service with these options: "+refusal.Reason, clashRemedy)
		return
	}
	e.denied("configure", subject, err)
}

func (e *exam) exists(exchange string) (bool, error) { return passive.On(e.conn).Exchange(exchange) }
