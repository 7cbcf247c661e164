package oslo

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/oslogen/oslogen/runtime/internal/wire"
)

// What follows is the message format, for those who implement a Transport: every
// transport encodes through it, so that what one accepts all accept.

// AppendRequest appends the message body of r to dst. unique is the message's id.
// For a call, id and replyQueue say where its reply goes.
func AppendRequest(dst []byte, r *Request, unique, id MessageID, replyQueue string) ([]byte, error) {
	w := wire.Request{
		Method: r.Method, Args: r.Args, Rules: r.rules, Namespace: r.Target.Namespace, Version: r.Target.Version,
		UniqueID: wire.ID(unique), Context: r.Context.fields,
	}
	if r.Kind == KindCall {
		w.Call, w.MsgID, w.ReplyQ, w.Monitor = true, wire.ID(id), replyQueue, r.Monitor
	}
	body, err := wire.AppendRequest(dst, &w)
	if err != nil {
		return dst, unsent(fmt.Errorf("encode %s %s: %w", r.Kind, r.Method, err))
	}
	return body, nil
}

// DecodeRequest reads a request's message body. replyQueue is where the caller
// wants its reply. An error means that the message must be dropped.
func DecodeRequest(body []byte) (in *Incoming, replyQueue string, err error) {
	got := new(struct { // one allocation for both
		in      Incoming
		context wire.Context
	})
	w, err := wire.DecodeRequest(body, &got.context)
	if err != nil {
		return nil, "", fmt.Errorf("decode request: %w", err)
	}
	in = &got.in
	*in = Incoming{
		Method: w.Method, Namespace: w.Namespace, HasNamespace: w.HasNamespace, Version: w.Version, Args: w.Args,
		Context: RequestContext{&got.context}, MessageID: w.MsgID, UniqueID: w.UniqueID, Monitor: w.Monitor,
	}
	if w.Defect != nil {
		in.Defect = &Defect{DefectField(w.DefectIn), remoteOf(w.Defect)}
	}
	return in, w.ReplyQ, nil
}

// AppendReply appends the message body of an answer to the call messageID: the
// final one, or a heartbeat if ending is false.
func AppendReply(dst []byte, messageID string, unique MessageID, result any, failure *RemoteError, ending bool) ([]byte, error) {
	w := wire.Reply{Result: result, Ending: ending, MsgID: messageID, UniqueID: wire.ID(unique)}
	if failure != nil {
		f, err := failure.wire()
		if err != nil {
			return dst, err
		}
		w.Failure = f
	}
	body, err := wire.AppendReply(dst, &w)
	if err != nil {
		return dst, fmt.Errorf("encode reply: %w", err)
	}
	return body, nil
}

// IncomingReply is one message taken from a reply queue.
type IncomingReply struct {
	ID        MessageID // of the call; the zero id if it is none of ours
	UniqueID  MessageID // the zero id if it has none of our kind
	Reply     Reply
	HasResult bool // a result other than null is there
	Ending    bool // false for heartbeats and for the first half of an old two-message reply
}

// DecodeReply reads a reply's message body.
func DecodeReply(body []byte) (IncomingReply, error) {
	w, err := wire.DecodeReply(body)
	if err != nil {
		return IncomingReply{}, fmt.Errorf("decode reply: %w", err)
	}
	r := IncomingReply{ID: MessageID(w.MsgID), UniqueID: MessageID(w.UniqueID), Ending: w.Ending}
	r.HasResult = w.Result != nil && string(w.Result) != "null"
	if r.Reply.Result = w.Result; w.Result == nil {
		r.Reply.Result = []byte("null") // as Python reads it
	}
	if w.Failure != nil {
		r.Reply = Reply{Failure: remoteOf(w.Failure)}
	}
	return r, nil
}

// AppendNotification appends the message body of n to dst.
func AppendNotification(dst []byte, n *Notification, unique MessageID) ([]byte, error) {
	body, err := wire.AppendNotification(dst, &wire.Notification{
		MessageID: n.MessageID, PublisherID: n.PublisherID, EventType: n.EventType,
		Priority: strings.ToUpper(string(n.Priority)), Payload: n.Payload, Timestamp: n.Timestamp,
		UniqueID: wire.ID(unique), Context: n.Context.fields,
	}, !n.Bare)
	if err != nil {
		return dst, fmt.Errorf("encode notification %s: %w", n.EventType, err)
	}
	return body, nil
}

// DecodeNotification reads a notification's message body, with or without
// envelope. An error means that the message must be dropped.
func DecodeNotification(body []byte) (*IncomingNotification, error) {
	w, err := wire.DecodeNotification(body)
	if err != nil {
		return nil, fmt.Errorf("decode notification: %w", err)
	}
	return &IncomingNotification{
		MessageID: w.MessageID, PublisherID: w.PublisherID, EventType: w.EventType,
		Priority: Priority(strings.ToLower(w.Priority)), Payload: w.Payload, Timestamp: w.Timestamp,
		TimestampText: w.TimestampText, UniqueID: w.UniqueID, Context: RequestContext{w.Context},
	}, nil
}

// remoteOf makes a RemoteError of a failure that was received.
func remoteOf(f *wire.Failure) *RemoteError {
	e := &RemoteError{Module: f.Module, Class: f.Class, Message: f.Message, Traceback: f.Traceback, rawKwargs: f.Kwargs}
	for _, raw := range f.Args {
		var arg any
		if err := wire.Unmarshal(raw, &arg); err == nil { // decoded before: can't fail
			e.Args = append(e.Args, arg)
		}
	}
	if len(f.Kwargs) > 0 {
		_ = wire.Unmarshal(f.Kwargs, &e.Kwargs) // decoded before: can't fail
	}
	return e
}

// wire makes the failure that is sent for e.
func (e *RemoteError) wire() (*wire.Failure, error) {
	f := &wire.Failure{Class: e.Class, Module: e.Module, Message: e.Message, Traceback: e.Traceback}
	for i, arg := range e.Args {
		raw, err := appendPatched(arg)
		if err != nil {
			return nil, fmt.Errorf("encode args[%d] of exception %s: %w", i, e.Name(), err)
		}
		f.Args = append(f.Args, json.RawMessage(raw))
	}
	if len(e.Kwargs) > 0 {
		raw, err := appendPatched(e.Kwargs)
		if err != nil {
			return nil, fmt.Errorf("encode kwargs of exception %s: %w", e.Name(), err)
		}
		f.Kwargs = raw
	}
	return f, nil
}

// Expiration is the expiration property of a call's message: its timeout in whole
// milliseconds, at least one and at most ten years, which is as far as RabbitMQ goes.
func Expiration(timeout time.Duration) string {
	return strconv.FormatInt(min(max(timeout.Milliseconds(), 1), maxExpiration.Milliseconds()), 10)
}

const maxExpiration = 3650 * 24 * time.Hour
