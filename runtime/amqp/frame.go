package amqp

import (
	"encoding/binary"
	"errors"
	"fmt"
)

// What AMQP 0-9-1 says of the frames that messages travel in. All other methods are
// amqp091-go's: see content.go.

const (
	frameMethod    = 1
	frameHeader    = 2
	frameBody      = 3
	frameHeartbeat = 8

	frameHead = 7 // bytes: type, channel, size
	frameEnd  = 0xCE
)

// Methods, as class and number.
const (
	methodConnectionClose = 10<<16 | 50
	methodChannelOpen     = 20<<16 | 10
	methodChannelClose    = 20<<16 | 40
	methodPublish         = 60<<16 | 40
	methodReturn          = 60<<16 | 50
	methodDeliver         = 60<<16 | 60
	methodAck             = 60<<16 | 80
	methodReject          = 60<<16 | 90
	methodNack            = 60<<16 | 120
)

const classBasic = 60

// Properties of a message that we write or read, as bits of the property flags.
const (
	flagContentType     = 1 << 15
	flagContentEncoding = 1 << 14
	flagHeaders         = 1 << 13
	flagDeliveryMode    = 1 << 12
	flagPriority        = 1 << 11
	flagExpiration      = 1 << 8
)

const (
	contentType     = "application/json"
	contentEncoding = "utf-8"
	persistent      = 2
)

// maxShort is the length of the longest short string: an exchange, a key, a property.
const maxShort = 255

// appendMessage appends m's frames, with the properties that every message of
// oslo.messaging has. No frame is larger than frameMax, unless that is 0.
func appendMessage(b []byte, channel uint16, frameMax int, m *outgoing) []byte {
	b, start := beginMethod(b, channel, methodPublish)
	b = append(b, 0, 0) // reserved
	b = appendShort(b, m.exchange.name)
	b = appendShort(b, m.key)
	b = append(b, bit(m.mandatory))
	b = endFrame(b, start)

	b, start = beginFrame(b, frameHeader, channel)
	b = append(b, 0, classBasic, 0, 0) // and the weight, which is 0
	b = binary.BigEndian.AppendUint64(b, uint64(len(m.body)))
	flags := uint16(flagContentType | flagContentEncoding | flagHeaders | flagDeliveryMode | flagPriority)
	if m.expiration != "" {
		flags |= flagExpiration
	}
	b = binary.BigEndian.AppendUint16(b, flags)
	b = appendShort(b, contentType)
	b = appendShort(b, contentEncoding)
	b = appendHeaders(b, m.compression)
	b = append(b, persistent, 0) // and the priority
	if m.expiration != "" {
		b = appendShort(b, m.expiration)
	}
	b = endFrame(b, start)

	for rest := m.body; len(rest) > 0; {
		n := len(rest)
		if frameMax > 0 {
			n = min(n, frameMax-frameHead-1)
		}
		b, start = beginFrame(b, frameBody, channel)
		b = append(b, rest[:n]...)
		b = endFrame(b, start)
		rest = rest[n:]
	}
	return b
}

// appendHeaders appends the headers: how the body is compressed, if it is.
func appendHeaders(b []byte, compression string) []byte {
	start := len(b)
	b = append(b, 0, 0, 0, 0)
	if compression != "" {
		b = appendShort(b, headerCompression)
		b = append(b, 'S')
		b = binary.BigEndian.AppendUint32(b, uint32(len(compression)))
		b = append(b, compression...)
	}
	binary.BigEndian.PutUint32(b[start:], uint32(len(b)-start-4))
	return b
}

// appendSettle appends basic.ack or basic.reject, which differ in what their bit means.
func appendSettle(b []byte, channel uint16, method uint32, tag uint64, flag bool) []byte {
	b, start := beginMethod(b, channel, method)
	b = binary.BigEndian.AppendUint64(b, tag)
	b = append(b, bit(flag))
	return endFrame(b, start)
}

func beginMethod(b []byte, channel uint16, method uint32) (_ []byte, start int) {
	b, start = beginFrame(b, frameMethod, channel)
	return binary.BigEndian.AppendUint32(b, method), start
}

func beginFrame(b []byte, kind byte, channel uint16) (_ []byte, start int) {
	start = len(b)
	return append(b, kind, byte(channel>>8), byte(channel), 0, 0, 0, 0), start
}

func endFrame(b []byte, start int) []byte {
	binary.BigEndian.PutUint32(b[start+3:], uint32(len(b)-start-frameHead))
	return append(b, frameEnd)
}

// appendShort appends a short string, which the caller has checked.
func appendShort(b []byte, s string) []byte { return append(append(b, byte(len(s))), s...) }

func bit(b bool) byte {
	if b {
		return 1
	}
	return 0
}

// parseHead reads the first bytes of a frame.
func parseHead(b []byte) (kind byte, channel uint16, size int) {
	return b[0], binary.BigEndian.Uint16(b[1:]), int(binary.BigEndian.Uint32(b[3:]))
}

// methodOf is the method of a frame, of which b has that much at least.
func methodOf(b []byte) uint32 { return binary.BigEndian.Uint32(b[frameHead:]) }

// arrival is a message that came, or came back.
type arrival struct {
	on          *channel
	tag         uint64
	redelivered bool
	returned    bool
	exchange    string // of one that came back
	key         string // routing key
	contentType string
	headers     []byte // a table: see lookUp
	body        []byte
}

var errFrame = errors.New("the broker sent a frame that can't be read")

// fields reads the fields of a method or header one after the other. After the first
// that does not fit all are zero, and short is set.
type fields struct {
	b     []byte
	short bool
}

func (f *fields) take(n int) []byte {
	if n < 0 || n > len(f.b) {
		f.b, f.short = nil, true
		return nil
	}
	taken := f.b[:n]
	f.b = f.b[n:]
	return taken
}

func (f *fields) uint(bytes int) (n uint64) {
	for _, b := range f.take(bytes) {
		n = n<<8 | uint64(b)
	}
	return n
}

func (f *fields) shortString() []byte { return f.take(int(f.uint(1))) }
func (f *fields) long() []byte        { return f.take(int(f.uint(4))) }

// err is errFrame if a field did not fit.
func (f *fields) err(what string) error {
	if f.short {
		return fmt.Errorf("%w: %s ends too early", errFrame, what)
	}
	return nil
}

// parseDeliver reads the arguments of basic.deliver. lastKey spares a routing key that
// is the same again.
func (d *arrival) parseDeliver(args []byte, lastKey string) error {
	f := fields{b: args}
	f.shortString() // the consumer tag: there is one consumer a channel
	d.tag = f.uint(8)
	d.redelivered = f.uint(1)&1 != 0
	f.shortString() // the exchange
	if key := f.shortString(); string(key) == lastKey {
		d.key = lastKey
	} else {
		d.key = string(key)
	}
	return f.err("basic.deliver")
}

// parseReturn reads the arguments of basic.return.
func (d *arrival) parseReturn(args []byte) error {
	f := fields{b: args}
	f.uint(2)       // the reply code,
	f.shortString() // and text: no route
	d.returned, d.exchange, d.key = true, string(f.shortString()), string(f.shortString())
	return f.err("basic.return")
}

// parseHeader reads a content header and returns the size of the body, bytes.
func (d *arrival) parseHeader(args []byte) (size uint64, err error) {
	f := fields{b: args}
	f.uint(4) // class and weight
	size = f.uint(8)
	flags := f.uint(2)
	for more := flags; more&1 != 0; {
		more = f.uint(2)
	}
	if flags&flagContentType != 0 {
		if t := f.shortString(); string(t) == contentType {
			d.contentType = contentType
		} else {
			d.contentType = string(t)
		}
	}
	if flags&flagContentEncoding != 0 {
		f.shortString()
	}
	if flags&flagHeaders != 0 {
		d.headers = append([]byte(nil), f.long()...)
	}
	return size, f.err("a content header")
}

// lookUp returns the value of a field of a table, and its type as the table says it;
// 0 if it has none of that name. A table that can't be read ends where it can't.
func lookUp(table []byte, name string) (value []byte, kind byte) {
	for f := (fields{b: table}); len(f.b) > 0; {
		found := string(f.shortString()) == name
		kind = byte(f.uint(1))
		switch kind {
		case 't', 'b', 'B':
			value = f.take(1)
		case 's', 'u':
			value = f.take(2)
		case 'I', 'i', 'f':
			value = f.take(4)
		case 'D':
			value = f.take(5)
		case 'l', 'L', 'd', 'T':
			value = f.take(8)
		case 'S', 'A', 'F', 'x':
			value = f.long()
		case 'V':
			value = nil
		default:
			return nil, 0
		}
		if found && !f.short {
			return value, kind
		}
	}
	return nil, 0
}

// streamOffset is where in a stream the message lies; false if it is of no stream.
func (d *arrival) streamOffset() (int64, bool) {
	value, kind := lookUp(d.headers, "x-stream-offset")
	if kind != 'l' && kind != 'L' {
		return 0, false
	}
	return int64(binary.BigEndian.Uint64(value)), true
}

// compression is how the body is compressed; empty if it is not.
func (d *arrival) compression() string {
	if value, kind := lookUp(d.headers, headerCompression); kind == 'S' {
		return string(value)
	}
	return ""
}
