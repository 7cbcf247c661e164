package conn

import (
	"bytes"
	"io"
	"net"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"github.com/oslogen/oslogen/runtime/amqp/internal/frame"
)

// chunks is a peer that sends its chunks one read at a time.
type chunks [][]byte

func (c *chunks) Read(p []byte) (int, error) {
	if len(*c) == 0 {
		return 0, io.EOF
	}
	n := copy(p, (*c)[0])
	*c = (*c)[1:]
	return n, nil
}

func delivered(tag uint64, body string) []byte {
	return slices.Concat(deliverFrame(7, tag, false, "x", "k"), content(7, 0, &frame.Message{Body: []byte(body)}))
}

// A burst of messages is followed by one Quiet, before the connection waits for more.
func TestQuietFollowsABurst(t *testing.T) {
	script := &chunks{slices.Concat(delivered(1, "a"), delivered(2, "b"), delivered(3, "c")), delivered(4, "d"), raw(frame.TypeHeartbeat, 0)}
	var got []uint64
	ch := &Channel{id: 7}
	ch.handlers.Delivered = func(d *Arrival) { got = append(got, d.Tag) }
	ch.handlers.Quiet = func() { got = append(got, 0) }
	if _, err := io.ReadAll(reading(t, script, ch)); err != nil {
		t.Fatal(err)
	}
	if want := []uint64{1, 2, 3, 0, 4, 0}; !slices.Equal(got, want) {
		t.Errorf("delivered %v, want %v, with 0 for quiet", got, want)
	}
}

// A body that is larger than the limit is read past and not kept.
func TestLargeBodyIsNotKept(t *testing.T) {
	large := bytes.Repeat([]byte("x"), 200_000)
	script := slices.Concat(delivered(1, "fits"), delivered(2, string(large)), delivered(3, "fits"))
	var got []frame.Arrival
	ch := &Channel{id: 7, handlers: Handlers{Delivered: func(d *Arrival) { got = append(got, d.Arrival) }}}
	s := reading(t, bytes.NewReader(script), ch)
	s.maxBody = 4
	if _, err := io.ReadAll(s); err != nil {
		t.Fatal(err)
	}
	if len(got) != 3 || string(got[0].Body) != "fits" || string(got[2].Body) != "fits" || got[0].TooLarge+got[2].TooLarge != 0 {
		t.Fatalf("delivered %+v", got)
	}
	if got[1].Body != nil || got[1].TooLarge != uint64(len(large)) {
		t.Errorf("the large one has %d bytes, and is said to be too large by %d", len(got[1].Body), got[1].TooLarge)
	}
}

// A handler that takes its time is no silence of the peer. A peer that says nothing is.
func TestSilenceIsTimeSpentWaiting(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ours, theirs := net.Pipe()
		s := newSocket(ours, 1<<20, time.Minute)
		ch := &Channel{id: 7}
		ch.handlers.Delivered = func(*Arrival) { time.Sleep(400 * time.Millisecond) }
		openOn(t, s, ch)
		go func() { _, _ = io.Copy(io.Discard, theirs) }() // ends with the pipe
		read := make(chan error, 1)
		go func() { // ends with the socket
			_, err := io.Copy(io.Discard, s)
			read <- err
		}()
		s.watch(200 * time.Millisecond)
		for tag := range uint64(3) {
			if _, err := theirs.Write(delivered(tag, "x")); err != nil {
				t.Fatal(err)
			}
		}
		time.Sleep(500 * time.Millisecond)
		if err := s.reason(); err != nil {
			t.Errorf("a peer that speaks is given up: %v", err)
		}
		time.Sleep(time.Second)
		if err := s.reason(); err != errSilent { //nolint:errorlint // it is this very one
			t.Errorf("a peer that has been silent for a second: %v, want %v", err, errSilent)
		}
		_ = theirs.Close()
		<-read
		<-s.flushed
	})
}
