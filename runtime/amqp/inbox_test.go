package amqp

import (
	"errors"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"github.com/oslogen/oslogen/runtime/amqp/internal/conn"
)

// acks records the tags up to which requests were acknowledged.
type acks struct {
	tags []uint64
	err  error
}

func (a *acks) ack(d *message) error {
	if a.err == nil {
		a.tags = append(a.tags, d.Tag)
	}
	return a.err
}

func arrive(b *inbox, tags ...uint64) {
	for _, tag := range tags {
		d := message{from: &source{}}
		d.Tag = tag
		b.put(d)
	}
	b.settle()
}

func takeNow(b *inbox) (tags []uint64) {
	for {
		d, ok, _ := b.first()
		if !ok {
			return tags
		}
		tags = append(tags, d.Tag)
	}
}

func TestInboxAcknowledgesABurstAtOnce(t *testing.T) {
	var a acks
	b := newInbox(100, a.ack)
	arrive(b, 1, 2, 3)
	arrive(b, 4)
	if want := []uint64{3, 4}; !slices.Equal(a.tags, want) {
		t.Errorf("acknowledged up to %v, want %v", a.tags, want)
	}
	if got := takeNow(b); !slices.Equal(got, []uint64{1, 2, 3, 4}) {
		t.Errorf("handed over %v", got)
	}
}

func TestInboxKeepsAcknowledgedRequestsWhenTheirChannelIsLost(t *testing.T) {
	var a acks
	b := newInbox(100, a.ack)
	arrive(b, 1, 2)
	a.err = errors.New("closed")
	arrive(b, 3)
	if lost := b.lose(nil); len(lost) != 1 || lost[0].Tag != 3 {
		t.Errorf("lost %v, want request 3", lost)
	}
	if got := takeNow(b); !slices.Equal(got, []uint64{1, 2}) {
		t.Errorf("handed over %v, want 1 and 2", got)
	}
}

func TestInboxLeavesRequestsUnacknowledgedWhileItOverflows(t *testing.T) {
	var a acks
	b := newInbox(4, a.ack)
	arrive(b, 1, 2, 3, 4, 5, 6, 7, 8)
	if want, slow := b.pace(); !want || slow {
		t.Fatalf("pace is %v, %v at twice the limit, want true, false", want, slow)
	}
	arrive(b, 9) // was on its way
	b.setSlow(true)
	arrive(b, 10)
	if last := a.tags[len(a.tags)-1]; last != 9 {
		t.Errorf("acknowledged up to %d, want 9", last)
	}
	for range 6 {
		b.first()
	}
	if last := a.tags[len(a.tags)-1]; last != 10 {
		t.Errorf("acknowledged up to %d once there was room, want 10", last)
	}
	if want, slow := b.pace(); !want || !slow {
		t.Errorf("pace is %v, %v with four left, want true, true", want, slow)
	}
	for range 2 {
		b.first()
	}
	if want, _ := b.pace(); want {
		t.Error("consumers stay slow though the inbox is half empty")
	}
}

// A burst that fills the inbox for a moment does not slow its consumers down.
func TestInboxOverflowsWhenItIsFullForAWhile(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var a acks
		b := newInbox(4, a.ack)
		for tag := range uint64(10) {
			arrive(b, 4*tag, 4*tag+1, 4*tag+2, 4*tag+3)
			if want, _ := b.pace(); want {
				t.Fatalf("slow consumers after burst %d", tag)
			}
			time.Sleep(fullAfter)
			takeNow(b)
			arrive(b, 4*tag)
			takeNow(b)
		}
		arrive(b, 100, 101, 102, 103)
		time.Sleep(fullAfter)
		arrive(b, 104)
		if want, _ := b.pace(); !want {
			t.Error("an inbox that stays full wants more messages at once")
		}
	})
}

func TestInboxIsFullOfLargeBodies(t *testing.T) {
	var a acks
	b := newInbox(100, a.ack)
	d := message{from: &source{}}
	d.Body = make([]byte, maxInboxBytes)
	b.put(d)
	b.settle()
	if want, _ := b.pace(); !want {
		t.Error("an inbox full of bytes wants more messages")
	}
	b.setSlow(true)
	b.first()
	if want, _ := b.pace(); want {
		t.Error("an empty inbox wants no messages")
	}
}

func TestInboxDropsNotificationsOfALostChannel(t *testing.T) {
	b := newInbox(0, nil)
	old, current := new(conn.Channel), new(conn.Channel)
	for tag, ch := range []*conn.Channel{old, current, old} {
		d := message{from: &source{}}
		d.Tag, d.On = uint64(tag), ch
		b.put(d)
	}
	b.settle()
	b.lose(old)
	if got := takeNow(b); !slices.Equal(got, []uint64{1}) {
		t.Errorf("handed over %v, want the notification of the channel that lives", got)
	}
}

func TestInboxGivesTheRoomOfTakenRequestsBack(t *testing.T) {
	var a acks
	b := newInbox(1000, a.ack)
	for tag := range uint64(10_000) {
		arrive(b, 2*tag, 2*tag+1)
		b.first()
		if tag%3 > 0 {
			b.first()
		}
		if tag > 600 {
			b.first()
		}
	}
	if len(b.ready) > 4000 {
		t.Errorf("%d places for %d requests", len(b.ready), len(b.ready)-b.next)
	}
}

func TestInboxTakeWaits(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var a acks
		b := newInbox(10, a.ack)
		var got []uint64
		done := make(chan struct{})
		go func() { // ends when the inbox is closed and empty
			defer close(done)
			for d, ok := b.take(); ok; d, ok = b.take() {
				got = append(got, d.Tag)
			}
		}()
		synctest.Wait()
		arrive(b, 1, 2)
		synctest.Wait()
		arrive(b, 3)
		b.close()
		<-done
		if !slices.Equal(got, []uint64{1, 2, 3}) {
			t.Errorf("handed over %v, want 1, 2, 3", got)
		}
	})
}

func TestInboxDropTellsHowManyItHeld(t *testing.T) {
	var a acks
	b := newInbox(10, a.ack)
	arrive(b, 1, 2, 3)
	b.first()
	if n := b.drop(); n != 2 {
		t.Errorf("dropped %d, want 2", n)
	}
	if _, ok := b.take(); ok {
		t.Error("a dropped inbox hands over more")
	}
}
