package amqp

import (
	"fmt"
	"testing"
)

// Each exchange has a lane of its own while there are channels for it. The rest share
// one, and nothing needs more than the broker allows.
func TestLanesWithinTheChannels(t *testing.T) {
	for _, c := range []struct{ channels, exchanges, most int }{
		{2047, 10, 10}, {2047, 500, mostLanes}, {16, 500, 14}, {4, 500, 2}, {3, 500, 2}, {2, 500, 1}, {1, 500, 1},
	} {
		l := newLanes(c.channels, func(key laneKey) *lane {
			busy := &lane{key: key, opening: &opening{}} // so that none is given up
			return busy
		})
		for i := range c.exchanges {
			for _, confirm := range []bool{false, true} {
				key := laneKey{exchange: fmt.Sprint(i), confirm: confirm}
				got := l.of(key)
				if got != l.of(key) {
					t.Errorf("%d channels: two lanes for one key", c.channels)
				}
				if confirm && !got.key.confirm || got.key != key && !got.key.shared {
					t.Errorf("%d channels: lane %+v for %+v", c.channels, got.key, key)
				}
			}
		}
		if n := len(*l.all.Load()); n > max(c.most, min(2*c.exchanges, c.most*2)) || n > max(c.channels-1, 1) {
			t.Errorf("%d channels, %d exchanges: %d lanes", c.channels, c.exchanges, n)
		}
	}
}

// A lane without a channel makes room for another exchange.
func TestIdleLanesMakeRoom(t *testing.T) {
	l := newLanes(2047, func(key laneKey) *lane { return &lane{key: key} })
	for i := range 10 * mostLanes {
		if got := l.of(laneKey{exchange: fmt.Sprint(i)}); got.key.shared {
			t.Fatalf("exchange %d has to share, and all others are idle", i)
		}
	}
	if n := len(*l.all.Load()); n > mostLanes {
		t.Errorf("%d lanes", n)
	}
}
