package frame

import "encoding/binary"

// Message is a message to publish. All have the properties that oslo.messaging
// gives its own: JSON in UTF-8, persistent, of priority 0.
type Message struct {
	Exchange    string // at most MaxShort bytes, or empty for the default exchange
	Key         string // the routing key, at most MaxShort bytes
	Mandatory   bool   // whether the broker returns it when no queue takes it
	Expiration  string // in milliseconds, as decimal text, or empty for never
	Compression string // of Body, for the header "compression", or empty
	Body        []byte
}

// Properties of a message, as bits of the property flags.
const (
	flagContentType     = 1 << 15
	flagContentEncoding = 1 << 14
	flagHeaders         = 1 << 13
	flagDeliveryMode    = 1 << 12
	flagPriority        = 1 << 11
	flagCorrelationID   = 1 << 10
	flagReplyTo         = 1 << 9
	flagExpiration      = 1 << 8
)

// ContentType is the content type of every message. Python drops a message whose
// content type is not exactly this.
const ContentType = "application/json"

const (
	contentEncoding   = "utf-8"
	persistent        = 2
	headerCompression = "compression"
)

// AppendMessage appends the frames that publish m on a channel. No frame is larger
// than frameMax bytes, unless that is 0.
func AppendMessage(b []byte, channel uint16, frameMax int, m *Message) []byte {
	b, start := BeginMethod(b, channel, Publish)
	b = append(b, 0, 0) // reserved
	b = AppendShort(b, m.Exchange)
	b = AppendShort(b, m.Key)
	b = append(b, bit(m.Mandatory))
	b = Finish(b, start)
	b = appendContentHeader(b, channel, m)
	for rest := m.Body; len(rest) > 0; {
		n := len(rest)
		if frameMax > 0 {
			n = min(n, frameMax-HeadSize-1)
		}
		b, start = Begin(b, TypeBody, channel)
		b = append(b, rest[:n]...)
		b = Finish(b, start)
		rest = rest[n:]
	}
	return b
}

func appendContentHeader(b []byte, channel uint16, m *Message) []byte {
	b, start := Begin(b, TypeHeader, channel)
	b = append(b, 0, classBasic, 0, 0) // and the weight, which is 0
	b = binary.BigEndian.AppendUint64(b, uint64(len(m.Body)))
	flags := uint16(flagContentType | flagContentEncoding | flagHeaders | flagDeliveryMode | flagPriority)
	if m.Expiration != "" {
		flags |= flagExpiration
	}
	b = binary.BigEndian.AppendUint16(b, flags)
	b = AppendShort(b, ContentType)
	b = AppendShort(b, contentEncoding)
	b = appendHeaders(b, m.Compression)
	b = append(b, persistent, 0) // and the priority
	if m.Expiration != "" {
		b = AppendShort(b, m.Expiration)
	}
	return Finish(b, start)
}

// appendHeaders appends the headers, which say how the body is compressed.
func appendHeaders(b []byte, compression string) []byte {
	start := len(b)
	b = append(b, 0, 0, 0, 0)
	if compression != "" {
		b = AppendShort(b, headerCompression)
		b = append(b, 'S')
		b = binary.BigEndian.AppendUint32(b, uint32(len(compression)))
		b = append(b, compression...)
	}
	binary.BigEndian.PutUint32(b[start:], uint32(len(b)-start-4))
	return b
}

// AppendSettle appends Ack, whose flag is "multiple", or Reject, whose flag is
// "requeue".
func AppendSettle(b []byte, channel uint16, method uint32, tag uint64, flag bool) []byte {
	b, start := BeginMethod(b, channel, method)
	b = binary.BigEndian.AppendUint64(b, tag)
	b = append(b, bit(flag))
	return Finish(b, start)
}
