package interop

import (
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"strings"
	"unicode/utf8"
)

// frames reads the AMQP frames of one direction of a connection, as they are
// written to it.
type frames struct {
	found func(sent) // is called for every method that has a signature

	buffered []byte
	greeted  bool              // the protocol header has been read
	begun    map[uint16]*sent  // publishes whose content is still to come, by channel
	missing  map[uint16]uint64 // how many bytes of their bodies are
	bodies   map[uint16][]byte
}

func newFrames(found func(sent)) *frames {
	return &frames{found: found, begun: map[uint16]*sent{}, missing: map[uint16]uint64{}, bodies: map[uint16][]byte{}}
}

// sent is one method that a client sent, with the fields that it has in the
// captures. The content of a basic.publish is in "properties" and "body".
type sent struct {
	method string
	fields object
}

// signatures are the fields of the methods that matter here, in their order.
// Kinds: s short string, h short, w long, d long long, b bit, t table.
var signatures = map[[2]uint16]string{
	{40, 10}:  "exchange.declare h:- s:exchange s:type b:passive b:durable b:auto_delete b:internal b:nowait t:arguments",
	{50, 10}:  "queue.declare h:- s:queue b:passive b:durable b:exclusive b:auto_delete b:nowait t:arguments",
	{50, 20}:  "queue.bind h:- s:queue s:exchange s:routing_key b:nowait t:arguments",
	{50, 40}:  "queue.delete h:- s:queue b:if_unused b:if_empty b:nowait",
	{60, 10}:  "basic.qos w:prefetch_size h:prefetch_count b:global",
	{60, 20}:  "basic.consume h:- s:queue s:consumer_tag b:no_local b:no_ack b:exclusive b:nowait t:arguments",
	{60, 40}:  "basic.publish h:- s:exchange s:routing_key b:mandatory b:immediate",
	{60, 80}:  "basic.ack d:delivery_tag b:multiple",
	{60, 90}:  "basic.reject d:delivery_tag b:requeue",
	{60, 120}: "basic.nack d:delivery_tag b:multiple b:requeue",
}

// properties of a content header, from the highest flag down. Kinds as above, and
// o an octet.
const properties = "s:content_type s:content_encoding t:headers o:delivery_mode o:priority s:correlation_id s:reply_to" +
	" s:expiration s:message_id d:timestamp s:type s:user_id s:app_id s:cluster_id"

// The sizes of what surrounds a frame's payload, and of the protocol header.
const headSize, endSize, greetingSize = 7, 1, 8

// Write implements io.Writer.
func (f *frames) Write(data []byte) (int, error) {
	f.buffered = append(f.buffered, data...)
	if !f.greeted && len(f.buffered) >= greetingSize {
		f.greeted, f.buffered = true, f.buffered[greetingSize:]
	}
	for f.greeted && len(f.buffered) >= headSize {
		head := f.buffered[:headSize]
		size := headSize + int(binary.BigEndian.Uint32(head[3:])) + endSize
		if len(f.buffered) < size {
			break
		}
		f.frame(head[0], binary.BigEndian.Uint16(head[1:]), f.buffered[headSize:size-endSize])
		f.buffered = f.buffered[size:]
	}
	return len(data), nil
}

// frame takes in one frame: a method, or the header or a part of a content.
func (f *frames) frame(kind byte, channel uint16, payload []byte) {
	switch kind {
	case 1:
		if m := decodeMethod(payload); m != nil && m.method == "basic.publish" {
			f.begun[channel] = m
		} else if m != nil {
			f.found(*m)
		}
		return
	case 2:
		f.missing[channel] = binary.BigEndian.Uint64(payload[4:])
		f.bodies[channel] = nil
		f.begun[channel].fields["properties"] = decodeProperties(payload[12:])
	case 3:
		f.missing[channel] -= uint64(len(payload))
		f.bodies[channel] = append(f.bodies[channel], payload...)
	default:
		return // a heartbeat
	}
	if f.missing[channel] == 0 {
		f.begun[channel].fields["body"] = bodyText(f.bodies[channel])
		f.found(*f.begun[channel])
	}
}

// bodyText is a body as the captures have it.
func bodyText(body []byte) any {
	if utf8.Valid(body) {
		return string(body)
	}
	return object{"base64": base64.StdEncoding.EncodeToString(body)}
}

func decodeMethod(payload []byte) *sent {
	signature, ok := signatures[[2]uint16{binary.BigEndian.Uint16(payload), binary.BigEndian.Uint16(payload[2:])}]
	if !ok {
		return nil
	}
	name, fields, _ := strings.Cut(signature, " ")
	d := decoder{data: payload[4:]}
	return &sent{name, d.fields(fields)}
}

func decodeProperties(payload []byte) object {
	flags := binary.BigEndian.Uint16(payload)
	var there []string
	for i, field := range strings.Fields(properties) {
		if flags&(1<<(15-i)) != 0 {
			there = append(there, field)
		}
	}
	d := decoder{data: payload[2:]}
	return d.fields(strings.Join(there, " "))
}

// decoder reads AMQP's data types.
type decoder struct {
	data []byte
	bits int // taken of the current octet of bits; 0 if there is none
}

func (d *decoder) take(n int) []byte {
	out := d.data[:n]
	d.data = d.data[n:]
	return out
}

// number reads n bytes.
func (d *decoder) number(n int) (v int64) {
	for _, b := range d.take(n) {
		v = v<<8 | int64(b)
	}
	return v
}

// fields reads the fields of a signature; those called "-" are left out.
func (d *decoder) fields(signature string) object {
	out := object{}
	for field := range strings.FieldsSeq(signature) {
		kind, name, _ := strings.Cut(field, ":")
		value := d.field(kind)
		if name != "-" {
			out[name] = value
		}
	}
	return out
}

func (d *decoder) field(kind string) any {
	if kind == "b" {
		return d.bit()
	}
	if d.bits > 0 {
		d.take(1)
		d.bits = 0
	}
	switch kind {
	case "s":
		return string(d.take(int(d.number(1))))
	case "t":
		return d.table()
	}
	return d.number(map[string]int{"o": 1, "h": 2, "w": 4, "d": 8}[kind])
}

// bit reads one bit; those that follow each other share an octet.
func (d *decoder) bit() bool {
	v := d.data[0]&(1<<d.bits) != 0
	d.bits++
	return v
}

func (d *decoder) table() object {
	in := decoder{data: d.take(int(d.number(4)))}
	out := object{}
	for len(in.data) > 0 {
		name := string(in.take(int(in.number(1))))
		out[name] = in.value()
	}
	return out
}

// value reads one of the kinds of values that clients put into tables.
func (d *decoder) value() any {
	switch kind := d.take(1)[0]; kind {
	case 't':
		return d.number(1) != 0
	case 'I':
		return int64(int32(d.number(4)))
	case 'l':
		return d.number(8)
	case 'S':
		return string(d.take(int(d.number(4))))
	case 'F':
		return d.table()
	default:
		panic(fmt.Sprintf("no table value of type %q expected here", kind))
	}
}
