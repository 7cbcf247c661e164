package fakebroker

import (
	"encoding/binary"

	"github.com/oslogen/oslogen/runtime/amqp/internal/frame"
)

// The methods that the broker knows, as class<<16 | number, besides those of package
// frame. The answer to one of them is the next number.
const (
	connectionStart     = 10<<16 | 10
	connectionTune      = 10<<16 | 30
	connectionTuneOK    = 10<<16 | 31
	connectionOpen      = 10<<16 | 40
	connectionBlocked   = 10<<16 | 60
	connectionUnblocked = 10<<16 | 61
	ExchangeDeclare     = 40<<16 | 10
	QueueDeclare        = 50<<16 | 10
	QueueBind           = 50<<16 | 20
	QueueDelete         = 50<<16 | 40
	QueueUnbind         = 50<<16 | 50
	BasicQos            = 60<<16 | 10
	BasicConsume        = 60<<16 | 20
	BasicCancel         = 60<<16 | 30
	ConfirmSelect       = 85<<16 | 10
)

// frameMax is the size of the largest frame, bytes.
const frameMax = 128 << 10

// handle executes a method.
func (c *Conn) handle(m *Method) {
	intercept := c.broker.Intercept
	switch m.ID {
	case frame.StartOK:
		intercept = c.broker.Login
	case connectionTuneOK, connectionOpen:
		intercept = nil
	}
	if intercept == nil || !intercept(m) {
		m.Do()
	}
}

// Do executes the method, for an Intercept that has put it off.
func (m *Method) Do() {
	c := m.On
	switch m.ID {
	case frame.StartOK:
		c.named(m.Args)
		tune := binary.BigEndian.AppendUint16(nil, c.broker.ChannelMax)
		tune = binary.BigEndian.AppendUint32(tune, frameMax)
		c.send(0, connectionTune, append(tune, 0, 0)) // no heartbeat
	case connectionTuneOK:
	case connectionOpen:
		c.broker.mu.Lock()
		c.broker.logins++
		c.broker.mu.Unlock()
		c.send(0, connectionOpen+1, []byte{0})
	case frame.ConnectionClose:
		c.send(0, frame.ConnectionClose+1, nil)
	case frame.ConnectionClose + 1:
		c.close()
	default:
		c.broker.mu.Lock()
		defer c.broker.mu.Unlock()
		c.broker.onChannel(m)
	}
}

// CloseChannel closes the method's channel with an error, as a broker does with
// a refused method.
func (m *Method) CloseChannel(code uint16, text string) {
	c := m.On
	c.broker.mu.Lock()
	c.broker.endChannel(c, m.Channel)
	c.broker.mu.Unlock()
	args := frame.AppendShort(binary.BigEndian.AppendUint16(nil, code), text)
	args = binary.BigEndian.AppendUint32(args, m.ID)
	c.send(m.Channel, frame.ChannelClose, args)
}

// reader reads arguments one after the other.
type reader []byte

func (r *reader) byte() byte {
	b := (*r)[0]
	*r = (*r)[1:]
	return b
}

func (r *reader) short() string {
	n := r.byte()
	s := string((*r)[:n])
	*r = (*r)[n:]
	return s
}

func (r *reader) uint64() uint64 {
	n := binary.BigEndian.Uint64(*r)
	*r = (*r)[8:]
	return n
}

func (r *reader) skip(n int) *reader {
	*r = (*r)[n:]
	return r
}

// onChannel executes a method on a channel. The caller holds mu.
func (b *Broker) onChannel(m *Method) {
	c, r := m.On, reader(m.Args)
	ch := c.channels[m.Channel]
	if ch == nil && m.ID != frame.ChannelOpen {
		return // the broker has closed it, and the client may not know yet
	}
	ok := func(args ...byte) { c.send(m.Channel, m.ID+1, args) }
	switch m.ID {
	case frame.ChannelOpen:
		c.channels[m.Channel] = &channel{consumers: map[string]*consumer{}, unacked: map[uint64]delivery{}}
		ok(0, 0, 0, 0)
	case frame.ChannelClose:
		b.endChannel(c, m.Channel)
		ok()
	case ExchangeDeclare, BasicQos:
		ok()
	case ConfirmSelect:
		ch.confirms = true
		ok()
	case QueueDeclare:
		q, passive := r.skip(2).short(), r.byte()&1 != 0
		b.declareQueue(m, q, passive)
	case QueueBind:
		queue, exchange, key := r.skip(2).short(), r.short(), r.short()
		b.bind(exchange, binding{key, queue, string(*r.skip(1))})
		ok()
	case QueueUnbind:
		queue, exchange, key := r.skip(2).short(), r.short(), r.short()
		b.unbind(exchange, binding{key, queue, string(r)})
		ok()
	case QueueDelete:
		b.deleteQueue(r.skip(2).short())
		ok(0, 0, 0, 0)
	default:
		b.basic(m, ch, r)
	}
}

// basic executes a method of class basic. The caller holds mu.
func (b *Broker) basic(m *Method, ch *channel, r reader) {
	c := m.On
	switch m.ID {
	case BasicConsume:
		queue, tag := r.skip(2).short(), r.short()
		c.send(m.Channel, m.ID+1, frame.AppendShort(nil, tag))
		b.consume(queue, &consumer{conn: c, channel: m.Channel, tag: tag})
	case BasicCancel:
		tag := r.short()
		b.cancel(ch, tag)
		c.send(m.Channel, m.ID+1, frame.AppendShort(nil, tag))
	case frame.Publish:
		b.publish(m, ch)
	case frame.Ack:
		ch.settle(r.uint64(), r.byte()&1 != 0)
	case frame.Reject:
		tag, requeue := r.uint64(), r.byte()&1 != 0
		d := ch.unacked[tag]
		ch.settle(tag, false)
		if requeue && d.queue != nil {
			d.queue.giveBack(d)
		}
	}
}
