package wire

import (
	"fmt"
	"math"
	"reflect"
	"strconv"
	"time"
)

// A Request is a call or a cast to be sent.
type Request struct {
	Method    string
	Args      any    // the named arguments: any value that is written as an object, or nil for none
	Rules     *Rules // of the arguments if Args points to their struct, or nil
	Namespace string // left out if empty
	Version   string // left out if empty

	Call    bool          // whether a reply is wanted (the next three are sent only for a call)
	MsgID   ID            // by which the reply will name the call
	ReplyQ  string        // the reply queue, or empty if AppendWithReplyQueue adds it
	ReplyAt int           // set by AppendRequest: where in the body the text of ReplyQ stands
	Monitor time.Duration // how long the caller waits without a heartbeat (call_monitor_timeout, sent as _timeout), or 0

	UniqueID ID       // new for each message, the same when one is sent again
	Context  *Context // nil for none
}

// AppendRequest appends the body of the message that carries r. On error the result is dst as it was. What is known
// beforehand is written escaped, as the envelope wants it, and only the arguments are escaped afterwards.
func AppendRequest(dst []byte, r *Request) ([]byte, error) {
	b := append(dst, envelopeOpen+`{\"method\": `...) //nolint:gocritic // an error returns dst
	b = appendInner(b, r.Method)
	b = append(b, `, \"args\": `...)
	args := len(b)
	b, err := appendArgs(b, r.Args, r.Rules)
	if err != nil {
		return dst, fmt.Errorf("encode request: %w", err)
	}
	b = escapeTail(b, args)
	if r.Namespace != "" {
		b = append(b, `, \"namespace\": `...)
		b = appendInner(b, r.Namespace)
	}
	if r.Version != "" {
		b = append(b, `, \"version\": `...)
		b = appendInner(b, r.Version)
	}
	if r.Call {
		b = appendInnerID(b, `, \"_msg_id\": \"`, r.MsgID)
		b = append(b, `, \"_reply_q\": `...)
		r.ReplyAt = len(b) - len(dst)
		b = appendInner(b, r.ReplyQ)
		b = append(b, `, \"_timeout\": `...)
		b = appendSeconds(b, r.Monitor)
	}
	b = appendInnerID(b, `, \"_unique_id\": \"`, r.UniqueID)
	b = r.Context.appendEscaped(b)
	return append(b, "}"+envelopeClose...), nil
}

// AppendWithReplyQueue appends body, which AppendRequest made without a reply queue, with the name of one at at.
func AppendWithReplyQueue(dst, body []byte, at int, queue string) []byte {
	dst = append(dst, body[:at]...)
	dst = appendInner(dst, queue)
	return append(dst, body[at+len(`\"\"`):]...)
}

// AppendArgs appends the JSON text of a request's arguments, as AppendRequest sends them.
func AppendArgs(dst []byte, args any, rules *Rules) ([]byte, error) {
	return appendArgs(dst, args, rules)
}

func appendArgs(dst []byte, args any, rules *Rules) ([]byte, error) {
	if args == nil {
		return append(dst, "{}"...), nil
	}
	start := len(dst)
	err := isWhole(args, rules)
	if err != nil {
		return dst, in("args", err)
	}
	if v, ok := rules.fit(args); ok {
		dst, err = rules.codec.appendFields(dst, v, 1, rules)
	} else {
		dst, err = appendAny(dst, args, 1)
	}
	if err == nil && dst[start] != '{' {
		err = valueErrorf("arguments have to be an object")
	}
	return dst, in("args", err)
}

// isWhole fails if args is a nil pointer, or if an argument that servers need is in an embedded struct that is nil.
func isWhole(args any, rules *Rules) error {
	v := reflect.ValueOf(args)
	if v.Kind() == reflect.Pointer {
		if v.IsNil() {
			return valueErrorf("the request is nil")
		}
		v = v.Elem()
	}
	if v.Kind() != reflect.Struct {
		return nil
	}
	c := codecOf(v.Type())
	if !c.args {
		return nil
	}
	if _, ok := rules.fit(args); !ok {
		rules = nil
	}
	for _, i := range c.fields.behind {
		f := &c.fields.fields[i]
		if _, ok := f.get(v); !ok && !f.optional && !rules.covers(i) {
			return valueErrorf("the argument %s is in an embedded pointer that is nil", f.name)
		}
	}
	return nil
}

// appendID appends a field of which label is all that stands before its text.
func appendID(dst []byte, label string, id ID) []byte {
	dst = append(dst, label...)
	dst, _ = id.AppendText(dst)
	return append(dst, '"')
}

// appendInnerID is appendID for a message inside an envelope. label is escaped
// for it.
func appendInnerID(dst []byte, label string, id ID) []byte {
	dst = append(dst, label...)
	dst, _ = id.AppendText(dst)
	return append(dst, `\"`...)
}

// appendSeconds appends a number of seconds, null if there are none.
func appendSeconds(dst []byte, d time.Duration) []byte {
	switch {
	case d <= 0:
		return append(dst, "null"...)
	case d%time.Second == 0:
		return strconv.AppendInt(dst, int64(d/time.Second), 10)
	default:
		return appendFloat(dst, d.Seconds(), 64)
	}
}

// An IncomingRequest is a request as it was received. It refers to the memory of the body, which must not change.
type IncomingRequest struct {
	Method       string
	Args         []byte // JSON text of an object
	Namespace    string
	HasNamespace bool   // false if it was missing or null, which differs from an empty namespace
	Version      string // empty if it was missing, which means 1.0 (a non-string value is kept as Python would print it)

	MsgID   string        // empty for a cast
	ReplyQ  string        // empty if it was missing or no string
	Monitor time.Duration // how long the caller waits without a heartbeat, or 0 if it wants none

	UniqueID string // empty if it was missing

	Message []byte // the JSON text of the whole message, for ReceivedContext

	// Defect is a Python server's answer to a malformed field, DefectIn, in
	// place of running a method. The server finds a bad version when an
	// endpoint has the namespace, a bad method when an endpoint also serves the
	// version, and bad args when it has found the method. Defect is nil for a
	// sound request.
	Defect   *Failure
	DefectIn DefectField
}

// A DefectField is a field of a request, in the order in which Python looks at them.
type DefectField uint8

// The fields in which a request can have a defect.
const (
	DefectInVersion DefectField = iota + 1
	DefectInMethod
	DefectInArgs
)

// String returns the field's name, empty for none.
func (f DefectField) String() string { return [...]string{"", "version", "method", "args"}[f] }

// DecodeRequest reads the body of a message, with or without an envelope. An error means that Python would have rejected it without an answer. What Python would have
// answered with a failure is no error but a Defect.
func DecodeRequest(body []byte) (r IncomingRequest, err error) {
	message, _, err := openEnvelope(body)
	if err != nil {
		return r, fmt.Errorf("decode request: %w", err)
	}
	var raw rawRequest
	if err := decodeFields(message, raw.set); err != nil {
		return r, fmt.Errorf("decode request: message: %w", err)
	}
	r.Message = message
	raw.decode(&r)
	return r, nil
}

// A rawRequest holds the JSON texts of a request's fields. A missing field is
// nil.
type rawRequest struct {
	method, args, namespace, version []byte
	msgID, replyQ, timeout, uniqueID []byte
}

func (raw *rawRequest) set(name, value []byte) {
	switch string(name) {
	case "method":
		raw.method = value
	case "args":
		raw.args = value
	case "namespace":
		raw.namespace = value
	case "version":
		raw.version = value
	case "_msg_id":
		raw.msgID = value
	case "_reply_q":
		raw.replyQ = value
	case "_timeout":
		raw.timeout = value
	case "_unique_id":
		raw.uniqueID = value
	}
}

func (raw *rawRequest) decode(r *IncomingRequest) {
	var buf [256]byte
	text, method := appendTextOf(buf[:0], raw.method)
	text, namespace := appendTextOf(text, raw.namespace)
	text, version := appendTextOf(text, raw.version)
	text, msgID := appendTextOf(text, raw.msgID)
	text, replyQ := appendTextOf(text, raw.replyQ)
	text, uniqueID := appendTextOf(text, raw.uniqueID)
	all := string(text)
	r.Method = method.of(all)
	r.Namespace = namespace.of(all)
	r.HasNamespace = len(raw.namespace) > 0 && raw.namespace[0] != 'n'
	if r.Version = version.of(all); len(raw.version) > 0 && raw.version[0] != '"' {
		r.Version = pythonText(raw.version)
	}
	r.MsgID = msgID.of(all)
	r.ReplyQ = replyQ.of(all)
	r.UniqueID = uniqueID.of(all)
	r.Monitor = parseSeconds(raw.timeout)
	r.Args = raw.args
	if len(raw.args) == 0 || raw.args[0] != '{' {
		r.Args = []byte("{}")
	}
	r.Defect, r.DefectIn = raw.defect(r.Version)
}

// parseSeconds reads _timeout: a number, or text Python's int takes. Anything that asks for no heartbeats is 0.
func parseSeconds(raw []byte) time.Duration {
	var seconds float64
	switch text, isText := textOf(raw); {
	case isText:
		n, _ := pythonInt(text)
		seconds = float64(n)
	case len(raw) > 0 && isNumber(raw[0]):
		seconds = parseFloat(raw, 64)
	}
	switch limit := math.MaxInt64 / float64(time.Second); {
	case seconds <= 0 || math.IsNaN(seconds) || math.IsInf(seconds, 1):
		return 0
	case seconds >= limit:
		return math.MaxInt64
	default:
		return time.Duration(seconds * float64(time.Second))
	}
}
