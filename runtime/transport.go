package oslo

import "github.com/oslogen/oslogen/runtime/transport"

// Transport carries messages. [Open] makes one, and clients, servers, notifiers
// and listeners work over it. A program calls its Close, and perhaps its
// Settings, Health and Closed. The other methods are for implementations of
// transports: see package transport.
type Transport = transport.Transport
