package oslo_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"testing"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/dispatch"
	"github.com/oslogen/oslogen/runtime/fake"
	"github.com/oslogen/oslogen/runtime/transport"
)

type rebuildArgs struct {
	Instance    string  `json:"instance"`
	TargetState string  `json:"target_state"`
	Limits      *string `json:"limits"`
	Recreate    bool    `json:"recreate"`
	Bdms        []int   `json:"bdms"`
	Flavor      int     `json:"flavor"`
}

var rebuild = oslo.Method{
	Name: "rebuild", Was: "remake", Renamed: "6.1", Version: "6.0", Since: "5.2",
	Args: []oslo.Arg{
		{Name: "target_state", Since: "6.2", Below: oslo.Drop},
		{Name: "limits", Since: "6.3"},
		{Name: "recreate", Default: true},
		{Name: "bdms", Until: "5.13"},
		{
			Name: "flavor", Optional: true, Was: "instance_type", Renamed: "6.1", Since: "6.1", Below: oslo.Convert,
			Convert: oslo.Converter(func(n int) (string, error) {
				if n > 9 {
					return "", fmt.Errorf("flavor %d has no name", n)
				}
				return strconv.Itoa(n), nil
			}),
		},
	},
}

var computeHistory = oslo.History{
	Version: "6.3", Also: []string{"5.13"}, Releases: map[string]string{"yoga": "5.13", "zed": "6.1"},
}

// sentAt calls rebuild and returns what a server gets: its label, method and arguments.
func sentAt(t *testing.T, a rebuildArgs, opts ...oslo.ClientOption) (string, error) {
	t.Helper()
	tr, err := oslo.Open(t.Context(), "fake://", fake.Driver())
	if err != nil {
		t.Fatal(err)
	}
	defer tr.Close()
	var got string
	l, err := tr.Listen(t.Context(), transport.Address{Exchange: "openstack", Topic: "compute", Server: "one"}, func(in *transport.Request) {
		got = in.Version + " " + in.Method + " " + string(in.Args)
		_ = in.Replier.Reply(context.Background(), transport.Answer{Body: []byte(`{"_msg_id": "` + in.MessageID + `", "ending": true}`), Ending: true})
	})
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	opts = append(opts, oslo.WithHistory(&computeHistory))
	c := oslo.NewClient(tr, oslo.Target{Topic: "compute", Version: "6.3"}, opts...)
	err = c.Call(t.Context(), &rebuild, &a, nil)
	return got, err
}

func TestClientSendsTheLowestLabelThatFits(t *testing.T) {
	some := "x"
	plain := rebuildArgs{Instance: "i", Recreate: true}
	for _, c := range []struct {
		pin    string
		change func(*rebuildArgs)
		want   string
	}{
		{"", func(*rebuildArgs) {}, `6.0 remake {"instance": "i"}`},
		{"", func(a *rebuildArgs) { a.TargetState, a.Recreate = "active", false }, `6.2 rebuild {"instance": "i", "target_state": "active", "recreate": false}`},
		{"", func(a *rebuildArgs) { a.Limits = &some }, `6.3 rebuild {"instance": "i", "limits": "x"}`},
		{"", func(a *rebuildArgs) { a.Flavor = 7 }, `6.1 rebuild {"instance": "i", "flavor": 7}`},
		{"zed", func(a *rebuildArgs) { a.TargetState = "active" }, `6.0 remake {"instance": "i"}`},
		{"zed", func(a *rebuildArgs) { a.Limits = &some }, `argument limits of method rebuild needs version 6.3, and the client is pinned to zed`},
		{"6.0", func(a *rebuildArgs) { a.Flavor = 7 }, `6.0 remake {"instance": "i", "instance_type": "7"}`},
		{"6.0", func(a *rebuildArgs) { a.Flavor = 12 }, `convert argument flavor: flavor 12 has no name`},
		{"yoga", func(a *rebuildArgs) { a.Bdms = []int{1} }, `5.2 remake {"instance": "i", "bdms": [1]}`},
		{"5.1", func(*rebuildArgs) {}, `method rebuild needs version 5.2, and the client is pinned to 5.1`},
		{"4.0", func(*rebuildArgs) {}, `pin 4.0: the interface serves no version 4; it serves 6.3, 5.13`},
		{"xena", func(*rebuildArgs) {}, `pin "xena" is neither a version nor a release; the releases are yoga, zed`},
		{"6.9", func(a *rebuildArgs) { a.Limits = &some }, `6.3 rebuild {"instance": "i", "limits": "x"}`},
	} {
		a := plain
		c.change(&a)
		got, err := sentAt(t, a, oslo.Pin(c.pin))
		if err != nil {
			got = err.Error()
			if !oslo.NotSent(err) {
				t.Errorf("pin %q: %v is said to have been sent", c.pin, err)
			}
		}
		if !strings.HasSuffix(got, c.want) {
			t.Errorf("pin %q: %s\nwant %s", c.pin, got, c.want)
		}
	}
}

func TestPinFuncIsAskedForEachMessage(t *testing.T) {
	pinned := ""
	pin := oslo.PinFunc(func(context.Context) (string, error) {
		if pinned == "broken" {
			return "", errors.New("no database")
		}
		return pinned, nil
	})
	for _, c := range []struct{ pin, want string }{
		{"", `6.0 remake {"instance": "i"}`},
		{"yoga", `5.2 remake {"instance": "i", "bdms": []}`},
		{"broken", ""},
	} {
		pinned = c.pin
		got, err := sentAt(t, rebuildArgs{Instance: "i", Recreate: true, Bdms: []int{}}, pin)
		if got != c.want || (err != nil) != (c.want == "") {
			t.Errorf("pin %q: %s, %v", c.pin, got, err)
		}
	}
}

// A server takes what clients of every version of its major send.
func TestServerTakesOlderAndRenamedArguments(t *testing.T) {
	tr, err := oslo.Open(t.Context(), "fake://", fake.Driver())
	if err != nil {
		t.Fatal(err)
	}
	defer tr.Close()
	srv := oslo.NewServer(tr, oslo.Target{Topic: "compute", Server: "one"})
	for _, top := range []string{"6.3", "5.13"} {
		run := oslo.AdaptAt(top, &rebuild, func(_ context.Context, _ *oslo.Incoming, a *rebuildArgs) (any, error) { return a, nil })
		dispatch.Register(srv, oslo.Endpoint{Name: "Compute", Version: top, Methods: map[string]oslo.Func{"rebuild": run, "remake": run}})
	}
	if err := srv.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	defer func() { _ = srv.Wait(context.Background()) }()
	for _, c := range []struct{ version, method, args, want string }{
		{"6.0", "remake", `{"instance":"i"}`, `{"instance":"i","target_state":"","limits":null,"recreate":true,"bdms":[],"flavor":0}`},
		{"6.3", "rebuild", `{"instance":"i","recreate":false,"flavor":3}`, `{"instance":"i","target_state":"","limits":null,"recreate":false,"bdms":[],"flavor":3}`},
		{"6.0", "rebuild", `{"instance":"i","instance_type":4}`, `{"instance":"i","target_state":"","limits":null,"recreate":true,"bdms":[],"flavor":4}`},
		{"6.0", "rebuild", `{"instance":"i","bdms":"whatever it was"}`, `{"instance":"i","target_state":"","limits":null,"recreate":true,"bdms":[],"flavor":0}`},
		{"5.2", "rebuild", `{"instance":"i","bdms":[1]}`, `{"instance":"i","target_state":"","limits":null,"recreate":true,"bdms":[1],"flavor":0}`},
		{"5.2", "rebuild", `{"instance":"i"}`, `missing 1 required positional argument: 'bdms'`},
		{"6.0", "rebuild", `{"flavor":1}`, `missing 1 required positional argument: 'instance'`},
		{"6.0", "rebuild", `{"instance":"i","color":1}`, `got an unexpected keyword argument 'color'`},
		{"6.4", "rebuild", `{"instance":"i"}`, `Endpoint does not support RPC version 6.4`},
	} {
		var args map[string]any
		if err := json.Unmarshal([]byte(c.args), &args); err != nil {
			t.Fatal(err)
		}
		client := oslo.NewClient(tr, oslo.Target{Topic: "compute", Version: c.version})
		var result map[string]any
		err := client.Call(t.Context(), &oslo.Method{Name: c.method}, args, &result)
		got := fmt.Sprint(err)
		if err == nil {
			got = asJSON(t, result, c.want)
		} else if strings.Contains(got, c.want) {
			continue
		}
		if got != "" {
			t.Errorf("%s %s %s: %s, want %s", c.version, c.method, c.args, got, c.want)
		}
	}
}

// asJSON is empty if value is want, a JSON text, and else value as such a text.
func asJSON(t *testing.T, value any, want string) string {
	t.Helper()
	var wanted any
	if json.Unmarshal([]byte(want), &wanted) != nil {
		return fmt.Sprint(value)
	}
	a, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	b, err := json.Marshal(wanted)
	if err != nil {
		t.Fatal(err)
	}
	if string(a) == string(b) {
		return ""
	}
	return string(a)
}

// A pin of a major that the interface does not serve is refused, also when the
// interface has had one major only.
func TestPinOfAnotherMajor(t *testing.T) {
	tr, err := oslo.Open(t.Context(), "fake://", fake.Driver())
	if err != nil {
		t.Fatal(err)
	}
	defer tr.Close()
	c := oslo.NewClient(tr, oslo.Target{Topic: "compute", Version: "3.5"}, oslo.Pin("2.0"))
	for name, m := range map[string]*oslo.Method{
		"plain": {Name: "ping", Version: "3.0"}, "versioned": {Name: "resize", Version: "3.0", Was: "migrate", Renamed: "3.1"},
	} {
		err := c.Call(t.Context(), m, nil, nil)
		if err == nil || !oslo.NotSent(err) || !strings.Contains(err.Error(), "pin 2.0: the interface serves no version 2; it serves 3.5") {
			t.Errorf("%s: %v", name, err)
		}
	}
}
