package wire_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/oslogen/oslogen/runtime/internal/wire"
)

type lease struct {
	wire.Tuple
	Host  string `json:"host,omitempty"`
	Local int    `json:"-"`
	Port  int    `json:",string"`
	Until *time.Time
	Inner
	cached bool //nolint:unused // what is not exported is no element
}

type Inner struct{ Tags []string }

func TestTuple(t *testing.T) {
	at := time.Date(2024, 2, 29, 12, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		value any
		into  any
		want  string
	}{
		{&lease{Host: "h", Port: 5, Until: &at, Inner: Inner{[]string{"a"}}}, new(lease), `["h", "5", "2024-02-29T12:00:00.000000", {"Tags": ["a"]}]`},
		{&lease{Inner: Inner{[]string{}}}, new(lease), `["", "0", null, {"Tags": []}]`},
		{&struct{ wire.Tuple }{}, &struct{ wire.Tuple }{}, `[]`},
		{
			&map[string][]lease{"k": {{Host: "h", Inner: Inner{[]string{}}}}}, new(map[string][]lease),
			`{"k": [["h", "0", null, {"Tags": []}]]}`,
		},
		{&struct{ L *lease }{}, &struct{ L *lease }{}, `{"L": null}`},
	} {
		text, err := wire.AppendValue(nil, c.value)
		if err != nil || string(text) != c.want {
			t.Errorf("%+v: %s, %v, want %s", c.value, text, err, c.want)
			continue
		}
		if err := wire.Unmarshal(text, c.into); err != nil {
			t.Error(err)
		}
		if d := cmp.Diff(c.value, c.into, cmp.AllowUnexported(lease{})); d != "" {
			t.Error(d)
		}
	}
}

func TestTupleRefuses(t *testing.T) {
	for text, want := range map[string]string{
		`["h", "5", null]`:                 "expected an array of 4, found 3",
		`["h", "5", null, {}, 1]`:          "[4]: one element too many",
		`["h", "5", "x", {}]`:              "[2]: text is not a time",
		`["h", "5", null, {"Tags": [1]}]`:  "[3].Tags[0]: expected a string, found a number",
		`{"Host": "h"}`:                    "expected an array, found an object",
		`["h", "5", null, {}`:              "offset 19: expected a comma or the end of the array",
		strings.Repeat("[", 600) + `"deep`: "[0]: expected a string, found an array",
	} {
		if err := wire.Unmarshal([]byte(text), new(lease)); err == nil || err.Error() != want {
			t.Errorf("%.60s: error %v, want %s", text, err, want)
		}
	}
	if err := wire.UnmarshalArgs([]byte(`{}`), new(lease), nil); err == nil {
		t.Error("a tuple took arguments")
	}
	if _, err := wire.AppendRequest(nil, &wire.Request{Args: &lease{}}); err == nil || !strings.Contains(err.Error(), "have to be an object") {
		t.Errorf("error %v", err)
	}
	if _, err := wire.AppendValue(nil, struct {
		wire.Tuple
		inner
	}{}); err == nil || !strings.Contains(err.Error(), "give the embedded inner a name") {
		t.Errorf("error %v", err)
	}
}
