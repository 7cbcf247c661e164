package interop

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// rpc is what a scenario of TestInterop works with: two servers of one topic, and
// clients that know the exceptions of demo_service or do not.
type rpc struct {
	*testing.T
	servers           [2]receiver // called host1 and host2
	client, declaring client
}

func newRPC(t *testing.T, d direction) rpc {
	t.Helper()
	b, topic := newBus(t), unique("demo")
	r := rpc{T: t}
	for i := range r.servers {
		r.servers[i] = d.receiver.serve(t, service{bus: b, topic: topic, server: fmt.Sprintf("host%d", i+1)})
	}
	r.client = d.sender.client(t, clientSpec{bus: b, topic: topic})
	r.declaring = d.sender.client(t, clientSpec{bus: b, topic: topic, allow: true})
	return r
}

// rpcScenario is one exchange.
type rpcScenario struct {
	name string
	run  func(r rpc)
}

// returns is a scenario of a call that returns want.
func returns(name string, q request, want string) rpcScenario {
	return rpcScenario{name, func(r rpc) {
		got, f := r.client.call(q)
		wantResult(r.T, want, got, f)
	}}
}

// echoes is a scenario of a value that comes back as it was.
func echoes(name, value string) rpcScenario {
	args := `{"x": ` + value + `}`
	return returns(name, request{method: "echo", args: args}, args)
}

// carries is a scenario of a request context that the server gets as it was.
func carries(name, context string) rpcScenario {
	return rpcScenario{name, func(r rpc) {
		got, f := r.client.call(request{method: "context", context: context})
		must(r.T, f)
		fields := values(got)
		withoutTimeout(fields)
		wantResult(r.T, context, toJSON(fields), nil)
	}}
}

// fails is a scenario of a call that fails.
func fails(name string, q request, want failure) rpcScenario {
	return rpcScenario{name, func(r rpc) {
		_, f := r.client.call(q)
		wantFailure(r.T, want, f)
		if f.declared {
			r.Errorf("an exception that is not allowed came as itself")
		}
	}}
}

// raises is a scenario of a call that fails with an exception the client knows.
func raises(name string, q request, want failure) rpcScenario {
	return rpcScenario{name, func(r rpc) {
		_, f := r.declaring.call(q)
		wantFailure(r.T, want, f)
		if !f.declared {
			r.Errorf("an exception that is allowed came as a RemoteError")
		}
		if want.kwargs != "" && normal(f.kwargs) != normal(want.kwargs) {
			r.Errorf("kwargs %s, want %s", f.kwargs, want.kwargs)
		}
	}}
}

// casts is a scenario of a cast that reaches each server so often.
func casts(name string, q request, host1, host2 int) rpcScenario {
	return rpcScenario{name, func(r rpc) {
		mark := unique("mark")
		q := q
		q.method, q.args, q.context = "record", toJSON(object{"mark": mark}), `{"request_id": "req-1"}`
		must(r.T, r.client.cast(q))
		counts := [2]int{}
		eventually(r.T, "cast received", func() bool {
			for i, s := range r.servers {
				counts[i] = countMarked(r.T, s, mark)
			}
			return counts[0]+counts[1] >= host1+host2
		})
		if anyServer := q.server == "" && !q.fanout; !anyServer && counts != [2]int{host1, host2} {
			r.Errorf("received by host1 and host2 %v times, want %v", counts, [2]int{host1, host2})
		}
	}}
}

// countMarked counts the casts with the mark, and checks their context.
func countMarked(t *testing.T, s receiver, mark string) (n int) {
	t.Helper()
	for _, e := range s.received(t, "record") {
		if e["args"].(object)["mark"] == mark {
			n++
			if got := toJSON(e["context"]); got != `{"request_id":"req-1"}` {
				t.Errorf("received with context %s", got)
			}
		}
	}
	return n
}

const everyContext = `{"user_id": "u1", "project_id": null, "is_admin": true, "roles": ["admin", "member"],
	"request_id": "req-3f0c", "user_name": "Jürgen ☃ 😀", "service_catalog": [{"type": "volume", "ids": [1, 2.0]}]}`

// fieldNames are arguments whose names mean something elsewhere. Python's own
// client has no way to send one called method.
const fieldNames = `{"args": {}, "version": "9", "namespace": "n", "context": null, "timeout": 1, "result": 2, "_unique_id": 3}`

var rpcScenarios = []rpcScenario{
	returns("call", request{method: "add", args: `{"a": 2, "b": 40}`}, `42`),
	returns("call returning null", request{method: "nothing"}, `null`),
	returns("call to server 1", request{method: "which", server: "host1"}, `"host1"`),
	returns("call to server 2", request{method: "which", server: "host2"}, `"host2"`),
	casts("cast", request{}, 1, 0),
	casts("cast to server", request{server: "host2"}, 0, 1),
	casts("fanout to two servers", request{fanout: true}, 1, 1),

	fails("remote error, builtin", request{method: "fail_builtin"}, failure{class: "ValueError", text: "bad value"}),
	fails("remote error, custom not allowed", request{method: "fail_custom"}, failure{class: "CustomError", text: "disk on fire"}),
	fails("remote error, expected", request{method: "fail_expected"}, failure{class: "CustomError", text: "known trouble"}),
	raises("remote error, custom allowed", request{method: "fail_custom"}, failure{class: "CustomError", text: "disk on fire"}),
	raises("remote error, expected and allowed", request{method: "fail_expected"}, failure{class: "CustomError", text: "known trouble"}),
	raises("remote error, with kwargs", request{method: "fail_not_found", args: `{"instance_id": "i-é"}`},
		failure{class: "InstanceNotFound", text: "Instance i-é could not be found.", kwargs: `{"instance_id": "i-é"}`}),
	fails("no such method", request{method: "missing"},
		failure{class: "NoSuchMethod", text: "Endpoint does not support RPC method missing", goType: "*oslo.NoSuchMethodError"}),
	fails("private method", request{method: "_hidden"},
		failure{class: "NoSuchMethod", text: "Endpoint does not support RPC method _hidden", goType: "*oslo.NoSuchMethodError"}),
	fails("unsupported version", request{method: "add", args: `{"a": 1, "b": 2}`, version: "2.0"},
		failure{class: "UnsupportedVersion", text: "Endpoint does not support RPC version 2.0. Attempted method: add", goType: "*oslo.UnsupportedVersionError"}),
	fails("newer minor version", request{method: "add", args: `{"a": 1, "b": 2}`, version: "1.4"},
		failure{class: "UnsupportedVersion", text: "version 1.4", goType: "*oslo.UnsupportedVersionError"}),
	fails("wrong namespace", request{method: "add", args: `{"a": 1, "b": 2}`, namespace: "nowhere"},
		failure{class: "UnsupportedVersion", text: "Endpoint does not support RPC version 1.0", goType: "*oslo.UnsupportedVersionError"}),
	fails("missing argument", request{method: "add", args: `{"a": 1}`},
		failure{class: "TypeError", text: "missing 1 required positional argument: 'b'", goType: "*oslo.ArgumentError"}),
	fails("unexpected argument", request{method: "add", args: `{"a": 1, "b": 2, "c": 3}`},
		failure{class: "TypeError", text: "got an unexpected keyword argument 'c'", goType: "*oslo.ArgumentError"}),

	returns("older minor version", request{method: "which", server: "host1", version: "1.2"}, `"host1"`),
	returns("namespace", request{method: "which", server: "host1", namespace: "volumes", version: "2.4"}, `"host1-volumes"`),
	returns("legacy namespace", request{method: "which", server: "host1", namespace: "old-volumes", version: "2.0"}, `"host1-volumes"`),
	carries("context round trip", everyContext),
	carries("no context", `{}`),
	returns("call monitor heartbeat keeps a long call alive",
		request{method: "slow", args: `{"seconds": 3}`, monitor: 2 * time.Second}, `"done"`),
	fails("timeout", request{method: "slow", args: `{"seconds": 1.5}`, timeout: 500 * time.Millisecond}, failure{class: "MessagingTimeout"}),
	fails("call with fanout", request{method: "nothing", fanout: true}, failure{class: "InvalidTarget"}),

	echoes("non-ASCII", `"Grüße, 世界 😀 \u0000 \u007f \u2028 </script> \"\\"`),
	echoes("nested", `{"a": [{"b": [[], [1, [2, {"c": {"d": "e"}}]]]}], "f": [true, false, "g"]}`),
	echoes("integers above 2^53", `[9007199254740993, -9007199254740993, 9223372036854775807, 18446744073709551615, 1000000000000000000000000000000]`),
	echoes("float", `[3.0, 0.1, -0.5, 1e+22, 1.5e-07, 123456789.0]`),
	echoes("null", `null`),
	echoes("empty list and dict", `[[], {}, ""]`),
	returns("arguments named as the message's fields", request{method: "echo", args: fieldNames}, fieldNames),
	echoes("1 MiB argument", `"`+strings.Repeat("x", 1<<20)+`"`),
	returns("1 MiB result", request{method: "big", args: `{"size": 1048576}`}, `"`+strings.Repeat("x", 1<<20)+`"`),
}

func TestInterop(t *testing.T) {
	t.Parallel()
	for _, d := range directions {
		t.Run(d.name, func(t *testing.T) {
			t.Parallel()
			shared := newRPC(t, d)
			for _, s := range rpcScenarios {
				t.Run(s.name, func(t *testing.T) {
					t.Parallel()
					r := shared
					r.T = t
					s.run(r)
				})
			}
		})
	}
}
