package amqp

import (
	"bytes"
	"slices"
	"sync"
	"testing"

	"github.com/oslogen/oslogen/runtime/amqp/internal/conn"
)

// Small replies pass a large one that is being decoded. One that must not overtake
// others waits behind it.
func TestSmallRepliesPassALargeOne(t *testing.T) {
	const large, small, ending = 1, 2, 3
	var (
		mu        sync.Mutex
		delivered []uint64
	)
	began, finish := make(chan struct{}), make(chan struct{})
	b := newReplyInbox(func(d *conn.Arrival, overtakes bool) bool {
		if d.Tag == ending && overtakes {
			return false
		}
		if d.Tag == large {
			close(began)
			<-finish
		}
		mu.Lock()
		defer mu.Unlock()
		delivered = append(delivered, d.Tag)
		return true
	})
	put := func(tag uint64, size int) {
		d := new(conn.Arrival)
		d.Tag, d.Body = tag, bytes.Repeat([]byte("x"), size)
		b.put(d)
	}
	put(large, lightReply+1)
	<-began
	put(ending, 10)
	put(small, 10)
	close(finish)
	b.ended.Wait()
	if want := []uint64{small, large, ending}; !slices.Equal(delivered, want) {
		t.Errorf("delivered %v, want %v", delivered, want)
	}
}
