package connect

import (
	"context"
	"log/slog"
	"time"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/amqp"
	"github.com/oslogen/oslogen/runtime/config"
	"github.com/oslogen/oslogen/runtime/transport"
)

// ReplyQueueTTL is how long the broker keeps the reply queue of an osloctl that was
// killed. One that ends in order removes it.
const ReplyQueueTTL = time.Minute

// Bus is a broker that flags have named, with all options.
type Bus struct {
	// Config is the content of the configuration files.
	Config *config.Config
	// URL is the transport URL.
	URL *transport.URL
	// Rabbit holds the options of the files and of the URL's query.
	Rabbit amqp.Config
	// ManagementURL is where --management-url says the management API is, or "".
	ManagementURL string

	log *slog.Logger
}

// Exchange returns name, or the control exchange if it is empty.
func (b *Bus) Exchange(name string) string {
	if name == "" {
		return b.Config.ControlExchange
	}
	return name
}

// Open opens a transport whose reply queue does not outlive it for long. The
// caller closes it.
func (b *Bus) Open(ctx context.Context, opts ...amqp.Option) (oslo.Transport, error) {
	c := b.Rabbit
	c.TransientQueuesTTL, c.QueueManager = ReplyQueueTTL, false
	all := append([]amqp.Option{amqp.WithConfig(c)}, opts...)
	u := *b.URL
	u.Query = nil // it is in b.Rabbit
	return b.Config.OpenURL(ctx, u.Unredacted(), oslo.WithLogger(b.log), amqp.Driver(all...))
}
