package floor

import (
	"bytes"
	"encoding/hex"
	"errors"

	amqp "github.com/rabbitmq/amqp091-go"
)

// id names a call. Its text is 32 hex digits.
type id [16]byte

// The messages, around their ids and their one piece of data.
const (
	callOpen = `{"oslo.version": "2.0", "oslo.message": "{\"method\": \"echo\", \"args\": {\"data\": \"`
	castOpen = `{"oslo.version": "2.0", "oslo.message": "{\"method\": \"tell\", \"args\": {\"data\": \"`
	version  = `\"}, \"version\": \"1.0`
	msgID    = `\", \"_msg_id\": \"`
	replyQ   = `\", \"_reply_q\": \"`
	noBeat   = `\", \"_timeout\": null`
	uniqueID = `, \"_unique_id\": \"`
	end      = `\"}"}`

	replyOpen = `{"oslo.version": "2.0", "oslo.message": "{\"result\": \"`
	replyEnd  = `\", \"failure\": null, \"ending\": true`
	replyID   = `, \"_msg_id\": \"`
)

// Overhead is the length of a call's inner message without its data.
const Overhead = len(`{"method": "echo", "args": {"data": ""}, "version": "1.0", "_msg_id": "", "_reply_q": "reply_", "_timeout": null, "_unique_id": ""}`) + 3*32

var errMessage = errors.New("not a message of this package")

func appendCall(b []byte, data, replyQueue string, call, unique id) []byte {
	b = append(b, callOpen...)
	b = appendString(b, data)
	b = append(b, version+msgID...)
	b = hex.AppendEncode(b, call[:])
	b = append(b, replyQ...)
	b = append(b, replyQueue...)
	b = append(b, noBeat+uniqueID...)
	b = hex.AppendEncode(b, unique[:])
	return append(b, end...)
}

func appendCast(b []byte, data string, unique id) []byte {
	b = append(b, castOpen...)
	b = appendString(b, data)
	b = append(b, version+`\"`+uniqueID...)
	b = hex.AppendEncode(b, unique[:])
	return append(b, end...)
}

func appendReply(b []byte, data string, call []byte, unique id) []byte {
	b = append(b, replyOpen...)
	b = appendString(b, data)
	b = append(b, replyEnd+replyID...)
	b = append(b, call...)
	b = append(b, `\"`+uniqueID...)
	b = hex.AppendEncode(b, unique[:])
	return append(b, end...)
}

// appendString appends text escaped for a string in a string. The measured text
// needs no escapes, so it costs one look at each byte.
func appendString(b []byte, text string) []byte {
	start := 0
	for i := range len(text) {
		if c := text[i]; c == '"' || c == '\\' {
			b = append(b, text[start:i]...)
			b = append(b, `\\\`...)
			start = i
			if c == '\\' {
				b = append(b, `\`...)
			}
		}
	}
	return append(b, text[start:]...)
}

// request has the fields that a server needs. call and replyQueue are empty in a
// cast.
type request struct {
	data             string
	call, replyQueue []byte
}

func parseRequest(body []byte) (r request, err error) {
	if rest, ok := bytes.CutPrefix(body, []byte(castOpen)); ok {
		data, _, ok := bytes.Cut(rest, []byte(version))
		return request{data: string(data)}, check(ok)
	}
	rest, ok := bytes.CutPrefix(body, []byte(callOpen))
	data, rest, ok2 := bytes.Cut(rest, []byte(version+msgID))
	r.data = string(data)
	r.call, rest, _ = bytes.Cut(rest, []byte(replyQ))
	r.replyQueue, _, _ = bytes.Cut(rest, []byte(noBeat))
	return r, check(ok && ok2)
}

func parseReply(body []byte) (call id, data string, err error) {
	rest, ok := bytes.CutPrefix(body, []byte(replyOpen))
	text, rest, ok2 := bytes.Cut(rest, []byte(replyEnd+replyID))
	if !ok || !ok2 || len(rest) < 2*len(call) {
		return call, "", errMessage
	}
	_, err = hex.Decode(call[:], rest[:2*len(call)])
	return call, string(text), err
}

func check(ok bool) error {
	if !ok {
		return errMessage
	}
	return nil
}

// publishing adds the properties of oslo.messaging's messages.
func publishing(body []byte, expiration string) amqp.Publishing {
	return amqp.Publishing{
		ContentType: "application/json", ContentEncoding: "utf-8", DeliveryMode: amqp.Persistent,
		Headers: headers, Expiration: expiration, Body: body,
	}
}

var headers = amqp.Table{}
