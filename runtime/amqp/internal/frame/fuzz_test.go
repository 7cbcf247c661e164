package frame

import (
	"bytes"
	"testing"
)

// FuzzArrival reads arguments and headers that a broker may send. It ends without a
// panic, and nothing is longer than what was read.
func FuzzArrival(f *testing.F) {
	f.Add([]byte("\x08consumer\x00\x00\x00\x00\x00\x00\x00\x01\x01\x04nova\x07compute"))
	f.Add([]byte("\x01\x38\x08NO_ROUTE\x04nova\x06nobody"))
	f.Add(appendContentHeader(nil, 1, &Message{Expiration: "1", Compression: "gzip", Body: []byte("{}")})[HeadSize:])
	f.Fuzz(func(t *testing.T, b []byte) {
		var a Arrival
		_ = a.ParseDeliver(b, &Arrival{Key: "compute"})
		_ = a.ParseReturn(b)
		_, _ = a.ParseHeader(b)
		if len(a.Key)+len(a.Exchange)+len(a.Headers) > 3*len(b) {
			t.Errorf("%d bytes became %+v", len(b), a)
		}
		a.Compression()
		a.StreamOffset()
		for _, method := range []uint32{Ack, Nack} {
			if c, err := ParseConfirm(method, b); (err == nil) != (len(b) >= 9) || err == nil && c.Taken != (method == Ack) {
				t.Errorf("%+v, %v of %d bytes", c, err, len(b))
			}
		}
	})
}

// What is published is read back the same when it is delivered.
func TestHeaderRoundTrip(t *testing.T) {
	for _, m := range []Message{
		{Body: []byte("one")}, {}, {Body: bytes.Repeat([]byte("x"), 1<<20), Expiration: "60000", Compression: "application/x-gzip"},
	} {
		header := appendContentHeader(nil, 7, &m)
		kind, channel, size := ParseHead(header)
		if kind != TypeHeader || channel != 7 || len(header) != HeadSize+size+1 || header[len(header)-1] != End {
			t.Fatalf("frame %x", header)
		}
		var a Arrival
		bytes, err := a.ParseHeader(header[HeadSize : len(header)-1])
		if err != nil || bytes != uint64(len(m.Body)) || a.ContentType != ContentType || a.Compression() != m.Compression {
			t.Errorf("%d bytes, %+v, %v", bytes, a, err)
		}
	}
}
