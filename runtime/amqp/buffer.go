package amqp

import (
	"sync"
	"sync/atomic"
	"time"

	"github.com/oslogen/oslogen/runtime/transport"
)

// buffer is a message body under construction.
type buffer struct{ b []byte }

var buffers = sync.Pool{New: func() any { return &buffer{make([]byte, 0, 2<<10)} }}

// maxKeptBuffer is the largest buffer that is kept for the next message, in bytes.
const maxKeptBuffer = 4 << 20

func getBuffer() *buffer { return buffers.Get().(*buffer) }

func (b *buffer) put() {
	if cap(b.b) <= maxKeptBuffer {
		b.b = b.b[:0]
		buffers.Put(b)
	}
}

// parcel is a message, with the memory of its body, that is kept until its fate
// is known. It counts its holders, and the last release frees it.
type parcel struct {
	outgoing
	buf     *buffer
	holders atomic.Int32
	reply   bool    // it may be sent twice: its receiver drops the second
	origin  *origin // of a reply, or nil if it is not known
	resend
}

var parcels = sync.Pool{New: func() any { return new(parcel) }}

// newParcel makes an empty parcel with one holder.
func newParcel() *parcel {
	p := parcels.Get().(*parcel)
	p.buf = getBuffer()
	p.holders.Store(1)
	return p
}

// load sets the body and the id to m's.
func (p *parcel) load(m *transport.Message, replyQueue string) {
	p.unique = m.UniqueID
	p.buf.b = m.AppendBody(p.buf.b, replyQueue)
}

// address makes the buffer's bytes the body of m.
func (p *parcel) address(m outgoing) {
	unique := p.unique
	p.outgoing = m
	p.unique, p.Body = unique, p.buf.b
}

// keep adds a holder.
func (p *parcel) keep() *parcel {
	p.holders.Add(1)
	return p
}

// release gives one hold up.
func (p *parcel) release() {
	if p.holders.Add(-1) > 0 {
		return
	}
	p.buf.put()
	p.outgoing, p.buf, p.reply, p.origin, p.resend = outgoing{}, nil, false, nil, resend{}
	parcels.Put(p)
}

// resend is how it goes on with a message that was not taken.
type resend struct {
	missing bool          // its queue was, or else there was no connection
	until   time.Time     // when it is given up
	delay   time.Duration // the wait before it is sent again to a missing queue, which doubles
	at      time.Time     // when it is sent
}
