package transport

import (
	"encoding/json"

	"github.com/oslogen/oslogen/runtime/internal/wire"
)

// Reply is the answer to a call.
type Reply struct {
	Result  []byte   // the result's JSON text, nil with a failure
	Failure *Failure // the exception the method raised, or nil
}

// Failure is an exception as it travels.
type Failure struct {
	Class     string            // the exception's class, without its module
	Module    string            // the module of the class, or empty
	Message   string            // str(exception)
	Traceback []string          // lines, each ending in a newline
	Args      []json.RawMessage // the exception's positional arguments
	Kwargs    json.RawMessage   // the exception's keyword arguments, an object, or empty
}

// IncomingReply is one message taken from a reply queue.
type IncomingReply struct {
	ID        ID // of the call, or zero if the text is no id
	UniqueID  ID // the zero id if it has none of our kind
	Reply     Reply
	HasResult bool // a result other than null is there
	Ending    bool // false for heartbeats and for the first half of an old two-message reply
}

// ReadReply reads a reply's message body. An error means that it must be dropped.
func ReadReply(body []byte) (IncomingReply, error) {
	w, err := wire.DecodeReply(body)
	if err != nil {
		return IncomingReply{}, err
	}
	r := IncomingReply{ID: ID(w.MsgID), UniqueID: ID(w.UniqueID), Ending: w.Ending}
	r.HasResult = w.Result != nil && string(w.Result) != "null"
	if r.Reply.Result = w.Result; w.Result == nil {
		r.Reply.Result = []byte("null") // as Python reads it
	}
	if w.Failure != nil {
		r.Reply = Reply{Failure: (*Failure)(w.Failure)}
	}
	return r, nil
}
