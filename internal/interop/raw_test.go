package interop

import (
	"encoding/json"
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	amqp091 "github.com/rabbitmq/amqp091-go"

	oslo "github.com/oslogen/oslogen/runtime"
)

// raws are the captures of messages made by hand: each is sent to Go, which has to
// do with it what Python did.
var raws = map[string]func(p *replay){
	"raw_requests":      replayRequests,
	"raw_replies":       replayReplies,
	"raw_notifications": replayNotifications,
}

// cases runs a subtest for each case of the capture, in the order of their names,
// with its outcome in c.
func cases[C any](p *replay, run func(p *replay, name string, c C)) {
	for _, name := range slices.Sorted(maps.Keys(p.Outcome)) {
		p.Run(name, func(t *testing.T) {
			var c C
			decode(t, p.Outcome[name], &c)
			one := *p
			one.T = t
			run(&one, name, c)
		})
	}
}

// disposed waits until the peer has disposed of one more message than before, and
// reports whether it rejected it.
func (p *replay) disposed(before int) (rejected bool) {
	p.Helper()
	var all []sent
	eventually(p.T, "the message disposed of", func() bool {
		all = p.rec.all("basic.ack", "basic.reject", "basic.nack")
		return len(all) > before
	})
	last := all[len(all)-1]
	if last.fields["requeue"] == true {
		p.Error("the message was given back")
	}
	return last.method == "basic.reject" || last.method == "basic.nack"
}

// A rawRequest is a request made by hand and what became of it.
type rawRequest struct {
	Body       string
	Properties map[string]any
	Reply      *struct {
		Result  any
		Failure *struct{ Class, Module, Message string }
		ID      string `json:"_msg_id"`
	}
}

// servedAnyway are requests that Python rejects for their content type and that
// ours serves.
var servedAnyway = map[string]bool{"no_content_type": true, "content_type_charset": true, "no_properties": true}

// noMethods are names of attributes that are no methods; Python tries to call them.
var noMethods = map[string]bool{"method_target": true, "method_seen": true}

func replayRequests(p *replay) {
	p.serve("server", "host1")
	raw := newChannel(p.T, newBus(p.T).url)
	queue := p.name("reply_raw")
	replies := raw.consume(p.T, queue)
	cases(p, func(p *replay, name string, c rawRequest) {
		before := len(p.rec.all("basic.ack", "basic.reject", "basic.nack"))
		body := strings.ReplaceAll(c.Body, "reply_raw", queue)
		raw.publish(p.T, p.bus.exchange, p.name("demo"), c.set, body)
		p.disposed(before) // Python rejects what it can't read; ours acknowledges it and drops it, too
		if servedAnyway[name] {
			<-replies
		}
		if c.Reply == nil {
			return
		}
		if noMethods[name] {
			c.Reply.Failure.Class, c.Reply.Failure.Module = "NoSuchMethod", "oslo_messaging.rpc.dispatcher"
			c.Reply.Failure.Message = "Endpoint does not support RPC method " + strings.TrimPrefix(name, "method_")
		}
		select {
		case d := <-replies:
			c.compare(p.T, string(d.Body))
		case <-time.After(patience):
			p.Error("no reply")
		}
	})
}

// set gives a message the properties of the request.
func (c rawRequest) set(m *amqp091.Publishing) {
	for name, value := range c.Properties {
		text, _ := value.(string)
		switch name {
		case "content_type":
			m.ContentType = text
		case "content_encoding":
			m.ContentEncoding = text
		case "delivery_mode":
			m.DeliveryMode = amqp091.Transient
		case "reply_to":
			m.ReplyTo = text
		case "correlation_id":
			m.CorrelationId = text
		case "priority":
			m.Priority = 9
		case "application_headers":
			m.Headers = amqp091.Table{"anything": 1}
		}
	}
}

// compare checks a reply against the captured one.
func (c rawRequest) compare(t *testing.T, body string) {
	t.Helper()
	got := innerMessage(strings.ReplaceAll(body, "NaN", `\"nan\"`)) // as the capture has it
	if got["_msg_id"] != c.Reply.ID || got["ending"] != true {
		t.Errorf("reply to %v, ending: %v; want one to %s", got["_msg_id"], got["ending"], c.Reply.ID)
	}
	result, _ := json.Marshal(c.Reply.Result)
	if toJSON(got["result"]) != normal(string(result)) {
		t.Errorf("result %s, want %s", toJSON(got["result"]), result)
	}
	want := c.Reply.Failure
	text, failed := got["failure"].(string)
	if failed != (want != nil) {
		t.Fatalf("failure %s, want %v", text, want)
	}
	if failed {
		failure := members(text)
		message := strings.TrimPrefix(want.Message, "Endpoint.") // the name of Python's class
		if failure["class"] != want.Class || failure["module"] != want.Module || failure["message"] != message {
			t.Errorf("failure %v.%v %q, want %v.%v %q", failure["module"], failure["class"], failure["message"], want.Module, want.Class, message)
		}
	}
}

// A rawReply is the replies to one call, made by hand, and what the call made of
// them.
type rawReply struct {
	Replies  []json.RawMessage
	Returned json.RawMessage
	Raised   *struct{ Class string }
}

// readAnyway are replies over which Python's client stumbles.
var readAnyway = map[string]string{"no_failure": "5", "heartbeat_not_asked_for": "5"}

func replayReplies(p *replay) {
	raw := newChannel(p.T, newBus(p.T).url)
	p.ok(raw.ExchangeDeclare(p.bus.exchange, "topic", false, false, false, false, nil))
	requests := raw.consume(p.T, p.name("demo"))
	p.ok(raw.QueueBind(p.name("demo"), p.name("demo"), p.bus.exchange, false, nil))
	c := p.client("client", oslo.WithTimeout(2*time.Second))
	cases(p, func(p *replay, name string, want rawReply) {
		done := make(chan struct{})
		go func() { // ends with the one request
			defer close(done)
			in := innerMessage(string((<-requests).Body))
			for _, r := range want.Replies {
				raw.publish(p.T, "", in["_reply_q"].(string), nil, replyBody(r, in["_msg_id"].(string)))
			}
		}()
		var result any
		err := c.Call(p.Context(), &oslo.Method{Name: "anything", Errors: demoErrors}, nil, &result)
		<-done
		want.compare(p.T, name, result, err)
	})
}

// replyBody is the body of a reply to the call id: an object in an envelope, or
// text as it is.
func replyBody(reply json.RawMessage, id string) string {
	var text string
	bare := json.Unmarshal(reply, &text) == nil
	if !bare {
		text = string(reply)
	}
	if !strings.Contains(text, `"_msg_id"`) {
		text = strings.TrimSuffix(text, "}") + `, "_msg_id": "` + id + `"}`
	}
	if bare {
		return text
	}
	inner, _ := json.Marshal(text)
	return `{"oslo.version": "2.0", "oslo.message": ` + string(inner) + `}`
}

// compare checks what a call did against what Python's did.
func (r rawReply) compare(t *testing.T, name string, result any, err error) {
	t.Helper()
	if text := readAnyway[name]; text != "" {
		r.Raised, r.Returned = nil, json.RawMessage(text)
	}
	if r.Raised == nil {
		if err != nil || toJSON(result) != normal(string(r.Returned)) {
			t.Errorf("got %s, %v, want %s", toJSON(result), err, r.Returned)
		}
		return
	}
	if err == nil {
		t.Fatalf("returned %s, want %s", toJSON(result), r.Raised.Class)
	}
	switch class := r.Raised.Class; class {
	case "RemoteError", "JSONDecodeError": // a failure that Python could not read is a remote error here
		if !errors.As(err, new(*oslo.RemoteError)) {
			t.Errorf("got %v, want a remote error", err)
		}
	default:
		if f := goFailure(err); f.class != strings.TrimSuffix(class, "_Remote") {
			t.Errorf("got %v, want %s", err, class)
		}
	}
}

// A rawNotification is a notification made by hand and what became of it.
type rawNotification struct {
	Body     string
	Disposed []string
	Heard    []object
}

func replayNotifications(p *replay) {
	l := p.listen("listener", "notifications", asIs)
	raw := newChannel(p.T, newBus(p.T).url)
	heard := 0
	cases(p, func(p *replay, _ string, c rawNotification) {
		before := len(p.rec.all("basic.ack", "basic.reject", "basic.nack"))
		raw.publish(p.T, p.bus.exchange, p.name("notifications")+".info", nil, c.Body)
		// Python leaves a duplicate alone; ours acknowledges it.
		rejected := len(c.Disposed) > 0 && strings.HasPrefix(c.Disposed[0], "basic.reject")
		if got := p.disposed(before); got != rejected {
			p.Errorf("rejected: %v, want %v", got, rejected)
		}
		got := l.received(p.T, "")[heard:]
		heard += len(got)
		if len(got) != len(c.Heard) {
			p.Fatalf("heard %v, want %v", got, c.Heard)
		}
		for i, want := range c.Heard {
			withoutTimeout(want["context"])
			if toJSON(got[i]) != normal(toJSON(emptyForNull(want))) {
				p.Errorf("heard %s, want %s", toJSON(got[i]), toJSON(want))
			}
		}
	})
}

// emptyForNull replaces null where Go has an empty string.
func emptyForNull(entry object) object {
	for _, fields := range []object{entry, entry["metadata"].(object)} {
		for name, value := range fields {
			if value == nil && name != "payload" {
				fields[name] = ""
			}
		}
	}
	return entry
}
