package amqp

import (
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/oslogen/oslogen/runtime/amqp/internal/conn"
	"github.com/oslogen/oslogen/runtime/amqp/internal/fakebroker"
	"github.com/oslogen/oslogen/runtime/internal/testlog"
	"github.com/oslogen/oslogen/runtime/transport"
)

// arrivalOf is a request to topic compute in exchange nova as it arrives.
func arrivalOf(message string) *conn.Arrival {
	d := new(conn.Arrival)
	d.Exchange, d.Key, d.Body = "nova", "compute", []byte(message)
	return d
}

// Lines about replies that can't be sent name the call: its exchange, topic, method,
// message id and request id.
func TestLogOfALostReplyNamesItsRequest(t *testing.T) {
	for size, args := range map[string]string{"small": "", "large": strings.Repeat("x", keptMessage)} {
		synctest.Test(t, func(t *testing.T) {
			r := newReplying(t, func(c *Config) { c.MissingReplyRetry = 2 * time.Second })
			log, text := testlog.New()
			r.resender.log = log
			var in transport.Request
			d := arrivalOf(`{"method": "reboot", "args": {"x": "` + args + `"}, "_msg_id": "m-1", "_reply_q": "reply_x", "_context_request_id": "req-1"}`)
			if err := transport.ReadRequest(d.Body, &in); err != nil {
				t.Fatal(err)
			}
			to := &answer{resender: r.resender, queue: in.ReplyQueue, origin: originOf(d, &in)}
			unique := transport.NewID()
			body := `{"oslo.version": "2.0", "oslo.message": "{\"result\": 1, \"failure\": null, \"ending\": true, \"_msg_id\": \"m-1\", \"_unique_id\": \"` + unique.String() + `\"}"}`
			if err := to.Reply(t.Context(), transport.Answer{Body: []byte(body), UniqueID: unique, Ending: true}); err != nil {
				t.Fatal(err)
			}
			wait(5 * time.Second)
			want := `queue=reply_x exchange=nova topic=compute method=reboot message_id=m-1 request_id=req-1`
			if !strings.Contains(text.String(), `"giving up a reply: its queue is missing" `+want) {
				t.Errorf("%s request: the log says %q, want %s", size, text.String(), want)
			}
		})
	}
}

// So do lines about casts for which no caller waits.
func TestLogOfARefusedCastNamesIt(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newReplying(t)
		log, text := testlog.New()
		r.resender.log = log
		r.spoil = func(m *fakebroker.Method, _ int) bool {
			m.CloseChannel(403, "ACCESS_REFUSED - write access to exchange 'nova' in vhost '/' refused for user 'nova'")
			return true
		}
		m := &transport.Message{
			Kind: transport.KindCast, Exchange: "nova", Key: "compute.one", UniqueID: transport.NewID(),
			Body:     []byte(`{"method": "reboot", "args": {}, "_context_request_id": "req-1"}`),
			Delivery: transport.Delivery{Unconfirmed: true},
		}
		if err := r.Cast(t.Context(), m); err != nil {
			t.Fatal(err)
		}
		wait(time.Second)
		want := "exchange=nova topic=compute.one method=reboot unique_id=" + m.UniqueID.String() + " request_id=req-1"
		if !strings.Contains(text.String(), want) {
			t.Errorf("the log says %q, want %s", text.String(), want)
		}
	})
}

// Each line of the driver names its transport, by which the connections of two
// transports with one purpose are told apart.
func TestLogNamesTheTransport(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := fakebroker.New(t)
		log, text := testlog.New()
		for range 2 {
			tr := openLogged(t, b, log)
			l, err := tr.Listen(t.Context(), transport.Address{Exchange: "nova", Topic: "compute", Server: "one"}, func(*transport.Request) {})
			if err != nil {
				t.Fatal(err)
			}
			m := &transport.Message{Kind: transport.KindCast, Exchange: "nova", Key: "compute", UniqueID: transport.NewID(), Body: []byte(`{"method": "x"`)}
			if err := tr.Cast(t.Context(), m); err != nil { // it can't be read
				t.Fatal(err)
			}
			synctest.Wait()
			b.Cut(nil)
			b.Refuse()
			wait(time.Second)
			b.Accept()
			if err := l.Close(); err != nil {
				t.Fatal(err)
			}
			if err := tr.Close(); err != nil {
				t.Fatal(err)
			}
		}
		named := map[string]map[string]bool{} // connection -> transports
		for line := range strings.Lines(text.String()) {
			_, rest, ok := strings.Cut(line, " transport=")
			if !ok {
				t.Errorf("a line without its transport: %s", line)
			}
			number, rest, _ := strings.Cut(rest, " ")
			if name, ok := strings.CutPrefix(rest, "connection="); ok {
				name, _, _ = strings.Cut(name, " ")
				if named[name] == nil {
					named[name] = map[string]bool{}
				}
				named[name][number] = true
			}
		}
		if len(named["send"]) != 2 || len(named) < 2 {
			t.Errorf("connections are named %v, want two transports for each: %s", named, text.String())
		}
	})
}

// A failed attempt to connect is one line, for each kind of connection.
func TestFailedAttemptIsLoggedOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := fakebroker.New(t)
		b.Refuse()
		log, text := testlog.New()
		tr := openLogged(t, b, log)
		_, reply := tr.replies.ready(t.Context(), 1)
		sofar := text.String() // the link goes on with its attempts
		send := tr.Cast(t.Context(), &transport.Message{
			Kind: transport.KindCast, Exchange: "nova", Key: "t", UniqueID: transport.NewID(), Body: []byte(`{}`), Delivery: transport.Delivery{Retry: 1},
		})
		if err := tr.Close(); err != nil {
			t.Fatal(err)
		}
		for connection, c := range map[string]struct {
			err error
			log string
		}{"reply": {reply, sofar}, "send": {send, text.String()}} {
			logged := 0
			for line := range strings.Lines(c.log) {
				if strings.Contains(line, "level=WARN") && strings.Contains(line, " connection="+connection+" ") {
					logged++
				}
			}
			if e, ok := errors.AsType[*UnavailableError](c.err); !ok || logged != e.Attempts {
				t.Errorf("%s: %v, and %d warnings: %s", connection, c.err, logged, c.log)
			}
		}
	})
}
