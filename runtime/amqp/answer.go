package amqp

import (
	"context"
	"fmt"
	"strings"

	oslo "github.com/oslogen/oslogen/runtime"
)

// answer is the oslo.Replier of one call.
type answer struct {
	resender  *resender
	queue     string
	messageID string
}

// Reply sends the final answer. It is written and not waited for: it is kept until the
// broker has it, and sent again in the background if its connection is lost or its queue
// is missing.
func (a *answer) Reply(ctx context.Context, result any, failure *oslo.RemoteError) error {
	return a.send(ctx, result, failure, true)
}

// Heartbeat sends a sign of life, once.
func (a *answer) Heartbeat(ctx context.Context) error { return a.send(ctx, nil, nil, false) }

func (a *answer) send(ctx context.Context, result any, failure *oslo.RemoteError, ending bool) error {
	if err := a.resender.config.checkReplyQueue(a.queue); err != nil {
		return err
	}
	p := newParcel()
	defer p.release()
	p.unique = oslo.NewMessageID()
	var err error
	if p.buf.b, err = oslo.AppendReply(p.buf.b, a.messageID, p.unique, result, failure, ending); err != nil {
		return err
	}
	m := messageTo(exchange{}, a.queue)
	m.Mandatory = !a.resender.config.ReplyNotMandatory
	p.address(m)
	p.reply = true
	return a.resender.reply(ctx, p, ending)
}

// checkReplyQueue refuses a _reply_q that is not one: the caller chooses it, and
// the answer is published with our rights.
func (c *Config) checkReplyQueue(name string) error {
	if !strings.HasPrefix(name, c.ReplyQueuePrefix) || len(name) > 255 {
		return fmt.Errorf("%w: the call's _reply_q does not begin with %q or is too long", oslo.ErrRefused, c.ReplyQueuePrefix)
	}
	return nil
}
