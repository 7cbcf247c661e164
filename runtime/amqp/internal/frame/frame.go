// Package frame turns the AMQP 0-9-1 frames that messages travel in into structs
// and back: publish, return, deliver, ack, nack and reject of class basic, with
// their content headers and bodies. All other methods are amqp091-go's. Package
// frame opens nothing and waits for nothing: bytes in, structs out.
package frame

import (
	"encoding/binary"
	"errors"
	"fmt"
)

// The types of frames.
const (
	TypeMethod    = 1
	TypeHeader    = 2
	TypeBody      = 3
	TypeHeartbeat = 8
)

// HeadSize is the size of a frame's head in bytes: its type, channel and
// payload size.
const HeadSize = 7

// End is the last byte of every frame.
const End = 0xCE

// The methods that are read or written here, as class<<16 | number.
const (
	StartOK         = 10<<16 | 11
	ConnectionClose = 10<<16 | 50
	ChannelOpen     = 20<<16 | 10
	ChannelClose    = 20<<16 | 40
	Publish         = 60<<16 | 40
	Return          = 60<<16 | 50
	Deliver         = 60<<16 | 60
	Ack             = 60<<16 | 80
	Reject          = 60<<16 | 90
	Nack            = 60<<16 | 120
)

const classBasic = 60

// ErrFormat means that the bytes do not follow AMQP's format.
var ErrFormat = errors.New("the broker sent a frame that can't be read")

// ParseHead reads the first HeadSize bytes of a frame. size is the payload's, in
// bytes.
func ParseHead(b []byte) (kind byte, channel uint16, size int) {
	return b[0], binary.BigEndian.Uint16(b[1:]), int(binary.BigEndian.Uint32(b[3:]))
}

// Method returns the method of a frame. b has at least four bytes of its payload.
func Method(b []byte) uint32 { return binary.BigEndian.Uint32(b[HeadSize:]) }

// Begin appends the beginning of a frame. The payload is appended next, and then
// the frame is completed by [Finish], which needs start.
func Begin(b []byte, kind byte, channel uint16) (_ []byte, start int) {
	start = len(b)
	return append(b, kind, byte(channel>>8), byte(channel), 0, 0, 0, 0), start
}

// BeginMethod is Begin for a method frame: the method's arguments follow.
func BeginMethod(b []byte, channel uint16, method uint32) (_ []byte, start int) {
	b, start = Begin(b, TypeMethod, channel)
	return binary.BigEndian.AppendUint32(b, method), start
}

// Finish completes the frame that begins at start.
func Finish(b []byte, start int) []byte {
	binary.BigEndian.PutUint32(b[start+3:], uint32(len(b)-start-HeadSize))
	return append(b, End)
}

// MaxShort is the length of the longest short string, in bytes: an exchange, a
// routing key, a property.
const MaxShort = 255

// AppendShort appends a short string, whose length the caller has checked.
func AppendShort(b []byte, s string) []byte { return append(append(b, byte(len(s))), s...) }

func bit(b bool) byte {
	if b {
		return 1
	}
	return 0
}

// fields reads the fields of a method or header one after the other. After the
// first that does not fit all are zero, and short is set.
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

// err is an ErrFormat if a field did not fit.
func (f *fields) err(what string) error {
	if f.short {
		return fmt.Errorf("%w: %s ends too early", ErrFormat, what)
	}
	return nil
}
