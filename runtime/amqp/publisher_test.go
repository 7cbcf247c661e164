package amqp

import (
	"errors"
	"strings"
	"testing"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/amqp/internal/frame"
)

// A name that AMQP has no room for is refused before anything is written.
func TestLongNames(t *testing.T) {
	p := &publisher{}
	p.sizeLimit.Store(1 << 20)
	for n, fits := range map[int]bool{frame.MaxShort: true, frame.MaxShort + 1: false} {
		long := strings.Repeat("x", n)
		for _, m := range []*outgoing{{Message: frame.Message{Key: long}}, {Message: frame.Message{Exchange: long}}} {
			if err := p.check(m); (err == nil) != fits || !fits && !errors.Is(err, oslo.ErrRefused) {
				t.Errorf("%d bytes: %v", n, err)
			}
		}
	}
}
