package connect

import (
	"context"
	"log/slog"
	"slices"
	"sync"
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

	mu    sync.Mutex
	hosts []transport.Host // those of URL, the last that took a connection first
	alive []transport.Host // those of them that did not fail before it did
}

// Hosts returns the hosts of the URL, the last one that took a connection first.
func (b *Bus) Hosts() []transport.Host {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.hosts == nil {
		return b.URL.Hosts
	}
	return b.hosts
}

// prefer begins with the host at i from now on. Those before it have failed.
func (b *Bus) prefer(hosts []transport.Host, i int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.hosts, b.alive = slices.Concat(hosts[i:], hosts[:i]), hosts[i:]
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
	b.mu.Lock()
	if b.alive != nil {
		u.Hosts = b.alive
	}
	b.mu.Unlock()
	return b.Config.OpenURL(ctx, u.Unredacted(), oslo.WithLogger(b.log), amqp.Driver(all...))
}
