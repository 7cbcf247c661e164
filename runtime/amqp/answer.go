package amqp

import (
	"context"
	"fmt"
	"strings"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/transport"
)

// answer is the transport.Replier of one call.
type answer struct {
	resender *resender
	queue    string
	origin   origin
}

// Reply sends an answer. The final one is written and not waited for: it is kept until
// the broker has it, and sent again in the background if its connection is lost or its
// queue is missing. A heartbeat is sent once.
func (r *answer) Reply(ctx context.Context, a transport.Answer) error {
	if err := r.resender.config.checkReplyQueue(r.queue); err != nil {
		return err
	}
	p := newParcel()
	defer p.release()
	p.unique = a.UniqueID
	p.buf.b = append(p.buf.b, a.Body...)
	m := messageTo(exchange{}, r.queue)
	m.Mandatory = !r.resender.config.ReplyNotMandatory
	p.address(m)
	p.reply, p.origin = true, &r.origin
	return r.resender.reply(ctx, p, a.Ending)
}

// checkReplyQueue refuses a _reply_q that is not one: the caller chooses it, and
// the answer is published with our rights.
func (c *Config) checkReplyQueue(name string) error {
	if !strings.HasPrefix(name, c.ReplyQueuePrefix) || len(name) > 255 {
		return fmt.Errorf("%w: the call's _reply_q does not begin with %q or is too long", oslo.ErrRefused, c.ReplyQueuePrefix)
	}
	return nil
}
