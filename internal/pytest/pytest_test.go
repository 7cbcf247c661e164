package pytest_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"go.uber.org/goleak"

	"github.com/oslogen/oslogen/internal/brokertest"
	"github.com/oslogen/oslogen/internal/pytest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(brokertest.Wrap(m)) }

type object = map[string]any

// TestRPC has a Python client call a Python server.
func TestRPC(t *testing.T) {
	url := brokertest.For(t).URL("")
	py := pytest.For(t)
	server := py.Make(t, pytest.Cmd{"cmd": "server", "url": url, "topic": "demo", "server": "host1",
		"conf": object{"DEFAULT": object{"rpc_ping_enabled": true}}})
	client := py.Make(t, pytest.Cmd{"cmd": "client", "url": url, "target": object{"topic": "demo"}, "timeout": 10})
	call := func(method string, args object, more ...any) (string, error) {
		cmd := pytest.Cmd{"cmd": "call", "id": client, "method": method, "args": args}
		for i := 0; i < len(more); i += 2 {
			cmd[more[i].(string)] = more[i+1]
		}
		result, err := py.Do(cmd)
		return string(result), err
	}

	for _, c := range []struct {
		method string
		args   object
		want   string
	}{
		{"add", object{"a": 2, "b": 40}, "42"},
		{"echo", object{"x": object{"y": []any{1, 2.5, nil, "é"}}}, `{"x": {"y": [1, 2.5, null, "\u00e9"]}}`},
		{"echo", object{"x": object{"$py": "float('nan')"}}, `{"x": {"$py": "float('nan')"}}`},
		{"value", object{"expression": "datetime.datetime(2024, 2, 29)"}, `"2024-02-29T00:00:00.000000"`},
		{"nothing", nil, "null"},
		{"oslo_rpc_server_ping", nil, `"pong"`},
	} {
		if c.args == nil {
			c.args = object{}
		}
		got, err := call(c.method, c.args)
		if err != nil || got != c.want {
			t.Errorf("%s: %s, %v, want %s", c.method, got, err, c.want)
		}
	}
	if got, err := call("which", object{}, "prepare", object{"namespace": "old-volumes", "version": "2.1"}); got != `"volumes"` {
		t.Errorf("which: %s, %v", got, err)
	}
	if got, err := call("big", object{"size": 1 << 20}); err != nil || len(got) != 1<<20+2 {
		t.Errorf("big: %d bytes, %v", len(got), err)
	}

	for method, want := range map[string]pytest.Error{
		"fail_builtin": {Class: "ValueError", Module: "builtins"},
		"fail_custom":  {Class: "RemoteError", Module: "oslo_messaging.rpc.client", ExcType: "CustomError"},
		"missing":      {Class: "RemoteError", Module: "oslo_messaging.rpc.client", ExcType: "NoSuchMethod"},
	} {
		_, err := call(method, object{})
		got, ok := errors.AsType[*pytest.Error](err)
		if !ok || got.Class != want.Class || got.Module != want.Module || got.ExcType != want.ExcType {
			t.Errorf("%s: %#v, want %#v", method, err, want)
		}
	}

	allowing := py.Make(t, pytest.Cmd{"cmd": "client", "url": url, "target": object{"topic": "demo"}, "timeout": 10,
		"exmods": []string{"demo_service"}})
	_, err := py.Do(pytest.Cmd{"cmd": "call", "id": allowing, "method": "fail_custom"})
	if got, ok := errors.AsType[*pytest.Error](err); !ok || got.Class != "CustomError_Remote" || !strings.Contains(string(got.Kwargs), `"code": 7`) {
		t.Errorf("fail_custom, allowed: %v", err)
	}

	py.Must(t, pytest.Cmd{"cmd": "received", "id": server, "clear": true})
	py.Must(t, pytest.Cmd{"cmd": "cast", "id": client, "method": "record", "args": object{"n": 1},
		"ctxt": object{"user": "u"}, "prepare": object{"fanout": true}})
	if got := py.Received(t, server, 1)[0]; got["method"] != "record" || got["context"].(object)["user"] != "u" {
		t.Errorf("fanout cast received as %v", got)
	}
}

// TestNotifications has a Python notifier notify a Python listener.
func TestNotifications(t *testing.T) {
	url := brokertest.For(t).URL("")
	py := pytest.Start(t)
	listener := py.Make(t, pytest.Cmd{"cmd": "listener", "url": url, "topics": []string{"bells"},
		"priorities": []string{"info", "error"}, "allow_requeue": true, "answers": []string{"requeue"}})
	batch := py.Make(t, pytest.Cmd{"cmd": "listener", "url": url, "topics": []string{"bells"}, "pool": "p",
		"batch_size": 2, "batch_timeout": 3, "priorities": []string{"info"}, "filter": object{"event_type": "bell.*"}})
	for _, driver := range []string{"messaging", "messagingv2"} {
		notifier := py.Make(t, pytest.Cmd{"cmd": "notifier", "url": url, "driver": driver,
			"topics": []string{"bells"}, "publisher_id": "tower.host1"})
		py.Must(t, pytest.Cmd{"cmd": "notify", "id": notifier, "priority": "info", "event_type": "bell.rung",
			"payload": object{"driver": driver}})
	}
	got := py.Received(t, listener, 3) // one of them twice
	if got[0]["publisher_id"] != "tower.host1" || got[0]["event_type"] != "bell.rung" || got[0]["priority"] != "info" {
		t.Errorf("received %v", got[0])
	}
	var batches []struct{ Messages []json.RawMessage }
	py.Into(t, pytest.Cmd{"cmd": "received", "id": batch, "count": 1}, &batches)
	if len(batches) == 0 || len(batches[0].Messages) != 2 {
		t.Errorf("received in batches %v, want one of two", batches)
	}
}
