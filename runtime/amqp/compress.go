package amqp

import (
	"bytes"
	"compress/bzip2"
	"compress/zlib"
	"fmt"
	"io"

	oslo "github.com/oslogen/oslogen/runtime"
)

// Content encodings of the header "compression", as kombu names them. What it
// calls gzip is zlib's format.
const (
	headerCompression = "compression"
	encodingZlib      = "application/x-gzip"
	encodingBzip2     = "application/x-bz2"
)

// compressor returns the header's value for compressed bodies, or "".
func (c *Config) compressor() (string, error) {
	switch c.Compression {
	case "":
		return "", nil
	case "gzip":
		return encodingZlib, nil
	}
	return "", errorf("kombu_compression: can't compress as %q; gzip is what this driver sends", c.Compression)
}

// deflate compresses body in zlib's format.
func deflate(body []byte) []byte {
	var out bytes.Buffer
	w := zlib.NewWriter(&out)
	_, _ = w.Write(body) // a bytes.Buffer takes everything
	_ = w.Close()
	return out.Bytes()
}

// inflate undoes the compression that encoding names, up to limit bytes.
func inflate(encoding string, body []byte, limit int) ([]byte, error) {
	var r io.Reader
	switch encoding {
	case encodingZlib:
		z, err := zlib.NewReader(bytes.NewReader(body))
		if err != nil {
			return nil, fmt.Errorf("decompress: %w", err)
		}
		r = z
	case encodingBzip2:
		r = bzip2.NewReader(bytes.NewReader(body))
	default:
		return nil, fmt.Errorf("decompress: unknown compression %q", encoding)
	}
	out, err := io.ReadAll(io.LimitReader(r, int64(limit)+1))
	switch {
	case err != nil:
		return nil, fmt.Errorf("decompress: %w", err)
	case len(out) > limit:
		return nil, fmt.Errorf("decompress: over %d bytes: %w", limit, oslo.ErrTooLarge)
	}
	return out, nil
}
