package amqp

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"net"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	amqp091 "github.com/rabbitmq/amqp091-go"

	"github.com/oslogen/oslogen/internal/corpus"
	oslo "github.com/oslogen/oslogen/runtime"
)

// frame is one frame as the other side writes it.
func frame(kind byte, id uint16, payload ...byte) []byte {
	b, start := beginFrame(nil, kind, id)
	return endFrame(append(b, payload...), start)
}

func methodFrame(id uint16, method uint32, args ...byte) []byte {
	b, start := beginMethod(nil, id, method)
	return endFrame(append(b, args...), start)
}

func deliverFrame(id uint16, tag uint64, redelivered bool, exchange, key string) []byte {
	args := appendShort(nil, "consumer")
	args = binary.BigEndian.AppendUint64(args, tag)
	args = append(args, bit(redelivered))
	return methodFrame(id, methodDeliver, appendShort(appendShort(args, exchange), key)...)
}

func returnFrame(id uint16, exchange, key string) []byte {
	args := appendShort([]byte{1, 56}, "NO_ROUTE")
	return methodFrame(id, methodReturn, appendShort(appendShort(args, exchange), key)...)
}

// content is the frames that follow the method when m is sent.
func content(id uint16, frameMax int, m *outgoing) []byte {
	all := appendMessage(nil, id, frameMax, m)
	_, _, size := parseHead(all)
	return all[frameHead+size+1:]
}

// reading is a socket that reads script and writes nothing, with some channels open.
func reading(t testing.TB, script io.Reader, channels ...*channel) *socket {
	t.Helper()
	ours, theirs := net.Pipe()
	s := newSocket(scripted{ours, script}, 1<<20, time.Minute)
	t.Cleanup(func() {
		s.fail(net.ErrClosed)
		_ = theirs.Close()
		<-s.flushed
	})
	for _, ch := range channels {
		openOn(t, s, ch)
	}
	return s
}

// openOn opens ch as the library does.
func openOn(t testing.TB, s *socket, ch *channel) {
	t.Helper()
	id := ch.id
	ch.sock = s
	s.expect(ch)
	if _, err := s.Write(methodFrame(id, methodChannelOpen, 0)); err != nil {
		t.Fatal(err)
	}
}

type scripted struct {
	net.Conn
	script io.Reader
}

func (c scripted) Read(p []byte) (int, error) { return c.script.Read(p) }

// Messages are taken out of the stream, in whatever pieces it comes, and the library
// gets all the rest.
func TestMessagesPassByTheLibrary(t *testing.T) {
	big := bytes.Repeat([]byte("0123456789"), 20_000)
	script := slices.Concat(
		methodFrame(0, 10<<16|10, []byte("start")...), // the library's; so are all that are not indented further
		/**/ deliverFrame(7, 1, false, "nova", "compute"), content(7, 0, &outgoing{body: []byte("one"), expiration: "60000"}),
		frame(frameHeartbeat, 0),
		/**/ deliverFrame(7, 2, true, "", "reply"), content(7, 4096, &outgoing{body: big, compression: encodingZlib}),
		methodFrame(7, 60<<16|21, 1, 'c'),
		/**/ deliverFrame(7, 3, false, "", "reply"), content(7, 0, &outgoing{}), // an empty body has no frame
		/**/ returnFrame(7, "nova", "nobody"), content(7, 0, &outgoing{body: []byte("back")}),
		/**/ methodFrame(7, methodAck, 0, 0, 0, 0, 0, 0, 0, 9, 1), methodFrame(7, methodNack, 0, 0, 0, 0, 0, 0, 0, 10, 0),
		methodFrame(7, methodChannelClose, make([]byte, 7)...),
		/**/ deliverFrame(7, 4, false, "", "late"), content(7, 0, &outgoing{body: []byte("of a closed channel")}),
		[]byte("AMQP\x00\x00\x09\x01, or what else is no frame"),
	)
	library := slices.Concat(
		methodFrame(0, 10<<16|10, []byte("start")...), frame(frameHeartbeat, 0), methodFrame(7, 60<<16|21, 1, 'c'),
		methodFrame(7, methodChannelClose, make([]byte, 7)...), []byte("AMQP\x00\x00\x09\x01, or what else is no frame"),
	)
	type settled struct {
		tag             uint64
		multiple, taken bool
	}
	for name, split := range map[string]func(io.Reader) io.Reader{
		"whole": func(r io.Reader) io.Reader { return r }, "by bytes": iotest.OneByteReader, "by halves": iotest.HalfReader,
	} {
		ch := &channel{id: 7}
		var got []arrival
		var confirms []settled
		keep := func(d *arrival) { got = append(got, *d) }
		ch.hears = hears{delivered: keep, returned: keep, confirmed: func(tag uint64, multiple, taken bool) {
			confirms = append(confirms, settled{tag, multiple, taken})
		}}
		rest, err := io.ReadAll(reading(t, split(bytes.NewReader(script)), ch))
		if err != nil || !bytes.Equal(rest, library) {
			t.Errorf("%s: the library gets %q, %v", name, rest, err)
		}
		if want := []settled{{9, true, true}, {10, false, false}}; !slices.Equal(confirms, want) {
			t.Errorf("%s: confirms %v, want %v", name, confirms, want)
		}
		compressed := appendHeaders(nil, encodingZlib)[4:]
		for i, want := range []arrival{
			{tag: 1, key: "compute", body: []byte("one")},
			{tag: 2, redelivered: true, key: "reply", body: big, headers: compressed},
			{tag: 3, key: "reply"},
			{returned: true, exchange: "nova", key: "nobody", body: []byte("back")},
		} {
			want.on, want.contentType = ch, contentType
			if i >= len(got) || !reflect.DeepEqual(got[i], want) {
				t.Errorf("%s: message %d: %+v\nwant %+v", name, i, got[i:], want)
			}
		}
	}
}

// A broker that makes no sense costs the connection, with an error that says so.
func TestFramesThatCannotBeRead(t *testing.T) {
	begun := slices.Concat(deliverFrame(7, 1, false, "", "k"), content(7, 0, &outgoing{body: []byte("12345")})[:0])
	header := content(7, 0, &outgoing{body: []byte("12345")})
	_, _, size := parseHead(header)
	header = header[:frameHead+size+1]
	for name, script := range map[string][]byte{
		"a header without a method": header,
		"a body without a header":   slices.Concat(begun, frame(frameBody, 7, []byte("12345")...)),
		"a body too long":           slices.Concat(begun, header, frame(frameBody, 7, []byte("123456")...)),
		"two headers":               slices.Concat(begun, header, header),
		"a delivery cut short":      methodFrame(7, methodDeliver, 200, 'x'),
		"a header cut short":        slices.Concat(begun, frame(frameHeader, 7, 0, classBasic)),
		"a confirm cut short":       methodFrame(7, methodAck, 0),
		"no end of a method":        append(methodFrame(7, methodAck, 0, 0, 0, 0, 0, 0, 0, 9, 1)[:20], 0),
		"no end of a body":          slices.Concat(begun, header, frame(frameBody, 7, []byte("12345")...)[:frameHead+5], []byte{0}),
		"an endless frame":          {frameHeader, 0, 7, 0xFF, 0xFF, 0xFF, 0xFF},
	} {
		s := reading(t, bytes.NewReader(script), &channel{id: 7})
		if _, err := io.ReadAll(s); !errors.Is(err, errFrame) || !errors.Is(s.reason(), errFrame) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Nothing of ours may follow a channel's close, in either direction: the broker would
// close the connection. And a channel that takes over a number is another one.
func TestNothingBehindTheEndOfAChannel(t *testing.T) {
	for name, end := range map[string]func(s *socket, ch *channel) error{
		"given up": func(_ *socket, ch *channel) error {
			ch.shut()
			return nil
		},
		"closed by the broker": func(s *socket, _ *channel) error {
			_, err := s.Read(make([]byte, 64))
			return err
		},
		"closed by us": func(s *socket, _ *channel) error {
			_, err := s.Write(methodFrame(7, methodChannelClose, make([]byte, 7)...))
			return err
		},
		"connection closed by us": func(s *socket, _ *channel) error {
			_, err := s.Write(methodFrame(0, methodConnectionClose, make([]byte, 7)...))
			return err
		},
	} {
		first, second := &channel{id: 7}, &channel{id: 7}
		s := reading(t, bytes.NewReader(methodFrame(7, methodChannelClose, make([]byte, 7)...)), first)
		if _, err := first.publish(&outgoing{key: "k"}); err != nil {
			t.Fatal(err)
		}
		if err := end(s, first); err != nil {
			t.Fatal(err)
		}
		openOn(t, s, second)
		before := s.queued.Load()
		_, err := first.publish(&outgoing{key: "k"})
		if !errors.Is(err, amqp091.ErrClosed) || !errors.Is(first.ack(1, true), amqp091.ErrClosed) || s.queued.Load() != before {
			t.Errorf("%s: %v, %d bytes written", name, err, s.queued.Load()-before)
		}
		if _, err := second.publish(&outgoing{key: "k"}); err != nil {
			t.Errorf("%s: the next channel of that number: %v", name, err)
		}
	}
}

// The library's frames go out whole, whatever pieces it writes them in.
func TestLibraryFramesStayWhole(t *testing.T) {
	declare := methodFrame(7, 50<<16|10, bytes.Repeat([]byte("x"), 9000)...)
	all := slices.Concat([]byte("AMQP\x00\x00\x09\x01"), declare, declare)
	for _, piece := range []int{1, 5, 4096, len(all)} {
		ours, theirs := net.Pipe()
		s := newSocket(ours, 1<<20, time.Minute)
		ch := &channel{id: 9}
		openOn(t, s, ch)
		var heard bytes.Buffer
		done := make(chan error, 1)
		go func() { // ends when the socket is closed
			_, err := io.Copy(&heard, theirs)
			done <- err
		}()
		for part := range slices.Chunk(all, piece) {
			if _, err := s.Write(part); err != nil {
				t.Fatal(err)
			}
			if err := ch.ack(1, false); err != nil {
				t.Fatal(err)
			}
		}
		_ = s.Close()
		if err := <-done; err != nil {
			t.Fatal(err)
		}
		ack := appendSettle(nil, 9, methodAck, 1, false)
		without := bytes.ReplaceAll(bytes.TrimPrefix(heard.Bytes(), methodFrame(9, methodChannelOpen, 0)), ack, nil)
		if !bytes.Equal(without, all) {
			t.Errorf("pieces of %d bytes: a frame was cut", piece)
		}
	}
}

func TestConfirms(t *testing.T) {
	c := newConfirms()
	var all []*confirm
	for range 6 {
		waits, err := c.publish(&outgoing{unique: oslo.NewMessageID(), mandatory: true}, func() error { return nil })
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, waits)
	}
	if _, err := c.publish(&outgoing{}, func() error { return errUnsent }); !errors.Is(err, errUnsent) {
		t.Error(err)
	}
	c.takeBack(all[1].unique)
	c.settle(3, false, outcomeTaken) // out of order
	c.settle(2, true, outcomeTaken)
	c.forget(all[3])
	c.settle(5, true, outcomeNacked)
	c.settle(5, false, outcomeTaken) // again
	c.settle(1<<60, false, outcomeTaken)
	c.takeBack(all[0].unique) // too late
	c.lose(func(string) bool { return false })
	for i, want := range []outcome{outcomeTaken, outcomeTaken, outcomeTaken, -1, outcomeNacked, outcomeLost} {
		select {
		case <-all[i].done:
			if all[i].outcome != want || all[i].returned != (i == 1) {
				t.Errorf("message %d: %+v, want %d", i+1, *all[i], want)
			}
		default:
			if want >= 0 {
				t.Errorf("message %d still waits", i+1)
			}
		}
	}
	if len(c.waiting)+len(c.ids) > 0 {
		t.Errorf("%d and %d are kept", len(c.waiting), len(c.ids))
	}
}

// Of a message that may be the one the broker closed the channel for, and nothing but
// that, it is known that it was not routed: only then may it be sent again.
func TestAbsentExchange(t *testing.T) {
	reason := &amqp091.Error{Code: amqp091.NotFound, Reason: "NOT_FOUND - no exchange 'compute_fanout' in vhost 'nova'"}
	absent := func(exchange string) bool { return isAbsent(reason, exchange) }
	for _, c := range []struct {
		name   string
		to     []string // exchanges
		forget bool     // the first
		want   outcome  // of the last
	}{
		{"the only one", []string{"compute_fanout"}, false, outcomeAbsent},
		{"beside another", []string{"nova", "compute_fanout"}, false, outcomeAbsent},
		{"to the one that a vhost is called like", []string{"compute_fanout", "nova"}, false, outcomeLost},
		{"one of two", []string{"compute_fanout", "compute_fanout"}, false, outcomeLost},
		{"after one whose sender gave up", []string{"compute_fanout", "compute_fanout"}, true, outcomeLost},
	} {
		confirms := newConfirms()
		var last *confirm
		for i, to := range c.to {
			waits, err := confirms.publish(&outgoing{exchange: exchange{name: to}}, func() error { return nil })
			if err != nil {
				t.Fatal(err)
			}
			if i == 0 && c.forget {
				confirms.forget(waits)
			}
			last = waits
		}
		confirms.lose(absent)
		<-last.done
		if last.outcome != c.want {
			t.Errorf("%s: %d, want %d", c.name, last.outcome, c.want)
		}
	}
	for _, r := range []*amqp091.Error{nil, {Code: amqp091.PreconditionFailed, Reason: reason.Reason}} {
		if isAbsent(r, "compute_fanout") {
			t.Errorf("absent for %v", r)
		}
	}
}

// lookUp finds a field behind values of every type that RabbitMQ sends.
func TestLookUp(t *testing.T) {
	table := []byte("\x01at\x01\x01bb\x01\x01cB\x01\x01ds\x01\x02\x01eu\x01\x02\x01fI\x01\x02\x03\x04\x01gi\x01\x02\x03\x04" +
		"\x01hl\x01\x02\x03\x04\x05\x06\x07\x08\x01jf\x01\x02\x03\x04\x01kd\x01\x02\x03\x04\x05\x06\x07\x08\x01mD\x01\x02\x03\x04\x05" +
		"\x01nS\x00\x00\x00\x02no\x01oA\x00\x00\x00\x02t\x01\x01pT\x01\x02\x03\x04\x05\x06\x07\x08\x01qF\x00\x00\x00\x00" +
		"\x01rV\x01sx\x00\x00\x00\x01x\x0bcompressionS\x00\x00\x00\x04gzip")
	if got := (&arrival{headers: table}).compression(); got != "gzip" {
		t.Errorf("compression %q", got)
	}
	if _, ok := (&arrival{headers: table}).streamOffset(); ok {
		t.Error("found an offset that is not there")
	}
	for end := range table {
		if got := (&arrival{headers: table[:end]}).compression(); got != "" {
			t.Errorf("compression %q in the first %d bytes", got, end)
		}
	}
	at := slices.Concat([]byte("\x0fx-stream-offsetl"), binary.BigEndian.AppendUint64(nil, 1<<40))
	if got, ok := (&arrival{headers: at}).streamOffset(); got != 1<<40 || !ok {
		t.Errorf("offset %d, %v", got, ok)
	}
	if _, kind := lookUp([]byte("\x01a?\x01\x01b"), "b"); kind != 0 {
		t.Error("read on behind an unknown type")
	}
}

// FuzzFrames reads whatever a broker may send: it ends, without a panic, and what is
// handed over was in it.
func FuzzFrames(f *testing.F) {
	m := &outgoing{body: []byte(strings.Repeat("body", 9)), expiration: "1", compression: encodingZlib}
	f.Add(slices.Concat(deliverFrame(7, 1, false, "x", "k"), content(7, 16, m), frame(frameHeartbeat, 0)))
	f.Add(slices.Concat(returnFrame(7, "x", "k"), content(7, 0, m), methodFrame(7, methodAck, 0, 0, 0, 0, 0, 0, 0, 1, 1)))
	f.Add(slices.Concat(deliverFrame(7, 1, true, "", ""), content(7, 0, &outgoing{}), methodFrame(7, methodChannelClose, 0)))
	f.Add([]byte("AMQP\x00\x00\x09\x01"))
	for _, script := range corpus.Of(f, "FuzzFrames") {
		f.Add([]byte(script))
	}
	f.Fuzz(func(t *testing.T, script []byte) {
		taken := 0
		keep := func(d *arrival) {
			taken += len(d.body) + len(d.headers)
			d.compression()
			d.streamOffset()
		}
		ch := &channel{id: 7, hears: hears{delivered: keep, returned: keep, confirmed: func(uint64, bool, bool) {}}}
		rest, _ := io.ReadAll(reading(t, bytes.NewReader(script), ch))
		if taken+len(rest) > len(script) {
			t.Errorf("%d bytes handed over and %d passed on of %d", taken, len(rest), len(script))
		}
	})
}

// A name that AMQP has no room for is refused before anything is written.
func TestLongNames(t *testing.T) {
	p := &publisher{}
	p.sizeLimit.Store(1 << 20)
	for n, fits := range map[int]bool{maxShort: true, maxShort + 1: false} {
		long := strings.Repeat("x", n)
		for _, m := range []*outgoing{{key: long}, {exchange: exchange{name: long}}} {
			if err := p.check(m); (err == nil) != fits || !fits && !errors.Is(err, oslo.ErrRefused) {
				t.Errorf("%d bytes: %v", n, err)
			}
		}
	}
}
