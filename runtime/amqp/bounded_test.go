package amqp

import (
	"math"
	"testing"
	"time"
)

func TestExpiration(t *testing.T) {
	for d, want := range map[time.Duration]string{
		time.Minute: "60000", 500 * time.Millisecond: "500", 1999 * time.Microsecond: "1", 0: "1", math.MaxInt64: "315360000000",
	} {
		if got := expiration(d); got != want {
			t.Errorf("expiration(%v) = %q, want %q", d, got, want)
		}
	}
}
