package oslo

import (
	"context"
	"encoding/json"
	"errors"
	"time"
)

// Relay sends the request on through c as it came, and returns the answer as it
// came. A Handler that calls it is a gateway, which knows no methods. Method,
// namespace, version, arguments, request context and monitor are those of the
// request. Exchange, topic, server and timeout are those of c. A cast goes on as a cast, and so does
// each copy of a fanout. An exception of the other server reaches the caller
// untouched and is no error in this server's log.
func (in *Incoming) Relay(ctx context.Context, c *Client) (any, error) {
	if in.defect != nil {
		return nil, in.defect
	}
	if c == nil {
		return nil, errors.New("relay: the client is nil")
	}
	in.found = true
	c = c.With(Pin(""), WithMonitor(in.monitor()), WithTarget(func(t *Target) {
		t.Namespace, t.Version, t.Fanout = in.Namespace, in.Version, false
	}))
	m, args := &Method{Name: in.Method}, json.RawMessage(in.Args)
	if in.replier == nil {
		return nil, c.Cast(ctx, m, args)
	}
	var result json.RawMessage
	err := c.Call(ctx, m, args, &result)
	if remote, ok := errors.AsType[*RemoteError](err); ok {
		untouched := *remote
		untouched.received = false // otherwise a refusal would count as another call's
		in.relayed = true
		return nil, &untouched
	}
	if err != nil {
		return nil, err
	}
	return result, nil
}

// monitor is the caller's monitor if servers send heartbeats for it, or else 0.
func (in *Incoming) monitor() time.Duration {
	if in.Monitor < minMonitor {
		return 0
	}
	return in.Monitor
}
