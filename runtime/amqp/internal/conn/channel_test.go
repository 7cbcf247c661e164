package conn

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
	"github.com/oslogen/oslogen/runtime/amqp/internal/frame"
)

// raw is one frame as the other side writes it.
func raw(kind byte, id uint16, payload ...byte) []byte {
	b, start := frame.Begin(nil, kind, id)
	return frame.Finish(append(b, payload...), start)
}

func methodFrame(id uint16, method uint32, args ...byte) []byte {
	b, start := frame.BeginMethod(nil, id, method)
	return frame.Finish(append(b, args...), start)
}

func deliverFrame(id uint16, tag uint64, redelivered bool, exchange, key string) []byte {
	return deliverTo("consumer", id, tag, redelivered, exchange, key)
}

func deliverTo(consumer string, id uint16, tag uint64, redelivered bool, exchange, key string) []byte {
	args := frame.AppendShort(nil, consumer)
	args = binary.BigEndian.AppendUint64(args, tag)
	args = append(args, 0)
	if redelivered {
		args[len(args)-1] = 1
	}
	return methodFrame(id, frame.Deliver, frame.AppendShort(frame.AppendShort(args, exchange), key)...)
}

func returnFrame(id uint16, exchange, key string) []byte {
	args := frame.AppendShort([]byte{1, 56}, "NO_ROUTE")
	return methodFrame(id, frame.Return, frame.AppendShort(frame.AppendShort(args, exchange), key)...)
}

// content is the frames that follow the method when m is sent.
func content(id uint16, frameMax int, m *frame.Message) []byte {
	all := frame.AppendMessage(nil, id, frameMax, m)
	_, _, size := frame.ParseHead(all)
	return all[frame.HeadSize+size+1:]
}

// reading is a socket that reads script and writes nothing, with some channels open.
func reading(t testing.TB, script io.Reader, channels ...*Channel) *socket {
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
func openOn(t testing.TB, s *socket, ch *Channel) {
	t.Helper()
	id := ch.id
	ch.sock = s
	s.expect(ch)
	if _, err := s.Write(methodFrame(id, frame.ChannelOpen, 0)); err != nil {
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
		/**/ deliverFrame(7, 1, false, "nova", "compute"), content(7, 0, &frame.Message{Body: []byte("one"), Expiration: "60000"}),
		raw(frame.TypeHeartbeat, 0),
		/**/ deliverFrame(7, 2, true, "", "reply"), content(7, 4096, &frame.Message{Body: big, Compression: "application/x-gzip"}),
		methodFrame(7, 60<<16|21, 1, 'c'),
		/**/ deliverTo("other", 7, 3, false, "", "reply"), content(7, 0, &frame.Message{}), // an empty body has no frame
		/**/ returnFrame(7, "nova", "nobody"), content(7, 0, &frame.Message{Body: []byte("back")}),
		/**/ methodFrame(7, frame.Ack, 0, 0, 0, 0, 0, 0, 0, 9, 1), methodFrame(7, frame.Nack, 0, 0, 0, 0, 0, 0, 0, 10, 0),
		methodFrame(7, frame.ChannelClose, make([]byte, 7)...),
		/**/ deliverFrame(7, 4, false, "", "late"), content(7, 0, &frame.Message{Body: []byte("of a closed channel")}),
		[]byte("AMQP\x00\x00\x09\x01, or what else is no frame"),
	)
	library := slices.Concat(
		methodFrame(0, 10<<16|10, []byte("start")...), raw(frame.TypeHeartbeat, 0), methodFrame(7, 60<<16|21, 1, 'c'),
		methodFrame(7, frame.ChannelClose, make([]byte, 7)...), []byte("AMQP\x00\x00\x09\x01, or what else is no frame"),
	)
	for name, split := range map[string]func(io.Reader) io.Reader{
		"whole": func(r io.Reader) io.Reader { return r }, "by bytes": iotest.OneByteReader, "by halves": iotest.HalfReader,
	} {
		ch := &Channel{id: 7}
		var got []Arrival
		var confirms []frame.Confirm
		keep := func(d *Arrival) { got = append(got, *d) }
		ch.handlers = Handlers{Delivered: keep, Returned: keep, Confirmed: func(c frame.Confirm) { confirms = append(confirms, c) }}
		rest, err := io.ReadAll(reading(t, split(bytes.NewReader(script)), ch))
		if err != nil || !bytes.Equal(rest, library) {
			t.Errorf("%s: the library gets %q, %v", name, rest, err)
		}
		if want := []frame.Confirm{{Tag: 9, Multiple: true, Taken: true}, {Tag: 10}}; !slices.Equal(confirms, want) {
			t.Errorf("%s: confirms %v, want %v", name, confirms, want)
		}
		compressed := []byte("\x0bcompressionS\x00\x00\x00\x12application/x-gzip")
		for i, message := range []frame.Arrival{
			{Consumer: "consumer", Tag: 1, Key: "compute", Expiration: 60000, Body: []byte("one")},
			{Consumer: "consumer", Tag: 2, Redelivered: true, Key: "reply", Body: big, Headers: compressed},
			{Consumer: "other", Tag: 3, Key: "reply"},
			{Returned: true, Exchange: "nova", Key: "nobody", Body: []byte("back")},
		} {
			message.ContentType = frame.ContentType
			want := Arrival{Arrival: message, On: ch}
			if i >= len(got) || !reflect.DeepEqual(got[i], want) {
				t.Errorf("%s: message %d: %+v\nwant %+v", name, i, got[i:], want)
			}
		}
	}
}

// A broker that makes no sense costs the connection, with an error that says so.
func TestFramesThatCannotBeRead(t *testing.T) {
	begun := slices.Concat(deliverFrame(7, 1, false, "", "k"), content(7, 0, &frame.Message{Body: []byte("12345")})[:0])
	header := content(7, 0, &frame.Message{Body: []byte("12345")})
	_, _, size := frame.ParseHead(header)
	header = header[:frame.HeadSize+size+1]
	for name, script := range map[string][]byte{
		"a header without a method": header,
		"a body without a header":   slices.Concat(begun, raw(frame.TypeBody, 7, []byte("12345")...)),
		"a body too long":           slices.Concat(begun, header, raw(frame.TypeBody, 7, []byte("123456")...)),
		"two headers":               slices.Concat(begun, header, header),
		"a delivery cut short":      methodFrame(7, frame.Deliver, 200, 'x'),
		"a header cut short":        slices.Concat(begun, raw(frame.TypeHeader, 7, 0, 60)),
		"a confirm cut short":       methodFrame(7, frame.Ack, 0),
		"no end of a method":        append(methodFrame(7, frame.Ack, 0, 0, 0, 0, 0, 0, 0, 9, 1)[:20], 0),
		"no end of a body":          slices.Concat(begun, header, raw(frame.TypeBody, 7, []byte("12345")...)[:frame.HeadSize+5], []byte{0}),
		"an endless frame":          {frame.TypeHeader, 0, 7, 0xFF, 0xFF, 0xFF, 0xFF},
	} {
		s := reading(t, bytes.NewReader(script), &Channel{id: 7})
		if _, err := io.ReadAll(s); !errors.Is(err, frame.ErrFormat) || !errors.Is(s.reason(), frame.ErrFormat) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Nothing of ours may follow a channel's close, in either direction: the broker would
// close the connection. And a channel that takes over a number is another one.
func TestNothingBehindTheEndOfAChannel(t *testing.T) {
	for name, end := range map[string]func(s *socket, ch *Channel) error{
		"given up": func(_ *socket, ch *Channel) error {
			ch.Shut()
			return nil
		},
		"closed by the broker": func(s *socket, _ *Channel) error {
			_, err := s.Read(make([]byte, 64))
			return err
		},
		"closed by us": func(s *socket, _ *Channel) error {
			_, err := s.Write(methodFrame(7, frame.ChannelClose, make([]byte, 7)...))
			return err
		},
		"connection closed by us": func(s *socket, _ *Channel) error {
			_, err := s.Write(methodFrame(0, frame.ConnectionClose, make([]byte, 7)...))
			return err
		},
	} {
		first, second := &Channel{id: 7}, &Channel{id: 7}
		s := reading(t, bytes.NewReader(methodFrame(7, frame.ChannelClose, make([]byte, 7)...)), first)
		if _, err := first.Publish(&frame.Message{Key: "k"}); err != nil {
			t.Fatal(err)
		}
		if err := end(s, first); err != nil {
			t.Fatal(err)
		}
		openOn(t, s, second)
		before := s.queued.Load()
		_, err := first.Publish(&frame.Message{Key: "k"})
		if !errors.Is(err, amqp091.ErrClosed) || !errors.Is(first.Ack(1, true), amqp091.ErrClosed) || s.queued.Load() != before {
			t.Errorf("%s: %v, %d bytes written", name, err, s.queued.Load()-before)
		}
		if _, err := second.Publish(&frame.Message{Key: "k"}); err != nil {
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
		ch := &Channel{id: 9}
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
			if err := ch.Ack(1, false); err != nil {
				t.Fatal(err)
			}
		}
		_ = s.Close()
		if err := <-done; err != nil {
			t.Fatal(err)
		}
		ack := frame.AppendSettle(nil, 9, frame.Ack, 1, false)
		without := bytes.ReplaceAll(bytes.TrimPrefix(heard.Bytes(), methodFrame(9, frame.ChannelOpen, 0)), ack, nil)
		if !bytes.Equal(without, all) {
			t.Errorf("pieces of %d bytes: a frame was cut", piece)
		}
	}
}

// FuzzFrames reads whatever a broker may send: it ends, without a panic, and what is
// handed over was in it.
func FuzzFrames(f *testing.F) {
	m := &frame.Message{Body: []byte(strings.Repeat("body", 9)), Expiration: "1", Compression: "application/x-gzip"}
	f.Add(slices.Concat(deliverFrame(7, 1, false, "x", "k"), content(7, 16, m), raw(frame.TypeHeartbeat, 0)))
	f.Add(slices.Concat(returnFrame(7, "x", "k"), content(7, 0, m), methodFrame(7, frame.Ack, 0, 0, 0, 0, 0, 0, 0, 1, 1)))
	f.Add(slices.Concat(deliverFrame(7, 1, true, "", ""), content(7, 0, &frame.Message{}), methodFrame(7, frame.ChannelClose, 0)))
	f.Add([]byte("AMQP\x00\x00\x09\x01"))
	for _, script := range corpus.Of(f, "FuzzFrames") {
		f.Add([]byte(script))
	}
	f.Fuzz(func(t *testing.T, script []byte) {
		taken := 0
		keep := func(d *Arrival) {
			taken += len(d.Body) + len(d.Headers)
			d.Compression()
			d.StreamOffset()
		}
		ch := &Channel{id: 7, handlers: Handlers{Delivered: keep, Returned: keep, Confirmed: func(frame.Confirm) {}}}
		rest, _ := io.ReadAll(reading(t, bytes.NewReader(script), ch))
		if taken+len(rest) > len(script) {
			t.Errorf("%d bytes handed over and %d passed on of %d", taken, len(rest), len(script))
		}
	})
}
