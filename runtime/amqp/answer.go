package amqp

import (
	"context"
	"fmt"
	"strings"

	oslo "github.com/oslogen/oslogen/runtime"
)

// answer is the oslo.Replier of one call.
type answer struct {
	replier   *replier
	queue     string
	messageID string
}

// Reply sends the final answer. It is written and not waited for: if its queue is
// missing, or the connection is lost, it is sent again in the background.
func (a *answer) Reply(ctx context.Context, result any, failure *oslo.RemoteError) error {
	return a.send(ctx, result, failure, true)
}

// Heartbeat sends a sign of life, once.
func (a *answer) Heartbeat(ctx context.Context) error { return a.send(ctx, nil, nil, false) }

func (a *answer) send(ctx context.Context, result any, failure *oslo.RemoteError, ending bool) error {
	if err := a.replier.config.checkReplyQueue(a.queue); err != nil {
		return err
	}
	buf := getBuffer()
	defer buf.put()
	var err error
	unique := oslo.NewMessageID()
	buf.b, err = oslo.AppendReply(buf.b, a.messageID, unique, result, failure, ending)
	if err != nil {
		return err
	}
	m := outgoing{unique: unique}
	m.Key, m.Body, m.Mandatory = a.queue, buf.b, !a.replier.config.ReplyNotMandatory
	return a.replier.send(ctx, &m, ending)
}

// checkReplyQueue refuses a _reply_q that is not one: the caller chooses it, and
// the answer is published with our rights.
func (c *Config) checkReplyQueue(name string) error {
	if !strings.HasPrefix(name, c.ReplyQueuePrefix) || len(name) > 255 {
		return fmt.Errorf("%w: the call's _reply_q does not begin with %q or is too long", oslo.ErrRefused, c.ReplyQueuePrefix)
	}
	return nil
}
