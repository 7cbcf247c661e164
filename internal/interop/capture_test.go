package interop

import (
	"bytes"
	"compress/zlib"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/oslogen/oslogen/internal/brokertest"
)

// capture is a file of testdata/captures; its README.md says what is in it.
type capture struct {
	name         string
	Library      string
	Config       string
	Outcome      map[string]json.RawMessage
	Messages     []object
	Declarations [][2]any // method, fields
}

const captureDir = "testdata/captures"

func readCapture(t *testing.T, name string) capture {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(captureDir, name+".json"))
	if err != nil {
		t.Fatal(err)
	}
	c := capture{name: name}
	decode(t, data, &c)
	return c
}

// decode reads JSON text; numbers stay what they are.
func decode(t *testing.T, data []byte, v any) {
	t.Helper()
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	if err := d.Decode(v); err != nil {
		t.Fatal(err)
	}
}

// config is the part of the capture's configuration that Go is given, by group.
func (c capture) config() map[string]map[string]string {
	groups := map[string]map[string]string{"DEFAULT": {}, "oslo_messaging_rabbit": {}}
	var group string
	for line := range strings.Lines(c.Config) {
		name, value, ok := strings.Cut(strings.TrimSpace(line), " = ")
		if !ok {
			group = strings.Trim(name, "[]")
			continue
		}
		groups[group][name] = value
	}
	rabbit := groups["oslo_messaging_rabbit"]
	for name := range rabbit {
		// Each library knows one of the two spellings.
		misspelt := strings.Contains(name, "quroum")
		right := "rabbit_quorum_" + strings.TrimPrefix(name, "rabbit_quroum_")
		if misspelt && c.Library == "14.0.3" {
			delete(rabbit, right)
		} else if misspelt {
			delete(rabbit, name)
		}
	}
	return groups
}

// recorder notes what clients send through its hops.
type recorder struct {
	mu   sync.Mutex
	sent []sent
}

func (r *recorder) tap() io.Writer {
	return newFrames(func(s sent) {
		r.mu.Lock()
		defer r.mu.Unlock()
		r.sent = append(r.sent, s)
	})
}

// all is what has been sent by the methods so far.
func (r *recorder) all(methods ...string) []sent {
	r.mu.Lock()
	defer r.mu.Unlock()
	var out []sent
	for _, s := range r.sent {
		if slices.Contains(methods, s.method) {
			out = append(out, s)
		}
	}
	return out
}

// replay is one scenario of the captures, played by Go.
type replay struct {
	*testing.T
	capture
	rec    *recorder
	bus    bus // its exchange is control_exchange
	hops   map[string]*hop
	suffix string // of all names of the replay: others use the broker too
	ping   bool
	worker int
}

func newReplay(t *testing.T, name string) *replay {
	t.Helper()
	p := &replay{T: t, capture: readCapture(t, name), rec: &recorder{}, hops: map[string]*hop{}, suffix: unique("~") + "~"}
	groups := p.config()
	p.bus.options = groups["oslo_messaging_rabbit"]
	p.bus.exchange = p.name("openstack")
	if exchange := groups["DEFAULT"]["control_exchange"]; exchange != "" {
		p.bus.exchange = p.name(exchange)
	}
	p.ping = groups["DEFAULT"]["rpc_ping_enabled"] == "true"
	if groups["DEFAULT"]["executor_thread_pool_size"] == "1" {
		p.worker = 1
	}
	return p
}

// name is what an exchange or topic of the capture is called in the replay.
func (p *replay) name(captured string) string { return captured + p.suffix }

// at is the bus as the peers of one side of the scenario reach it.
func (p *replay) at(side string) bus {
	broker := brokertest.For(p.T)
	if p.hops[side] == nil {
		p.hops[side] = newHop(p.T, "127.0.0.1:0", broker.Address(), p.rec.tap)
	}
	b := p.bus
	b.url = broker.URLAt(p.hops[side].address, "")
	return b
}

// check compares all that was sent with the capture.
func (p *replay) check() {
	p.Helper()
	want := collapsed(p.Messages)
	limit, limited := firstOnly[p.capture.name]
	if limited {
		want = want[:limit]
	}
	var got []object
	eventually(p.T, "as many messages as were captured", func() bool {
		got = nil
		for _, s := range p.rec.all("basic.publish") {
			got = append(got, s.fields)
		}
		got = collapsed(got)
		return len(got) >= len(want)
	})
	if limited {
		got = got[:limit]
	}
	want = mandatoryOnPurpose(want)
	if err := agreeOnExpiration(want, got); err != nil {
		p.Error(err)
	}
	if diff := cmp.Diff(p.texts(want), p.texts(got)); diff != "" {
		p.Errorf("messages (-captured +sent):\n%s", diff)
	}
	if diff := cmp.Diff(p.declared(p.Declarations), p.declared(p.sentDeclarations())); diff != "" {
		p.Errorf("declarations (-captured +sent):\n%s", diff)
	}
}

// mandatoryOnPurpose makes the captured calls and notifications mandatory, as ours
// are: a broker that has no queue for one says so, to its sender alone.
func mandatoryOnPurpose(messages []object) []object {
	var out []object
	for _, m := range messages {
		body := plainBody(m["body"])
		if m["exchange"] != "" && (strings.Contains(body, "_msg_id") || strings.Contains(body, "event_type")) {
			m = maps.Clone(m)
			m["mandatory"] = true
		}
		out = append(out, m)
	}
	return out
}

// agreeOnExpiration checks that our messages expire no later than Python's, and not
// much earlier: what a call has spent on connecting is taken off. It then gives
// them the captured expirations.
func agreeOnExpiration(want, got []object) error {
	for i := range min(len(want), len(got)) {
		theirs, ours := want[i]["properties"].(object), got[i]["properties"].(object)
		limit, mine := milliseconds(theirs), milliseconds(ours)
		if (limit == 0) != (mine == 0) || mine > limit || limit-mine > patience.Milliseconds() {
			return fmt.Errorf("message %d: expiration %v, want %v or a little less", i, ours["expiration"], theirs["expiration"])
		}
		if limit != 0 {
			ours["expiration"] = theirs["expiration"]
		}
	}
	return nil
}

// milliseconds is the expiration among properties; 0 if there is none.
func milliseconds(properties object) int64 {
	text, _ := properties["expiration"].(string)
	n, _ := strconv.ParseInt(text, 10, 64)
	return n
}

// firstOnly says how many of a capture's messages count.
var firstOnly = map[string]int{
	"call_no_server":              1, // ours asks again until the deadline: a server may come back
	"head_call_no_server":         1,
	"reply_queue_missing":         1, // ours sends each reply once to a queue that it has given up: it may be back
	"call_monitor_no_such_method": 2, // heartbeats for a call that has failed are Python's bug
	"head_notify_rich_payload":    1, // kombu 5.3's typed JSON without envelope: ours reads it and does not write it
}

// collapsed leaves out messages that equal their predecessor but for ids: how
// often a heartbeat or a reply to a missing queue is sent depends on the clock.
func collapsed(messages []object) []object {
	return slices.CompactFunc(slices.Clone(messages), func(a, b object) bool {
		return ids.ReplaceAllString(messageText(a), "") == ids.ReplaceAllString(messageText(b), "")
	})
}

// texts are messages as text, with ids numbered in the order of their appearance.
func (p *replay) texts(messages []object) []string {
	numbers := map[string]string{}
	var out []string
	for _, m := range messages {
		text := strings.ReplaceAll(messageText(m), p.suffix, "")
		out = append(out, ids.ReplaceAllStringFunc(text, func(id string) string {
			if numbers[id] == "" {
				numbers[id] = fmt.Sprintf("<id %d>", len(numbers)+1)
			}
			return numbers[id]
		}))
	}
	return out
}

// messageText is one message as text that can be compared.
func messageText(m object) string {
	rest := toJSON([]any{m["exchange"], m["routing_key"], m["mandatory"], m["immediate"], m["properties"]})
	return rest + "\n" + steady(plainBody(m["body"]))
}

// plainBody is a body's text, decompressed.
func plainBody(body any) string {
	if text, ok := body.(string); ok {
		return text
	}
	packed, err := base64.StdEncoding.DecodeString(body.(object)["base64"].(string))
	if err != nil {
		panic(err)
	}
	r, err := zlib.NewReader(bytes.NewReader(packed))
	if err != nil {
		panic(err)
	}
	text, err := io.ReadAll(r)
	if err != nil {
		panic(err)
	}
	return string(text)
}

var (
	ids        = regexp.MustCompile(`[0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|node1:nova-compute:\d+`)
	timestamps = regexp.MustCompile(`("timestamp\\*": \\*")[-0-9:. ]+`)
	tracebacks = regexp.MustCompile(`(?s)("tb\\*": \[).*?(\], \\*"args\\*")`)
)

// steady is a body without what differs every time, and with the context's
// fields in one order: Go's maps have none. Every other byte stays.
func steady(body string) string {
	body = timestamps.ReplaceAllString(body, "${1}now")
	body = tracebacks.ReplaceAllString(body, "${1}${2}")
	for end, field := range map[string]string{`}"}`: `, \"_context_`, `}`: `, "_context_`} {
		head, context, ok := strings.Cut(strings.TrimSuffix(body, end), field)
		if ok {
			fields := strings.Split(context, field)
			slices.Sort(fields)
			body = head + field + strings.Join(fields, field) + end
		}
	}
	return body
}

// declaring are the methods of a capture's declarations.
var declaring = []string{"exchange.declare", "queue.declare", "queue.bind", "queue.delete", "basic.consume", "basic.qos"}

// sentDeclarations are ours, without passive ones, which declare nothing.
func (p *replay) sentDeclarations() (out [][2]any) {
	for _, s := range p.rec.all(declaring...) {
		if s.fields["passive"] == true {
			continue
		}
		out = append(out, [2]any{s.method, s.fields})
	}
	return out
}

// declared are declarations as sorted text, each once. What concerns nobody but the
// client is left out: consumer tags, whether replies are acknowledged, the bindings
// that stand in for others after a reconnect, and a qos that is not what the option
// asks for: where Python sets no limit, ours sets one of its own.
func (p *replay) declared(declarations [][2]any) []string {
	var out []string
	for _, d := range declarations {
		method, fields := d[0].(string), d[1].(object)
		delete(fields, "consumer_tag")
		if queue, _ := fields["queue"].(string); strings.HasPrefix(queue, "reply_") {
			delete(fields, "no_ack")
		}
		if method == "basic.qos" && fmt.Sprint(fields["prefetch_count"]) != p.bus.options["rabbit_qos_prefetch_count"] {
			continue
		}
		if arguments, _ := fields["arguments"].(object); arguments["oslogen-stand-in"] != nil {
			continue
		}
		text := strings.ReplaceAll(method+" "+toJSON(fields), p.suffix, "")
		out = append(out, ids.ReplaceAllString(text, "<id>"))
	}
	slices.Sort(out)
	return slices.Compact(out)
}
