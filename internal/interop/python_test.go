package interop

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/oslogen/oslogen/internal/pytest"
)

// pythonSide makes peers of oslo.messaging.
type pythonSide struct{}

// command begins a command that makes a peer.
func (b bus) command(name string) pytest.Cmd {
	options := object{}
	for name, value := range b.options {
		options[name] = value
	}
	conf := object{"oslo_messaging_rabbit": options}
	if b.exchange != "" {
		conf["DEFAULT"] = object{"control_exchange": b.exchange}
	}
	return pytest.Cmd{"cmd": name, "url": b.url, "conf": conf}
}

// pythonPeer is an object that lives in the Python program.
type pythonPeer struct {
	py *pytest.Peer
	id string
}

func makePython(t *testing.T, c pytest.Cmd, wrap bool) pythonPeer {
	t.Helper()
	if wrap {
		c["serializer"] = "wrap"
	}
	py := pytest.For(t)
	return pythonPeer{py, py.Make(t, c)}
}

func (p pythonPeer) received(t *testing.T, method string) []object {
	t.Helper()
	var entries []object
	text := p.py.Must(t, pytest.Cmd{"cmd": "received", "id": p.id, "method": method, "timeout": 0})
	for _, e := range values(string(text)).([]any) {
		withoutTimeout(e.(object)["context"])
		entries = append(entries, e.(object))
	}
	return entries
}

// withoutTimeout removes what Python adds to every context it receives.
func withoutTimeout(context any) {
	if fields, ok := context.(object); ok {
		delete(fields, "client_timeout")
	}
}

func (p pythonPeer) stop(t *testing.T) {
	t.Helper()
	p.py.Must(t, pytest.Cmd{"cmd": "stop", "id": p.id})
}

func (pythonSide) serve(t *testing.T, s service) receiver {
	t.Helper()
	c := s.command("server")
	c["topic"], c["server"] = s.topic, s.server
	if s.inExchange != "" {
		c["exchange"] = s.inExchange
	}
	if s.ping {
		c["conf"].(object)["DEFAULT"] = object{"rpc_ping_enabled": true}
	}
	c["endpoints"] = []object{
		{"version": "1.3", "label": s.server},
		{"version": "2.4", "label": s.server + "-volumes", "namespace": "volumes", "legacy_namespaces": []string{"old-volumes"}},
	}
	return makePython(t, c, s.wrap)
}

func (pythonSide) client(t *testing.T, s clientSpec) client {
	t.Helper()
	c := s.command("client")
	target := object{"topic": s.topic}
	if s.inExchange != "" {
		target["exchange"] = s.inExchange
	}
	c["target"], c["timeout"] = target, patience.Seconds()
	if s.allow {
		c["exmods"] = []string{"demo_service"}
	}
	if s.mandatory {
		c["at_least_once"] = true
	}
	if s.oneTry {
		c["retry"] = 0
	}
	if s.pin != "" {
		c["version_cap"] = s.pin
	}
	return makePython(t, c, s.wrap)
}

// send runs a request as command name.
func (p pythonPeer) send(name string, r request) (string, *failure) {
	prepare := object{}
	given := object{
		"namespace": r.namespace, "version": r.version, "server": r.server, "fanout": r.fanout,
		"timeout": seconds(r.timeout), "call_monitor_timeout": seconds(r.monitor),
	}
	for key, value := range given {
		if value != "" && value != false && value != json.Number("0") {
			prepare[key] = value
		}
	}
	result, err := p.py.Do(pytest.Cmd{
		"cmd": name, "id": p.id, "method": r.method, "prepare": prepare,
		"args": rawObject(r.args), "ctxt": rawObject(r.context),
	})
	if e, ok := errors.AsType[*pytest.Error](err); ok {
		return "", pythonFailure(e)
	}
	if err != nil {
		return "", &failure{text: err.Error()}
	}
	return string(result), nil
}

func (p pythonPeer) call(r request) (string, *failure) {
	return p.send("call", r)
}

func (p pythonPeer) cast(r request) *failure {
	_, f := p.send("cast", r)
	return f
}

// seconds is a duration as Python's options have it: whole ones as an integer.
func seconds(d time.Duration) json.Number {
	text, _ := json.Marshal(d.Seconds())
	return json.Number(text)
}

func rawObject(text string) json.RawMessage {
	if text == "" {
		text = "{}"
	}
	return json.RawMessage(text)
}

// pythonFailure describes an exception.
func pythonFailure(e *pytest.Error) *failure {
	f := &failure{class: e.Class, text: e.Str, kwargs: string(e.Kwargs)}
	switch {
	case e.ExcType != "":
		f.class = e.ExcType
	case strings.HasSuffix(e.Class, "_Remote"):
		f.class, f.declared = strings.TrimSuffix(e.Class, "_Remote"), true
	}
	return f
}

func (pythonSide) listen(t *testing.T, l listening) receiver {
	t.Helper()
	c := l.command("listener")
	var targets []object
	for i, topic := range l.topics {
		targets = append(targets, object{"topic": topic})
		if l.exchanges != nil {
			targets[i]["exchange"] = l.exchanges[i]
		}
	}
	c["targets"], c["allow_requeue"] = targets, l.requeue
	if l.priorities != nil {
		c["priorities"] = l.priorities
	}
	if l.pool != "" {
		c["pool"] = l.pool
	}
	if l.batch > 0 {
		c["batch_size"], c["batch_timeout"] = l.batch, batchTimeout.Seconds()
	}
	if l.filter != nil {
		c["filter"] = l.filter
	}
	if l.answers != nil {
		c["answers"] = l.answers
	}
	return makePython(t, c, l.wrap)
}

type pythonNotifier struct{ pythonPeer }

func (pythonSide) notifier(t *testing.T, n notifying) notifier {
	t.Helper()
	c := n.command("notifier")
	c["driver"], c["topics"], c["publisher_id"] = n.driver, n.topics, publisher
	return pythonNotifier{makePython(t, c, n.wrap)}
}

func (p pythonNotifier) notify(t *testing.T, n notification) {
	t.Helper()
	p.py.Must(t, pytest.Cmd{
		"cmd": "notify", "id": p.id, "priority": n.priority, "event_type": n.event,
		"payload": json.RawMessage(n.payload), "ctxt": rawObject(n.context),
	})
}
