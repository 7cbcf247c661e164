package wire

import (
	"fmt"
	"strconv"
)

// A Reply answers a call, or is the heartbeat of a running one.
type Reply struct {
	Result   any      // a value for AppendValue, sent as null beside a failure
	Failure  *Failure // nil for success
	Ending   bool     // true on the final reply, false on a heartbeat
	MsgID    string   // the request's
	UniqueID ID       // new for each message
}

// AppendReply appends the body of the message that carries r. On error the result is dst as it was.
func AppendReply(dst []byte, r *Reply) ([]byte, error) {
	b := append(dst, envelopeOpen...) //nolint:gocritic // an error returns dst
	outcome := len(b)
	b, err := appendOutcome(b, r)
	if err != nil {
		return dst, fmt.Errorf("encode reply: %w", err)
	}
	b = append(escapeTail(b, outcome), `, \"ending\": `...)
	b = strconv.AppendBool(b, r.Ending)
	b = append(b, `, \"_msg_id\": `...)
	b = appendInner(b, r.MsgID)
	b = appendInnerID(b, `, \"_unique_id\": \"`, r.UniqueID)
	return append(b, "}"+envelopeClose...), nil
}

// appendOutcome appends the beginning of a reply, its result and its failure.
func appendOutcome(dst []byte, r *Reply) ([]byte, error) {
	dst = append(dst, `{"result": `...)
	if r.Failure == nil {
		dst, err := appendAny(dst, r.Result, 1)
		return append(dst, `, "failure": null`...), in("result", err)
	}
	dst, err := appendFailure(append(dst, `null, "failure": `...), r.Failure)
	return dst, in("failure", err)
}

// An IncomingReply is a reply as it was received. It refers to the memory of the body, which must not change.
type IncomingReply struct {
	Result    []byte   // JSON text, nil if the field was missing
	Failure   *Failure // nil for success
	Ending    bool     // whether this is the final reply, false if the field was missing
	MsgID     ID       // the call's id, or zero if the text is no ID
	MsgIDText string   // the text, if it is no ID
	UniqueID  ID       // the zero ID if it was missing, or is not the text of an ID
}

// DecodeReply reads the body of a message, with or without an envelope.
func DecodeReply(body []byte) (IncomingReply, error) {
	message, _, err := openEnvelope(body)
	if err != nil {
		return IncomingReply{}, fmt.Errorf("decode reply: %w", err)
	}
	var raw rawReply
	if err := decodeFields(message, raw.set); err != nil {
		return IncomingReply{}, fmt.Errorf("decode reply: message: %w", err)
	}
	return raw.decode(), nil
}

// A rawReply holds the JSON texts of a reply's fields. A missing field is nil.
type rawReply struct {
	result, failure, ending, msgID, uniqueID []byte
}

func (raw *rawReply) set(name, value []byte) {
	switch string(name) {
	case "result":
		raw.result = value
	case "failure":
		raw.failure = value
	case "ending":
		raw.ending = value
	case "_msg_id":
		raw.msgID = value
	case "_unique_id":
		raw.uniqueID = value
	}
}

func (raw *rawReply) decode() IncomingReply {
	r := IncomingReply{
		Result:  raw.result,
		Failure: decodeFailure(raw.failure),
		Ending:  raw.ending != nil && truthy(raw.ending),
	}
	r.UniqueID, _ = idOf(raw.uniqueID)
	r.MsgID, r.MsgIDText = idOf(raw.msgID)
	return r
}

// idOf returns the ID in the JSON text raw, or its text if it is no ID.
func idOf(raw []byte) (ID, string) {
	if len(raw) == 34 {
		if id, ok := ParseID(raw[1:33]); ok {
			return id, ""
		}
	}
	text, _ := textOf(raw)
	if id, ok := ParseID(text); ok {
		return id, ""
	}
	return ID{}, text
}
