package interop

import (
	"context"
	"encoding/json"
	"errors"
	"math"
	"math/big"
	"strings"
	"time"

	"github.com/google/uuid"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/dispatch"
	"github.com/oslogen/oslogen/runtime/notify"
)

// server starts the server that the captures have, and stops it with the replay.
func (p *replay) server(side, name string, change ...func(*oslo.Target)) *running {
	p.Helper()
	target := oslo.Target{Topic: p.name("demo"), Server: name}
	for _, f := range change {
		f(&target)
	}
	options := []oslo.ServerOption{}
	if p.ping {
		options = append(options, oslo.WithHandler(dispatch.New(dispatch.WithPing())))
	}
	if p.worker > 0 {
		options = append(options, oslo.WithWorkers(p.worker))
	}
	r := &running{}
	srv := oslo.NewServer(p.at(side).open(p.T), target, options...)
	dispatch.Register(srv, oslo.Endpoint{Name: "Endpoint", Version: "1.3", Errors: demoErrors, Methods: capturedMethods(&r.record)})
	dispatch.Register(srv, oslo.Endpoint{
		Name: "Named", Version: "2.4", Namespace: "volumes", LegacyNamespaces: []string{"old-volumes"},
		Methods: map[string]oslo.Func{"describe": echoRaw},
	})
	r.life = srv
	return r
}

// capturedMethods are those of the captures' endpoint.
func capturedMethods(log *record) map[string]oslo.Func {
	methods := demo{log: log}.methods()
	methods["echo"] = func(ctx context.Context, in *oslo.Incoming) (any, error) {
		log.add(object{"method": "echo"})
		return echoRaw(ctx, in)
	}
	slow := methods["slow"]
	methods["slow"] = func(ctx context.Context, in *oslo.Incoming) (any, error) {
		log.add(object{"method": "slow"})
		return slow(ctx, in)
	}
	methods["fail_custom"] = method(failing(&oslo.RemoteError{
		Module: "demo_service", Class: "CustomError", Message: "disk on fire",
		Args: []any{"disk on fire"}, Kwargs: object{"code": 7, "where": "rack é"},
	}))
	methods["fail_expected"] = method(failing(&oslo.RemoteError{
		Module: "demo_service", Class: "CustomError", Message: "known trouble", Args: []any{"known trouble"},
	}))
	return methods
}

// echoRaw returns the arguments in the order they came in.
func echoRaw(_ context.Context, in *oslo.Incoming) (any, error) { return json.RawMessage(in.Args), nil }

// serve is server, started.
func (p *replay) serve(side, name string, change ...func(*oslo.Target)) *running {
	p.Helper()
	return p.server(side, name, change...).start(p.T)
}

// client makes a client with the captures' timeout.
func (p *replay) client(side string, options ...oslo.ClientOption) *oslo.Client {
	p.Helper()
	options = append([]oslo.ClientOption{oslo.WithTimeout(20 * time.Second)}, options...)
	return oslo.NewClient(p.at(side).open(p.T), oslo.Target{Topic: p.name("demo")}, options...)
}

func to(f func(*oslo.Target)) oslo.ClientOption { return oslo.WithTarget(f) }

func fanout(t *oslo.Target) { t.Fanout = true }

// call calls and checks that the outcome is the captured one of that name.
func (p *replay) call(outcome string, c *oslo.Client, rc, name string, args any) {
	p.Helper()
	var result any
	err := c.Call(p.context(rc), &oslo.Method{Name: name, Errors: demoErrors}, args, &result)
	p.wantOutcome(outcome, result, err)
}

// untilSent repeats a call whose time may run out, on a busy machine, before it has a
// connection.
func (p *replay) untilSent(call func()) {
	p.Helper()
	before := len(p.rec.all("basic.publish"))
	eventually(p.T, "a request on the wire", func() bool {
		call()
		return len(p.rec.all("basic.publish")) > before
	})
}

// callSlow is call of the method slow, with something done once it has begun.
func (p *replay) callSlow(r *running, args any, then func()) (result any, err error) {
	p.Helper()
	c, ended := p.client("client"), make(chan struct{})
	go func() {
		defer close(ended)
		err = c.Call(p.Context(), &oslo.Method{Name: "slow", Errors: demoErrors}, args, &result)
	}()
	awaitReceived(p.T, "slow", 1, r)
	then()
	<-ended
	return result, err
}

func (p *replay) cast(outcome string, c *oslo.Client, rc, name string, args any) {
	p.Helper()
	p.wantOutcome(outcome, nil, c.Cast(p.context(rc), &oslo.Method{Name: name}, args))
}

func (p *replay) context(text string) context.Context {
	if text == "" {
		return p.Context()
	}
	return oslo.WithRequestContext(p.Context(), requestContext(text))
}

// wantOutcome compares what a call did with what Python's did.
func (p *replay) wantOutcome(name string, result any, err error) {
	p.Helper()
	var want struct {
		Returned json.RawMessage
		Raised   *struct{ Class string }
	}
	if text, ok := p.Outcome[name]; !ok {
		p.Fatalf("the capture has no outcome %q", name)
	} else if e := json.Unmarshal(text, &want); e != nil {
		p.Fatal(e)
	}
	switch {
	case want.Raised == nil && err != nil:
		p.Errorf("%s: %v, want %s", name, err, want.Returned)
	case want.Raised == nil:
		if result != nil && normal(toJSON(result)) != normal(string(want.Returned)) {
			p.Errorf("%s: returned %s, want %s", name, toJSON(result), want.Returned)
		}
	case err == nil:
		p.Errorf("%s: no error, want %s", name, want.Raised.Class)
	case !strings.HasPrefix(want.Raised.Class, "RemoteError") && !strings.HasSuffix(want.Raised.Class, "_Remote"):
		if f := goFailure(err); f.class != want.Raised.Class {
			p.Errorf("%s: failed with %v, want %s", name, f, want.Raised.Class)
		}
	default:
		if !errors.As(err, new(*oslo.RemoteError)) {
			p.Errorf("%s: failed with %v, want a remote error", name, err)
		}
	}
}

// listen starts a listener for info and error.
func (p *replay) listen(side string, topic string, f func(*listening)) receiver {
	p.Helper()
	l := listening{bus: p.at(side), topics: []string{p.name(topic)}, priorities: []string{"info", "error"}}
	f(&l)
	return goSide{}.listen(p.T, l)
}

func (p *replay) notifier(side, driver string, topics ...string) *notify.Notifier {
	p.Helper()
	n := notifying{bus: p.at(side), driver: driver}
	for _, topic := range topics {
		n.topics = append(n.topics, p.name(topic))
	}
	return goSide{}.notifier(p.T, n).(goNotifier).Notifier
}

// ok fails the replay on an error.
func (p *replay) ok(err error) {
	p.Helper()
	if err != nil {
		p.Fatal(err)
	}
}

const requestFields = `{"request_id": "req-3f0c", "user_id": "u1", "roles": ["admin"], "is_admin": true, "auth_token": null}`

// rich is a value of every kind, as a Go program has it.
type rich struct {
	Text   string `json:"text"`
	Nested struct {
		List  []any    `json:"list"`
		Empty struct{} `json:"empty"`
	} `json:"nested"`
	Tuple      []any               `json:"tuple"`
	Set        map[int]struct{}    `json:"set"`
	Frozenset  map[string]struct{} `json:"frozenset"`
	Bytes      []byte              `json:"bytes"`
	When       time.Time           `json:"when"`
	WhenZone   time.Time           `json:"when_zone"`
	UUID       uuid.UUID           `json:"uuid"`
	Big        uint64              `json:"big"`
	Bigger     *big.Int            `json:"bigger"`
	Negative   int64               `json:"negative"`
	Float      float64             `json:"float"`
	FloatWhole float64             `json:"float_whole"`
	FloatLarge float64             `json:"float_large"`
	FloatSmall float64             `json:"float_small"`
	NegZero    float64             `json:"negative_zero"`
	NaN        float64             `json:"nan"`
	Inf        float64             `json:"inf"`
	MinusInf   float64             `json:"minus_inf"`
	IntKeys    struct {
		Seven   string `json:"7"`
		TwoHalf string `json:"2.5"`
		True    string `json:"true"`
		Null    string `json:"null"`
	} `json:"int_keys"`
	Exception string `json:"exception"`
	HTML      string `json:"html"`
}

func newRich() *rich {
	r := &rich{
		Text:  "héllo 世界 😀 \x00 \x7f \"q\" \\ / \n",
		Tuple: []any{1, "two"}, Set: map[int]struct{}{5: {}}, Frozenset: map[string]struct{}{"x": {}}, Bytes: []byte("raw é"),
		When: time.Date(2024, 2, 29, 12, 34, 56, 789_000, time.UTC), WhenZone: time.Date(2024, 2, 29, 12, 0, 0, 0, time.UTC),
		UUID: uuid.MustParse("6ba7b810-9dad-11d1-80b4-00c04fd430c8"),
		Big:  1<<63 + 1, Bigger: new(big.Int).Exp(big.NewInt(10), big.NewInt(30), nil), Negative: -1<<53 - 1,
		Float: 0.1, FloatWhole: 3, FloatLarge: 1e22, FloatSmall: 1.5e-7, NegZero: math.Copysign(0, -1),
		NaN: math.NaN(), Inf: math.Inf(1), MinusInf: math.Inf(-1),
		Exception: "KeyError('k')", HTML: "<&>\u2028",
	}
	r.Nested.List = []any{1, []any{2, object{"three": []any{nil, true, false}}}}
	r.IntKeys.Seven, r.IntKeys.TwoHalf, r.IntKeys.True, r.IntKeys.Null = "int", "float", "true", "null"
	return r
}

// x is the arguments of many casts of the captures.
func x(n int) object { return object{"x": n} }

// add is the arguments of many calls.
func add(a, b int) object { return object{"a": a, "b": b} }

var (
	seconds9, seconds6, seconds5, seconds3 = object{"seconds": 9}, object{"seconds": 6}, object{"seconds": 5}, object{"seconds": 3}
	halfSecond                             = object{"seconds": 0.5}
)

// oneCall is a replay of a call to one server.
func oneCall(name string, args any) func(*replay) {
	return func(p *replay) {
		r := p.serve("server", "host1")
		p.call("call", p.client("client"), "", name, args)
		r.stop(p.T)
	}
}

// allKinds is a replay of one message of every kind.
func allKinds(p *replay) {
	r := p.serve("server", "host1")
	l := p.listen("listener", "notifications", asIs)
	c := p.client("client")
	p.call("call", c, "", "add", add(1, 2))
	p.cast("fanout", c.With(to(fanout)), "", "echo", x(1))
	p.ok(p.notifier("notifier", "messagingv2", "notifications").Info(p.Context(), "thing.made", object{"n": 1}))
	awaitReceived(p.T, "echo", 1, r)
	awaitReceived(p.T, "", 1, l)
	r.stop(p.T)
}
