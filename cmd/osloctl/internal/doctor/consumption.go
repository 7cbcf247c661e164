package doctor

import (
	"cmp"
	"errors"
	"fmt"
	"slices"

	"github.com/oslogen/oslogen/cmd/osloctl/internal/mgmt"
	"github.com/oslogen/oslogen/cmd/osloctl/internal/passive"
	"github.com/oslogen/oslogen/cmd/osloctl/internal/survey"
)

// consumption examines the state, the consumers and the messages of each queue.
// The management API is some seconds late, so AMQP is asked again about a queue that
// looks bad.
func (e *exam) consumption(all *snapshot) {
	conn := passive.On(e.conn)
	var orphans []*passive.Queue
	for _, q := range all.queues {
		if serves(q) && q.Consumers > 0 && q.Ready <= e.flags.Backlog {
			continue
		}
		now, err := conn.Queue(q.Name)
		if state, down := unusable(q, now, err); down {
			e.fault("queue-state", "queue "+q.Name, "it is "+state, "Start the nodes of the queue. rabbitmqctl list_queues name state pid and rabbitmq-queues quorum_status show them.")
			continue
		}
		if err != nil || now == nil {
			continue // it has gone, or belongs to another connection
		}
		kind, _, _ := all.names.Of(q.Name)
		switch {
		case kind != survey.KindReply:
			e.idle(q.Name, kind, now.Consumers, now.Messages)
		case now.Consumers > 0:
		case q.Arguments["x-expires"] == nil && q.Policy == "":
			e.fault("reply-stays", "queue "+q.Name, "a reply queue without owner, which never expires", "Delete it. Set rabbit_transient_queues_ttl to more than 0.")
		default:
			orphans = append(orphans, now)
		}
	}
	e.orphans(orphans)
}

// serves reports whether a queue takes messages, by the management API. A quorum queue
// needs the majority of its members.
func serves(q mgmt.Queue) bool {
	majority := len(q.Members) == 0 || 2*len(q.Online) > len(q.Members)
	return majority && slices.Contains([]string{"", "running", "idle", "flow"}, q.State)
}

// unusable says why a queue can't be used, from the management API's account and
// AMQP's answer. The API says "down" of queues that are new, so AMQP's answer
// is the truth about a classic queue. A quorum queue answers without its
// majority too.
func unusable(q mgmt.Queue, now *passive.Queue, err error) (why string, down bool) {
	if absent, ok := errors.AsType[*passive.AbsentError](err); ok {
		return absent.Reason, true
	}
	if serves(q) || now == nil && err == nil {
		return "", false
	}
	if typeOf(q) == "quorum" {
		return fmt.Sprintf("%s, with %d of %d members", cmp.Or(q.State, "down"), len(q.Online), len(q.Members)), true
	}
	return q.State, now == nil
}

// idle examines a queue of requests or notifications.
func (e *exam) idle(queue string, kind survey.Kind, consumers, ready int) {
	subject := "queue " + queue
	rpc := slices.Contains([]survey.Kind{survey.KindTopic, survey.KindServer, survey.KindFanout}, kind)
	switch {
	case consumers == 0 && ready > 0 && rpc:
		e.fault("no-consumer", subject, fmt.Sprintf("nothing consumes it, and %d messages wait: the server is down, or deaf", ready), "Start the service. If the server is gone for good, delete the queue.")
	case consumers == 0 && ready > 0:
		e.fault("no-listener", subject, fmt.Sprintf("nothing consumes it, and %d messages wait: they pile up", ready), "Start the listener, or turn these notifications off (driver = noop) and delete the queue.")
	case consumers == 0 && rpc:
		e.warn("no-consumer", subject, "nothing consumes it: the server has stopped, and the queue stays", "Start the service, or delete the queue if the server is gone for good.")
	case ready > e.flags.Backlog:
		e.fault("backlog", subject, fmt.Sprintf("%d messages wait for %d consumers", ready, consumers), "The consumers are too few, too slow or hang. osloctl ping tells whether they answer.")
	}
}

// orphans reports reply queues that expire. There may be many, so they are one finding.
func (e *exam) orphans(queues []*passive.Queue) {
	messages := 0
	for _, q := range queues {
		messages += q.Messages
	}
	remedy := "They expire by themselves. Many of them mean that clients end without closing, or reconnect all the time."
	switch len(queues) {
	case 0:
	case 1:
		e.warn("reply-orphan", "queue "+queues[0].Name, fmt.Sprintf("a reply queue without owner, with %s: its client has ended or lost its connection", counted(messages, "message")), remedy)
	default:
		e.warn("reply-orphan", "reply queues", fmt.Sprintf("%d have no owner, with %s, such as %s: their clients have ended or lost their connections", len(queues), counted(messages, "message"), queues[0].Name), remedy)
	}
}
