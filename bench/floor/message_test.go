package floor

import (
	"context"
	"slices"
	"strings"
	"testing"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/transport"
)

var (
	call   = id{1, 2, 3}
	unique = id{4, 5, 6}
)

// What is compared must do the same work: equal bytes on the wire.
func TestBytesEqualTheRuntimes(t *testing.T) {
	data := strings.Repeat("x", 100)
	tr := &page{answers: make(chan transport.Answer, 1)}
	c := oslo.NewClient(tr, oslo.Target{Topic: "bench", Version: "1.0"})
	args := map[string]any{"data": data}
	if err := c.Call(t.Context(), &oslo.Method{Name: "echo"}, args, nil); err != nil {
		t.Fatal(err)
	}
	equal(t, "call", appendCall(nil, data, "reply_1", id(tr.message.ID), id(tr.message.UniqueID)), tr.body)
	if err := c.Cast(t.Context(), &oslo.Method{Name: "tell"}, args); err != nil {
		t.Fatal(err)
	}
	equal(t, "cast", appendCast(nil, data, id(tr.message.UniqueID)), tr.body)
	srv := oslo.NewServer(tr, oslo.Target{Topic: "bench", Server: "one"}, oslo.WithHandler(answering(data)))
	if err := srv.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	answer := <-tr.answers
	equal(t, "reply", appendReply(nil, data, []byte(transport.ID(call).String()), id(answer.UniqueID)), answer.Body)
}

func equal(t *testing.T, what string, got, want []byte) {
	t.Helper()
	if string(got) != string(want) {
		t.Errorf("%s: %s\nwant %s", what, got, want)
	}
}

// page is a transport that keeps the last message, and hands one call to a server.
type page struct {
	oslo.Transport
	message transport.Message
	body    []byte
	answers chan transport.Answer
}

func (p *page) Settings() transport.Settings { return transport.Settings{}.WithDefaults() }

func (p *page) Closed() <-chan struct{} { return nil }

func (p *page) Call(_ context.Context, m *transport.Message) (transport.Reply, error) {
	p.message, p.body = *m, m.AppendBody(nil, "reply_1")
	return transport.Reply{Result: []byte("null")}, nil
}

func (p *page) Cast(ctx context.Context, m *transport.Message) error {
	_, err := p.Call(ctx, m)
	return err
}

func (p *page) Listen(_ context.Context, _ transport.Address, sink func(*transport.Request)) (transport.Listener, error) {
	sink(&transport.Request{MessageID: transport.ID(call).String(), Replier: p})
	return nil, nil
}

func (p *page) Reply(_ context.Context, a transport.Answer) error {
	a.Body = slices.Clone(a.Body)
	p.answers <- a
	return nil
}

type answering string

func (a answering) Handle(context.Context, *oslo.Incoming) (any, error) { return string(a), nil }

func TestMessagesAreRead(t *testing.T) {
	r, err := parseRequest(appendCall(nil, "data", "reply_1", call, unique))
	if err != nil || r.data != "data" || string(r.call) != transport.ID(call).String() || string(r.replyQueue) != "reply_1" {
		t.Errorf("call: %+v, %v", r, err)
	}
	if r, err := parseRequest(appendCast(nil, "data", unique)); err != nil || r.data != "data" || r.call != nil {
		t.Errorf("cast: %+v, %v", r, err)
	}
	got, data, err := parseReply(appendReply(nil, "data", []byte(transport.ID(call).String()), unique))
	if err != nil || got != call || data != "data" {
		t.Errorf("reply: %v %q, %v", got, data, err)
	}
	if _, err := parseRequest([]byte("{}")); err == nil {
		t.Error("{} is no request")
	}
}

func TestOverhead(t *testing.T) {
	queue := "reply_" + transport.ID(call).String()
	body := string(appendCall(nil, "", queue, call, unique))
	_, inner, _ := strings.Cut(body, `"oslo.message": "`)
	inner = strings.ReplaceAll(strings.TrimSuffix(inner, `"}`), `\"`, `"`)
	if len(inner) != Overhead {
		t.Errorf("Overhead = %d, is %d", Overhead, len(inner))
	}
}
