package fit_test

import (
	"fmt"
	"maps"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/oslogen/oslogen/gen"
	"github.com/oslogen/oslogen/gen/fit"
	"github.com/oslogen/oslogen/runtime/wirejson"
)

// described are the interfaces of testdata/api.
func described(t *testing.T) *fit.Interfaces {
	t.Helper()
	state, err := gen.Describe(gen.Config{Dir: "testdata/api"})
	if err != nil {
		t.Fatal(err)
	}
	return fit.New(state)
}

// found are findings as lines of the source and messages.
func found(t *testing.T, list []fit.Finding) (out []string) {
	t.Helper()
	source, err := os.ReadFile("testdata/api/api.go")
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(string(source), "\n")
	for _, f := range list {
		line := strings.TrimSpace(lines[f.Pos.Line-1])
		out = append(out, fmt.Sprintf("%s | %s | %s", line[:min(len(line), 12)], f.Code, f.Message))
	}
	return out
}

func object(t *testing.T, text string) map[string]any {
	t.Helper()
	var v map[string]any
	if err := wirejson.Unmarshal([]byte(text), &v); err != nil {
		t.Fatal(err)
	}
	return v
}

func TestRequests(t *testing.T) {
	api := described(t)
	for request, want := range map[string][]string{
		`2.4 compute reboot {"uuid": "a", "reason": "b"}`:               nil,
		`2.4 compute reboot {"uuid": "a", "reason": "b", "hard": true}`: nil,
		`2.1 compute reboot {"uuid": "a"}`:                              nil,
		`1.9 old reboot {"uuid": "a"}`:                                  nil,
		`2.4 compute reboot {"reason": "b"}`:                            {"Reboot(ctx c | missing-argument | argument uuid is missing"},
		`2.4 compute reboot {"uuid": 1, "reason": "b", "hard": "yes"}`:  {"Reboot(ctx c | wrong-type | argument uuid: want string, got an integer", "hard bool, | wrong-type | argument hard: want bool, got a string"},
		`2.4 compute reboot {"uuid": "a", "reason": "b", "heard": 1}`:   {"Reboot(ctx c | unknown-argument | argument heard: Reboot has none of the name; did you mean hard?"},
		`2.1 compute reboot {"uuid": "a", "reason": "b"}`:               {"reason strin | low-label | argument reason came with version 2.2, and the message says 2.1"},
		`2.2 compute uptime {}`:                                         {"Uptime(ctx c | low-label | method uptime came with version 2.3, and the message says 2.2"},
		`2.2 compute sync {}`:                                           {"Sync(ctx con | gone | method sync went after version 2.1, and the message says 2.2"},
		`2.4 compute reebot {}`:                                         {"type Compute | unknown-method | method reebot: Compute has none of the name; did you mean reboot?"},
		`2.5 compute uptime {}`:                                         {"//oslo:rpc t | version | version 2.5: Compute serves 2.4, 1.9"},
		`3.0 compute uptime {}`:                                         {"//oslo:rpc t | version | version 3.0: Compute serves 2.4, 1.9"},
		`two compute uptime {}`:                                         {`//oslo:rpc t | version | version "two": want major.minor`},
		`2.4 - uptime {}`:                                               {`//oslo:rpc t | namespace | namespace "": Compute has "compute"`},
		`2.4 network uptime {}`:                                         {`//oslo:rpc t | namespace | namespace "network": Compute has "compute"`},
		`2.1 compute resize_old {"size": 1}`:                            nil,
		`2.4 compute resize {"flavor": 1}`:                              nil,
		`2.1 compute resize {"size": 1}`:                                {"Resize(ctx c | low-label | method resize has its name since version 2.2, and the message says 2.1: it was resize_old"},
		`2.4 compute resize_old {"flavor": 1}`:                          {"Resize(ctx c | gone | method resize_old was renamed to resize in version 2.2, and the message says 2.4"},
		`2.4 compute resize {"size": 1}`:                                {"flavor int8) | gone | argument size was renamed to flavor in version 2.3, and the message says 2.4"},
		`2.2 compute resize {"flavor": 1}`:                              {"flavor int8) | low-label | argument flavor has its name since version 2.3, and the message says 2.2: it was size"},
		`2.4 compute resize {"flavor": 300}`:                            {"flavor int8) | wrong-type | argument flavor: want int8, got an integer"},
		`2.1 compute scan {}`:                                           nil,
		`2.4 compute scan {}`:                                           nil,
		`2.4 compute log {"anything": 1, "at": ["all"]}`:                nil,
	} {
		words := strings.SplitN(request, " ", 4)
		r := fit.Request{Topic: "compute", Version: words[0], Namespace: words[1], HasNamespace: words[1] != "-", Method: words[2], Args: object(t, words[3])}
		if words[1] == "-" {
			r.Namespace = ""
		}
		got, _, known := api.Request(r)
		if d := cmp.Diff(want, found(t, got)); d != "" || !known {
			t.Errorf("%s: %s", request, d)
		}
	}
	if _, _, known := api.Request(fit.Request{Topic: "conductor"}); known {
		t.Error("a topic of nobody is known")
	}
}

// What is a wrong type is what the runtime refuses.
func TestValues(t *testing.T) {
	api := described(t)
	const right = `"ints": {"a": 1}, "at": "2024-02-29T12:34:56", "list": [1, 2.5, NaN], "pair": [0, 255], "object": {"name": "n", "inner": {"name": null}}, "disk": {"nova_object.name": "Disk", "nova_object.data": {"size": 3.0}}, "raw": [{}]`
	for change, want := range map[string]string{
		``:                                   "",
		`"ints": {"a": ""}`:                  "",
		`"list": null`:                       "",
		`"object": {"more": 1}`:              "",
		`"ints": []`:                         "ints: want map[string]int, got an array of 0",
		`"ints": {"a": 1.5}`:                 "ints.a: want int, got a number with a fraction",
		`"ints": {"a": 9223372036854775808}`: "ints.a: want int, got an integer",
		`"at": 12`:                           "at: want time.Time, got an integer",
		`"list": [1, true, "x"]`:             "list[1]: want float64, got a boolean",
		`"pair": [1]`:                        "pair: want [2]uint8, got an array of 1",
		`"pair": [1, -1]`:                    "pair[1]: want uint8, got an integer",
		`"object": {"inner": {"name": []}}`:  "object.inner.name: want string, got an array of 0",
		`"object": "text"`:                   "object: want api.Object, got a string",
		`"disk": {"size": 3}`:                "disk: want the versioned object api.Disk, got an object without its envelope",
	} {
		args := object(t, "{"+right+"}")
		maps.Copy(args, object(t, "{"+change+"}"))
		list, m, _ := api.Request(fit.Request{Topic: "agent.cmp-1", Method: "set", Args: args})
		var got string
		if len(list) > 0 {
			got = strings.TrimPrefix(list[0].Message, "argument ")
		}
		if got != want || m == nil || len(list) > 1 {
			t.Errorf("%s: got %q, want %q", change, got, want)
		}
	}
}

func TestResultsAndEvents(t *testing.T) {
	api := described(t)
	_, reboot, _ := api.Request(fit.Request{Topic: "compute", Namespace: "compute", HasNamespace: true, Version: "2.4", Method: "reboot"})
	_, pair, _ := api.Request(fit.Request{Topic: "compute", Namespace: "compute", HasNamespace: true, Version: "2.4", Method: "pair"})
	var all []string
	for _, list := range [][]fit.Finding{
		api.Result(reboot, "done"), api.Result(reboot, nil), api.Result(reboot, int64(1)),
		api.Result(pair, []any{int64(1), []any{"a"}}), api.Result(pair, []any{int64(1)}), api.Result(pair, []any{int64(1), "a"}),
	} {
		all = append(all, found(t, list)...)
	}
	if list, known := api.Event("compute.start", object(t, `{"name": 1}`)); known {
		all = append(all, found(t, list)...)
	}
	want := []string{
		"Reboot(ctx c | wrong-type | result of reboot: want string, got an integer",
		"Pair(ctx con | wrong-type | result of pair: want an array of 2, got an array of 1",
		"Pair(ctx con | wrong-type | result of pair, [1]: want []string, got a string",
		"Started(ctx  | wrong-type | payload.name: want string, got an integer",
	}
	if d := cmp.Diff(want, all); d != "" {
		t.Error(d)
	}
	if _, known := api.Event("compute.stop", nil); known {
		t.Error("an event of nobody is known")
	}
}
