package frame

import (
	"encoding/binary"
	"math"
)

// Arrival is a message that the broker delivered, or returned because no queue
// took it.
type Arrival struct {
	Consumer    string // the consumer's tag, or empty for a returned message
	Tag         uint64 // for its acknowledgement
	Redelivered bool
	Returned    bool
	Exchange    string // of a returned message
	Key         string // the routing key
	ContentType string
	Headers     []byte // a table: see LookUp
	Expiration  uint64 // in milliseconds, as its sender set it, or 0
	Body        []byte
	TooLarge    uint64 // the size in bytes of a body that was too large to keep, or 0
}

// ParseDeliver reads the arguments of basic.deliver. last is the message before,
// whose strings are taken again where they are equal, which spares memory.
func (a *Arrival) ParseDeliver(args []byte, last *Arrival) error {
	f := fields{b: args}
	a.Consumer = reuse(f.shortString(), last.Consumer)
	a.Tag = f.uint(8)
	a.Redelivered = f.uint(1)&1 != 0
	f.shortString() // the exchange
	a.Key = reuse(f.shortString(), last.Key)
	return f.err("basic.deliver")
}

// reuse is b as a string: last, if that has the same bytes.
func reuse(b []byte, last string) string {
	if string(b) == last {
		return last
	}
	return string(b)
}

// ParseReturn reads the arguments of basic.return.
func (a *Arrival) ParseReturn(args []byte) error {
	f := fields{b: args}
	f.uint(2)       // the reply code,
	f.shortString() // and text: no route
	a.Returned, a.Exchange, a.Key = true, string(f.shortString()), string(f.shortString())
	return f.err("basic.return")
}

// ParseHeader reads a content header and returns the size of the body, in bytes.
func (a *Arrival) ParseHeader(args []byte) (size uint64, err error) {
	f := fields{b: args}
	f.uint(4) // class and weight
	size = f.uint(8)
	flags := f.uint(2)
	for more := flags; more&1 != 0; {
		more = f.uint(2)
	}
	if flags&flagContentType != 0 {
		a.ContentType = reuse(f.shortString(), ContentType)
	}
	if flags&flagContentEncoding != 0 {
		f.shortString()
	}
	if flags&flagHeaders != 0 {
		a.Headers = append([]byte(nil), f.long()...)
	}
	if flags&flagDeliveryMode != 0 {
		f.uint(1)
	}
	if flags&flagPriority != 0 {
		f.uint(1)
	}
	if flags&flagCorrelationID != 0 {
		f.shortString()
	}
	if flags&flagReplyTo != 0 {
		f.shortString()
	}
	if flags&flagExpiration != 0 {
		a.Expiration = number(f.shortString())
	}
	return size, f.err("a content header")
}

// number reads decimal text, and 0 for any other.
func number(text []byte) (n uint64) {
	for _, c := range text {
		if c < '0' || c > '9' || n > math.MaxUint32 {
			return 0
		}
		n = 10*n + uint64(c-'0')
	}
	return n
}

// Confirm is the broker's answer to published messages: basic.ack or
// basic.nack.
type Confirm struct {
	Tag      uint64 // counts the channel's messages from 1
	Multiple bool   // whether it is about all messages up to Tag
	Taken    bool   // basic.ack
}

// ParseConfirm reads the arguments of basic.ack or basic.nack.
func ParseConfirm(method uint32, args []byte) (Confirm, error) {
	f := fields{b: args}
	c := Confirm{Tag: f.uint(8), Multiple: f.uint(1)&1 != 0, Taken: method == Ack}
	return c, f.err("a confirm")
}

// StreamOffset is where in a stream the message lies. It is false if the message is
// of no stream.
func (a *Arrival) StreamOffset() (int64, bool) {
	value, kind := LookUp(a.Headers, "x-stream-offset")
	if kind != 'l' && kind != 'L' {
		return 0, false
	}
	return int64(binary.BigEndian.Uint64(value)), true
}

// Compression returns the compression of the body, or "".
func (a *Arrival) Compression() string {
	if value, kind := LookUp(a.Headers, headerCompression); kind == 'S' {
		return string(value)
	}
	return ""
}
