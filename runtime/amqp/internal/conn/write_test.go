package conn

import (
	"io"
	"net"
	"testing"
	"testing/synctest"
	"time"
)

// Writes wait for goroutines that are about to write too, and not again and again for
// goroutines that compute.
func TestWritesGiveWayBriefly(t *testing.T) {
	for _, takes := range []time.Duration{longWay / 2, 2 * longWay} {
		synctest.Test(t, func(t *testing.T) {
			ours, theirs := net.Pipe()
			s := newSocket(ours, 1<<20, time.Minute)
			s.yield = func() { time.Sleep(takes) }
			ch := &Channel{id: 7}
			openOn(t, s, ch)
			go func() { _, _ = io.Copy(io.Discard, theirs) }() // ends with the pipe
			began := time.Now()
			const writes = hastyAfter
			for range writes {
				if err := ch.Ack(1, true); err != nil {
					t.Fatal(err)
				}
				s.barrier(time.Minute)
			}
			waited, want := time.Since(began), writes*takes
			if takes > longWay {
				want = 2 * takes // once, and once again after so many
			}
			if waited > want || waited < takes {
				t.Errorf("%d writes waited %v for others that take %v, want at most %v", writes, waited, takes, want)
			}
			s.fail(net.ErrClosed)
			_ = theirs.Close()
			<-s.flushed
		})
	}
}
