package fakebroker

import (
	"encoding/binary"
	"maps"
	"slices"

	"github.com/oslogen/oslogen/runtime/amqp/internal/frame"
)

// channel is a channel of a client. The broker's lock guards it.
type channel struct {
	confirms  bool
	published uint64
	delivered uint64
	consumers map[string]*consumer
	unacked   map[uint64]delivery
}

// delivery is a message that was delivered and not acknowledged.
type delivery struct {
	queue   *queue
	message *Message
}

// settle forgets a delivery, or all up to it.
func (ch *channel) settle(tag uint64, multiple bool) {
	for t := range ch.unacked {
		if t == tag || multiple && t < tag {
			delete(ch.unacked, t)
		}
	}
}

// queue is a queue. The broker's lock guards it.
type queue struct {
	name      string
	waiting   []stored
	consumers []*consumer
}

// stored is a message in a queue.
type stored struct {
	message     *Message
	redelivered bool
}

// consumer gets the messages of a queue.
type consumer struct {
	conn    *Conn
	channel uint16
	tag     string
	queue   *queue
}

// Queue returns how many messages and consumers a queue has. It is false if there is
// no such queue.
func (b *Broker) Queue(name string) (messages, consumers int, ok bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	q, ok := b.queues[name]
	if !ok {
		return 0, 0, false
	}
	return len(q.waiting), len(q.consumers), true
}

// Declare makes a queue, unless it is there.
func (b *Broker) Declare(name string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.declare(name)
}

func (b *Broker) declare(name string) *queue {
	q := b.queues[name]
	if q == nil {
		q = &queue{name: name}
		b.queues[name] = q
	}
	return q
}

// DeleteQueue deletes a queue, as an operator does. Its consumers are told.
func (b *Broker) DeleteQueue(name string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.deleteQueue(name)
}

// ForgetQueue deletes a queue as a cluster does that cleans up after a node while the
// queue is declared again: its consumers are not told.
func (b *Broker) ForgetQueue(name string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	delete(b.queues, name)
}

func (b *Broker) declareQueue(m *Method, name string, passive bool) {
	q := b.queues[name]
	if q == nil && passive {
		b.endChannel(m.On, m.Channel)
		args := frame.AppendShort(binary.BigEndian.AppendUint16(nil, 404), "NOT_FOUND - no queue '"+name+"' in vhost '/'")
		m.On.send(m.Channel, frame.ChannelClose, binary.BigEndian.AppendUint32(args, m.ID))
		return
	}
	q = b.declare(name)
	args := frame.AppendShort(nil, name)
	args = binary.BigEndian.AppendUint32(args, uint32(len(q.waiting)))
	args = binary.BigEndian.AppendUint32(args, uint32(len(q.consumers)))
	m.On.send(m.Channel, m.ID+1, args)
}

func (b *Broker) deleteQueue(name string) {
	q := b.queues[name]
	if q == nil {
		return
	}
	delete(b.queues, name)
	for _, c := range q.consumers {
		delete(c.conn.channels[c.channel].consumers, c.tag)
		c.conn.send(c.channel, BasicCancel, append(frame.AppendShort(nil, c.tag), 1))
	}
	q.consumers, q.waiting = nil, nil // deliveries of it may still come back
	for exchange, all := range b.exchanges {
		b.exchanges[exchange] = slices.DeleteFunc(all, func(x binding) bool { return x.queue == name })
	}
}

func (b *Broker) bind(exchange string, x binding) {
	if !slices.Contains(b.exchanges[exchange], x) {
		b.exchanges[exchange] = append(b.exchanges[exchange], x)
	}
}

func (b *Broker) unbind(exchange string, x binding) {
	b.exchanges[exchange] = slices.DeleteFunc(b.exchanges[exchange], func(y binding) bool { return y == x })
}

// publish routes a message and sends the answers that its channel and flags ask
// for. A message without a key goes to all queues of its exchange, as from a
// fanout exchange.
func (b *Broker) publish(m *Method, ch *channel) {
	var to []*queue
	if q := b.queues[m.Message.Key]; m.Message.Exchange == "" && q != nil {
		to = append(to, q)
	}
	for _, x := range b.exchanges[m.Message.Exchange] {
		if q := b.queues[x.queue]; q != nil && (m.Message.Key == "" || x.key == m.Message.Key) && !slices.Contains(to, q) {
			to = append(to, q)
		}
	}
	for _, q := range to {
		q.put(stored{message: m.Message})
	}
	if len(to) == 0 && m.Message.Mandatory {
		args := frame.AppendShort(binary.BigEndian.AppendUint16(nil, 312), "NO_ROUTE")
		args = frame.AppendShort(frame.AppendShort(args, m.Message.Exchange), m.Message.Key)
		m.On.sendMessage(m.Channel, frame.Return, args, m.Message)
	}
	if ch.published++; ch.confirms {
		m.On.send(m.Channel, frame.Ack, append(binary.BigEndian.AppendUint64(nil, ch.published), 0))
	}
}

func (b *Broker) consume(name string, c *consumer) {
	q := b.queues[name]
	if q == nil {
		return
	}
	c.queue = q
	c.conn.channels[c.channel].consumers[c.tag] = c
	q.consumers = append(q.consumers, c)
	q.deliver()
}

func (b *Broker) cancel(ch *channel, tag string) {
	if c := ch.consumers[tag]; c != nil {
		delete(ch.consumers, tag)
		c.queue.consumers = slices.DeleteFunc(c.queue.consumers, func(other *consumer) bool { return other == c })
	}
}

// endChannel forgets a channel. Messages that it has not acknowledged go back.
func (b *Broker) endChannel(c *Conn, id uint16) {
	ch := c.channels[id]
	if ch == nil {
		return
	}
	for tag := range ch.consumers {
		b.cancel(ch, tag)
	}
	delete(c.channels, id)
	for _, tag := range slices.Sorted(maps.Keys(ch.unacked)) {
		ch.unacked[tag].queue.giveBack(ch.unacked[tag])
	}
}

func (q *queue) put(s stored) {
	q.waiting = append(q.waiting, s)
	q.deliver()
}

// giveBack puts a message into the queue that was delivered before.
func (q *queue) giveBack(d delivery) { q.put(stored{d.message, true}) }

// deliver gives the waiting messages to the consumers in turn.
func (q *queue) deliver() {
	for len(q.consumers) > 0 && len(q.waiting) > 0 {
		c, next := q.consumers[0], q.waiting[0]
		q.consumers = append(q.consumers[1:], c)
		q.waiting = q.waiting[1:]
		ch := c.conn.channels[c.channel]
		ch.delivered++
		ch.unacked[ch.delivered] = delivery{q, next.message}
		args := binary.BigEndian.AppendUint64(frame.AppendShort(nil, c.tag), ch.delivered)
		redelivered := byte(0)
		if next.redelivered {
			redelivered = 1
		}
		args = frame.AppendShort(append(args, redelivered), next.message.Exchange)
		c.conn.sendMessage(c.channel, frame.Deliver, frame.AppendShort(args, next.message.Key), next.message)
	}
}
