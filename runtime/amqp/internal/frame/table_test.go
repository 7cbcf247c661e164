package frame

import (
	"encoding/binary"
	"slices"
	"testing"
)

// LookUp finds a field behind values of every type that RabbitMQ sends.
func TestLookUp(t *testing.T) {
	table := []byte("\x01at\x01\x01bb\x01\x01cB\x01\x01ds\x01\x02\x01eu\x01\x02\x01fI\x01\x02\x03\x04\x01gi\x01\x02\x03\x04" +
		"\x01hl\x01\x02\x03\x04\x05\x06\x07\x08\x01jf\x01\x02\x03\x04\x01kd\x01\x02\x03\x04\x05\x06\x07\x08\x01mD\x01\x02\x03\x04\x05" +
		"\x01nS\x00\x00\x00\x02no\x01oA\x00\x00\x00\x02t\x01\x01pT\x01\x02\x03\x04\x05\x06\x07\x08\x01qF\x00\x00\x00\x00" +
		"\x01rV\x01sx\x00\x00\x00\x01x\x0bcompressionS\x00\x00\x00\x04gzip")
	if got := (&Arrival{Headers: table}).Compression(); got != "gzip" {
		t.Errorf("compression %q", got)
	}
	if _, ok := (&Arrival{Headers: table}).StreamOffset(); ok {
		t.Error("found an offset that is not there")
	}
	for end := range table {
		if got := (&Arrival{Headers: table[:end]}).Compression(); got != "" {
			t.Errorf("compression %q in the first %d bytes", got, end)
		}
	}
	at := slices.Concat([]byte("\x0fx-stream-offsetl"), binary.BigEndian.AppendUint64(nil, 1<<40))
	if got, ok := (&Arrival{Headers: at}).StreamOffset(); got != 1<<40 || !ok {
		t.Errorf("offset %d, %v", got, ok)
	}
	if _, kind := LookUp([]byte("\x01a?\x01\x01b"), "b"); kind != 0 {
		t.Error("read on behind an unknown type")
	}
}
