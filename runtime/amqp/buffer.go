package amqp

import "sync"

// buffer is a message body under construction.
type buffer struct{ b []byte }

var buffers = sync.Pool{New: func() any { return &buffer{make([]byte, 0, 2<<10)} }}

// maxKeptBuffer is the largest buffer that is kept for the next message.
const maxKeptBuffer = 4 << 20

func getBuffer() *buffer { return buffers.Get().(*buffer) }

func (b *buffer) put() {
	if cap(b.b) <= maxKeptBuffer {
		b.b = b.b[:0]
		buffers.Put(b)
	}
}
