package amqp

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"sync/atomic"
	"testing"

	amqp091 "github.com/rabbitmq/amqp091-go"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/amqp/internal/frame"
	"github.com/oslogen/oslogen/runtime/transport"
)

// paper is a channel that takes what is written, each message at its own position.
type paper struct{ position uint64 }

func (p *paper) Publish(m *frame.Message) (uint64, error) {
	if m.Key == "closed" {
		return 0, amqp091.ErrClosed
	}
	p.position++
	return p.position, nil
}

// fates notes what a ledger tells, by the attempt that stands for a message.
type fates map[uint32][]string

func (f fates) tell(e *entry, as outcome, _ error) {
	text := map[outcome]string{
		outcomeUnknown: "unknown", outcomeTaken: "taken", outcomeNacked: "nacked",
		outcomeUnprocessed: "unprocessed", outcomeRefused: "refused",
	}[as]
	f[e.attempt] = append(f[e.attempt], text)
}

// written is a ledger of messages to "exchange/key" or "exchange/key/size".
func written(t *testing.T, to ...string) (*ledger, fates) {
	t.Helper()
	f := fates{}
	l := newLedger(f.tell, new(atomic.Int64))
	p := &paper{}
	for i, at := range to {
		m := &outgoing{}
		var size int
		if _, err := fmt.Sscanf(at, "%1s/%1s/%d", &m.Exchange, &m.Key, &size); err != nil {
			t.Fatal(err)
		}
		m.Body = make([]byte, size)
		if err := l.publish(p, m, owner{attempt: uint32(i + 1)}); err != nil {
			t.Fatal(err)
		}
	}
	return &l, f
}

// check compares the fates of the messages in their order, "" for one that is open.
func (f fates) check(t *testing.T, name string, want ...string) {
	t.Helper()
	for i, w := range want {
		got := f[uint32(i+1)]
		if w == "" && len(got) > 0 || w != "" && !slices.Equal(got, []string{w}) {
			t.Errorf("%s: message %d: %q, want %q", name, i+1, got, w)
		}
	}
}

// Confirms come in any order, one by one or for all up to a message, and twice.
func TestLedgerSettles(t *testing.T) {
	l, f := written(t, "e/k/1", "e/k/1", "e/k/1", "e/k/1", "e/k/1", "e/k/1")
	l.settle(frame.Confirm{Tag: 3, Taken: true}) // out of order
	l.settle(frame.Confirm{Tag: 2, Multiple: true, Taken: true})
	f.check(t, "before", "taken", "taken", "taken", "", "", "")
	if open, _ := l.open(); open != 3 || l.last() != 6 {
		t.Errorf("%d are open, the last is %d", open, l.last())
	}
	l.settle(frame.Confirm{Tag: 5, Multiple: true})
	l.settle(frame.Confirm{Tag: 5, Taken: true})
	l.settle(frame.Confirm{Tag: 1 << 60, Taken: true})
	l.settle(frame.Confirm{Taken: true})
	l.lose(&complaint{}, func(uint64) bool { return false })
	f.check(t, "after", "taken", "taken", "taken", "nacked", "nacked", "unknown")
	if open, _ := l.open(); open != 0 {
		t.Errorf("%d are kept", open)
	}
}

// The answer to a question proves what was written before it, and nothing else.
func TestLedgerProof(t *testing.T) {
	l, f := written(t, "e/k/1", "e/k/1", "e/k/1")
	l.proven(2)
	l.proven(1)
	f.check(t, "proof", "taken", "taken", "")
	for n := range 10_000 {
		if err := l.publish(&paper{}, &outgoing{}, owner{attempt: uint32(n + 4)}); err != nil {
			t.Fatal(err)
		}
		l.proven(l.last() - 1)
	}
	if open, _ := l.open(); open != 1 || cap(l.all) > 1024 {
		t.Errorf("%d are open, room for %d", open, cap(l.all))
	}
	if err := l.publish(&paper{}, &outgoing{Message: frame.Message{Key: "closed"}}, owner{}); !errors.Is(err, amqp091.ErrClosed) {
		t.Error(err)
	}
	if last := l.last(); last != 10_003 {
		t.Errorf("a message that was not written is counted: %d", last)
	}
}

// A mandatory message that no queue took is returned before it is confirmed.
func TestLedgerReturns(t *testing.T) {
	f := fates{}
	l := newLedger(f.tell, new(atomic.Int64))
	var all []*confirm
	for range 3 {
		waits := &confirm{done: make(chan struct{}), unique: transport.NewID()}
		m := &outgoing{Message: frame.Message{Mandatory: true}, unique: waits.unique}
		if err := l.publish(&paper{}, m, owner{waits: waits}); err != nil {
			t.Fatal(err)
		}
		all = append(all, waits)
	}
	l.takeBack(all[1].unique)
	l.takeBack(transport.NewID())
	l.forget(all[2])
	l.settle(frame.Confirm{Tag: 3, Multiple: true, Taken: true})
	l.takeBack(all[0].unique) // too late
	for i, waits := range all {
		<-waits.done
		if waits.outcome != outcomeTaken || waits.returned != (i == 1) {
			t.Errorf("message %d: %+v", i+1, *waits)
		}
	}
	if len(l.ids) > 0 {
		t.Errorf("%d ids are kept", len(l.ids))
	}
}

// What a broker says when it closes a channel tells which message it means, what is
// behind it, and what was before.
func TestLedgerLoses(t *testing.T) {
	refused := func(text string) *amqp091.Error {
		return &amqp091.Error{Code: 403, Server: true, Reason: "ACCESS_REFUSED - " + text}
	}
	missing := &amqp091.Error{Code: 404, Server: true, Reason: "NOT_FOUND - no exchange 'b' in vhost 'a'"}
	size := func(limit int) *amqp091.Error {
		return &amqp091.Error{Code: 406, Server: true, Reason: "PRECONDITION_FAILED - message size 9 is larger than configured max size " + strconv.Itoa(limit)}
	}
	for _, c := range []struct {
		name   string
		to     []string
		proven uint64
		reason *amqp091.Error
		left   uint64 // positions above this never left
		want   []string
	}{
		{"refused exchange", []string{"a/k/1", "b/k/1", "a/k/1", "b/k/1"}, 0, refused("access to exchange 'b' in vhost '/' refused for user 'u'"), 9,
			[]string{"taken", "refused", "unprocessed", "unprocessed"}},
		{"refused exchange, as RabbitMQ 4 says it", []string{"a/k/1", "b/k/1"}, 0, refused("write access to exchange 'b' in vhost '/' refused for user 'u'"), 9,
			[]string{"taken", "refused"}},
		{"refused where it was allowed before", []string{"b/k/1", "b/k/1", "b/k/1"}, 1, refused("access to exchange 'b' in vhost '/' refused for user 'u'"), 9,
			[]string{"taken", "unknown", "unknown"}},
		{"refused topic", []string{"b/j/1", "b/k/1", "b/j/1"}, 0, refused("write access to topic 'k' in exchange 'b' in vhost '/' refused for user 'u'"), 9,
			[]string{"taken", "refused", "unprocessed"}},
		{"missing exchange, one candidate", []string{"a/k/1", "b/k/1", "a/k/1"}, 0, missing, 9, []string{"taken", "refused", "unprocessed"}},
		{"missing exchange, two candidates", []string{"a/k/1", "b/k/1", "a/k/1", "b/k/1", "a/k/1"}, 0, missing, 9,
			[]string{"taken", "unknown", "unknown", "unknown", "unprocessed"}},
		{"too large", []string{"a/k/1", "a/k/9", "a/k/9"}, 1, size(8), 9, []string{"taken", "refused", "unprocessed"}},
		{"a reason that names none", []string{"a/k/1", "a/k/1"}, 0, &amqp091.Error{Code: 406, Server: true, Reason: "unknown delivery tag"}, 9,
			[]string{"unknown", "unknown"}},
		{"a name that none has", []string{"a/k/1"}, 0, missing, 9, []string{"unknown"}},
		{"a lost connection", []string{"a/k/1", "a/k/1", "a/k/1"}, 1, nil, 1, []string{"taken", "unknown", "unprocessed"}},
	} {
		l, f := written(t, c.to...)
		l.proven(c.proven)
		l.lose(complaintOf(c.reason), func(position uint64) bool { return position > c.left+1 })
		f.check(t, c.name, c.want...)
	}
}

// The message that the broker complained of fails with an error of its class.
func TestComplaints(t *testing.T) {
	for reason, want := range map[*amqp091.Error][]error{
		{Code: 403, Reason: "access to exchange 'amq.default' in vhost '/' refused for user 'u'"}: {oslo.ErrRefused},
		{Code: 406, Reason: "message size 2000096 is larger than configured max size 2000000"}:    {oslo.ErrTooLarge, oslo.ErrRefused},
		{Code: 404, Reason: "no exchange 'compute_fanout' in vhost 'nova'"}:                       {errAbsent, errUnsent},
	} {
		c := complaintOf(reason)
		if c.exchange == defaultExchange {
			t.Error("the default exchange has no name")
		}
		for _, err := range want {
			if !errors.Is(c.refusal(), err) {
				t.Errorf("%v: %v does not match %v", reason, c.refusal(), err)
			}
		}
	}
	for reason, want := range map[string]int{
		"message size 2000096 is larger than configured max size 2000000": 2000000,
		"message size 20 larger than max size 10":                         10,
		"unknown delivery tag 7":                                          0,
		"max size ":                                                       0,
	} {
		if got := complaintOf(&amqp091.Error{Code: 406, Reason: "PRECONDITION_FAILED - " + reason}).limit; got != want {
			t.Errorf("%q: %d, want %d", reason, got, want)
		}
	}
}

// Replies that come back find their requests in one pass, also after earlier ones are
// proven.
func TestReturnedRepliesFindTheirRequests(t *testing.T) {
	l := newLedger(func(*entry, outcome, error) {}, new(atomic.Int64))
	const n = 10
	origins := make([]*origin, n)
	for i := range n {
		p := newParcel()
		p.unique[0], p.origin = byte(i+1), &origin{method: strconv.Itoa(i)}
		origins[i] = p.origin
		if err := l.publish(&paper{}, &p.outgoing, owner{parcel: p}); err != nil {
			t.Fatal(err)
		}
	}
	find := func(i int) *origin { return l.originOf(transport.ID{byte(i + 1)}) }
	for _, i := range []int{1, 2, 5} {
		if got := find(i); got != origins[i] {
			t.Errorf("reply %d: %v", i, got)
		}
	}
	l.proven(8)
	if got := find(8); got != origins[8] || find(3) != nil || find(9) != origins[9] {
		t.Errorf("after the proof: %v", got)
	}
}
