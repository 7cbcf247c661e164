package doctor

import (
	"strings"

	"github.com/google/uuid"
	amqp091 "github.com/rabbitmq/amqp091-go"

	"github.com/oslogen/oslogen/cmd/osloctl/internal/connect"
)

// options examines the URL and the rabbit options by themselves.
func (e *exam) options() {
	u, c := e.bus.URL, e.bus.Rabbit
	if u.MixedCredentials() {
		e.fault("credentials", "transport URL", "some hosts log in as guest, others don't: each host needs its own user and password", "Write user:password@ before each host.")
	}
	for _, h := range u.Hosts {
		if strings.Contains(h.Password, "/") {
			e.warn("password", h.Address(), "the password has a slash, with which oslo.messaging can't connect", "Choose a password without a slash if Python services use it.")
		}
		if c.TLS.Enabled && h.Port == 5672 || !c.TLS.Enabled && h.Port == 5671 {
			e.note("port", h.Address(), "port 5671 is usual with TLS, and 5672 without")
		}
	}
	if c.Heartbeat < 0 {
		e.warn("heartbeat", "heartbeat_timeout_threshold", "heartbeats are off: a peer that vanishes is noticed by nobody", "Set heartbeat_timeout_threshold = 60.")
	}
	if c.QuorumQueue && c.AutoDelete {
		e.fault("options", "amqp_auto_delete", "quorum queues can't be auto-delete: the broker refuses them with 406", "Set amqp_auto_delete = false.")
	}
	if c.HAQueues {
		e.warn("options", "rabbit_ha_queues", "brokers since 3.0 ignore it, and mirrored queues are gone from 4.0", "Set rabbit_quorum_queue = true for queues that outlive a node.")
	}
	if c.StreamFanout && !c.TransientQuorumQueue {
		e.fault("options", "rabbit_stream_fanout", "it needs rabbit_transient_quorum_queue and rabbit_qos_prefetch_count: services fail at their start", "Set both, or leave rabbit_stream_fanout out.")
	}
}

// transient examines whether the broker takes the reply and fanout queues of the
// options. Releases from 4.0 on refuse queues that are neither durable nor exclusive
// where they are told to. The queue that it tries is deleted at
// once, and expires if this program is killed meanwhile.
func (e *exam) transient(version string) {
	if e.bus.Rabbit.TransientQuorumQueue || !connect.AtLeast(version, 4, 0) {
		return
	}
	name := "reply_osloctl_" + uuid.NewString()
	err := e.ask(func(ch *amqp091.Channel) error {
		if _, err := ch.QueueDeclare(name, false, true, false, false, amqp091.Table{"x-expires": int32(1000)}); err != nil {
			return err
		}
		_, err := ch.QueueDelete(name, false, false, false)
		return err
	})
	if err != nil && strings.Contains(err.Error(), "transient_nonexcl_queues") {
		e.fault("transient", "rabbit_transient_quorum_queue", "RabbitMQ "+version+" refuses reply and fanout queues that are not durable", "Set rabbit_transient_quorum_queue = true and rabbit_quorum_queue = true in all services, or deprecated_features.permit.transient_nonexcl_queues = true in rabbitmq.conf.")
		e.reconnect()
	}
}
