package amqp

import (
	"fmt"
	"strings"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/amqp/internal/conn"
	"github.com/oslogen/oslogen/runtime/amqp/internal/frame"
)

// body is the message's body, decompressed.
func (c *Config) body(d *conn.Arrival) ([]byte, error) {
	if d.TooLarge > 0 {
		return nil, fmt.Errorf("%w: a body of %d bytes", oslo.ErrTooLarge, d.TooLarge)
	}
	if t := d.ContentType; t != "" && t != frame.ContentType && !strings.HasPrefix(t, frame.ContentType+";") {
		return nil, fmt.Errorf("content type %q is not %s", t, frame.ContentType)
	}
	return c.inflated(d)
}

func (c *Config) inflated(d *conn.Arrival) ([]byte, error) {
	encoding := d.Compression()
	if encoding == "" {
		return d.Body, nil
	}
	return inflate(encoding, d.Body, c.MaxInflated)
}
