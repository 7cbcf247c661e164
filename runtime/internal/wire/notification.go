package wire

import (
	"bytes"
	"fmt"
	"time"
)

// A Notification is an event to be sent.
type Notification struct {
	MessageID   string // a UUID with hyphens
	PublisherID string // sent as null if empty
	EventType   string
	Priority    string    // by custom in upper case
	Payload     any       // as AppendValue takes it
	Timestamp   time.Time // sent in UTC, to the microsecond
	UniqueID    ID        // new for each message, the same when one is sent again
	Context     *Context  // nil for none
}

// AppendNotification appends the body of the message that carries n: in an envelope, as the driver messagingv2 sends
// it, or bare, as the driver messaging does. On error the result is dst as it was.
func AppendNotification(dst []byte, n *Notification, enveloped bool) ([]byte, error) {
	b := dst
	if enveloped {
		b = append(b, envelopeOpen...)
	}
	message := len(b)
	b = appendText(append(b, `{"message_id": `...), n.MessageID)
	b = append(b, `, "publisher_id": `...)
	if n.PublisherID == "" {
		b = append(b, "null"...)
	} else {
		b = appendText(b, n.PublisherID)
	}
	b = appendText(append(b, `, "event_type": `...), n.EventType)
	b = appendText(append(b, `, "priority": `...), n.Priority)
	b, err := appendAny(append(b, `, "payload": `...), n.Payload, 1)
	if err != nil {
		return dst, fmt.Errorf("encode notification: %w", in("payload", err))
	}
	b = append(b, `, "timestamp": "`...)
	b = append(appendStamp(b, n.Timestamp), '"')
	b = appendID(b, `, "_unique_id": "`, n.UniqueID)
	if !enveloped {
		return append(n.Context.appendPlain(b), '}'), nil
	}
	b = n.Context.appendEscaped(escapeTail(b, message))
	return append(b, "}"+envelopeClose...), nil
}

// An IncomingNotification is a notification as it was received. It refers to the memory of the body, which must not
// change.
type IncomingNotification struct {
	MessageID   string // empty, as the next three, if it was missing or no string
	PublisherID string
	EventType   string
	Priority    string

	Payload       []byte    // JSON text, null if it was missing
	Timestamp     time.Time // in UTC, or zero if TimestampText has no known layout
	TimestampText string
	UniqueID      string // empty if it was missing
	Message       []byte // the JSON text of all of it, for ReceivedContext
	Enveloped     bool   // whether it came in an envelope
}

// DecodeNotification reads the body of a message, with or without an envelope. Typed values (see kombu's register_type)
// in a bare one become the text they stand for.
func DecodeNotification(body []byte) (n IncomingNotification, err error) {
	message, enveloped, err := openEnvelope(body)
	if err == nil && !enveloped {
		message, err = unwrapTyped(message)
	}
	if err != nil {
		return n, fmt.Errorf("decode notification: %w", err)
	}
	var raw rawNotification
	if err := decodeFields(message, raw.set); err != nil {
		return n, fmt.Errorf("decode notification: message: %w", err)
	}
	n.Message, n.Enveloped = message, enveloped
	raw.decode(&n)
	return n, nil
}

// unwrapTyped returns a bare message with its typed values replaced by plain
// ones.
func unwrapTyped(message []byte) ([]byte, error) {
	if !bytes.Contains(message, []byte(typeKey)) {
		return message, nil
	}
	w := rewriter{scanner: scanner{data: message}, unwrap: true}
	if err := w.value(); err != nil {
		return nil, err
	}
	return w.dst, w.end()
}

// A rawNotification holds the JSON texts of a notification's fields. A missing
// field is nil.
type rawNotification struct {
	messageID, publisherID, eventType, priority []byte
	payload, timestamp, uniqueID                []byte
}

func (raw *rawNotification) set(name, value []byte) {
	switch string(name) {
	case "message_id":
		raw.messageID = value
	case "publisher_id":
		raw.publisherID = value
	case "event_type":
		raw.eventType = value
	case "priority":
		raw.priority = value
	case "payload":
		raw.payload = value
	case "timestamp":
		raw.timestamp = value
	case "_unique_id":
		raw.uniqueID = value
	}
}

func (raw *rawNotification) decode(n *IncomingNotification) {
	var buf [256]byte
	text, messageID := appendTextOf(buf[:0], raw.messageID)
	text, publisherID := appendTextOf(text, raw.publisherID)
	text, eventType := appendTextOf(text, raw.eventType)
	text, priority := appendTextOf(text, raw.priority)
	text, timestamp := appendTextOf(text, raw.timestamp)
	text, uniqueID := appendTextOf(text, raw.uniqueID)
	all := string(text)
	n.MessageID = messageID.of(all)
	n.PublisherID = publisherID.of(all)
	n.EventType = eventType.of(all)
	n.Priority = priority.of(all)
	n.TimestampText = timestamp.of(all)
	n.Timestamp, _ = parseTime(n.TimestampText)
	n.UniqueID = uniqueID.of(all)
	n.Payload = raw.payload
	if n.Payload == nil {
		n.Payload = []byte("null")
	}
}
