package wire_test

import (
	"errors"
	"reflect"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/oslogen/oslogen/runtime/internal/wire"
)

type rebuild struct {
	ID       string         `json:"id"`
	Recreate bool           `json:"recreate"`
	Count    int8           `json:"count"`
	Reason   string         `json:"reason"`
	Limits   *int           `json:"limits"`
	Rest     map[string]any `oslo:"rest"`
}

var rebuildRules = []wire.ArgRule{
	{Name: "recreate", Default: true}, {Name: "count", Default: 3}, {Name: "reason"}, {Name: "limits"},
}

func TestArgumentsWithTheirDefaultAreLeftOut(t *testing.T) {
	for _, c := range []struct {
		args rebuild
		want string
	}{
		{rebuild{ID: "a", Recreate: true, Count: 3}, `{"id": "a"}`},
		{rebuild{ID: "a", Reason: "r", Limits: new(0)}, `{"id": "a", "recreate": false, "count": 0, "reason": "r", "limits": 0}`},
		{rebuild{Recreate: true, Count: 3, Rest: map[string]any{"z": 1, "b": "x"}}, `{"id": "", "b": "x", "z": 1}`},
	} {
		rules, err := wire.CompileRules(reflect.TypeFor[rebuild](), rebuildRules)
		if err != nil {
			t.Fatal(err)
		}
		body, err := wire.AppendRequest(nil, &wire.Request{Method: "m", Args: &c.args, Rules: rules})
		if err != nil {
			t.Fatal(err)
		}
		request, err := wire.DecodeRequest(body)
		if err != nil || string(request.Args) != c.want {
			t.Errorf("got %s, %v, want %s", request.Args, err, c.want)
		}
		each := map[string]any{}
		err = wire.EachArg(&c.args, rules, func(name string, v reflect.Value) error {
			each[name] = v.Interface()
			return nil
		})
		var got map[string]any
		if err := errors.Join(err, wire.Unmarshal(request.Args, &got)); err != nil || len(each) != len(got) {
			t.Errorf("got %v one by one, %v together, %v", each, got, err)
		}
		var back rebuild
		if err := wire.UnmarshalArgs(request.Args, &back, rules); err != nil {
			t.Fatal(err)
		}
		if len(back.Rest) == len(c.args.Rest) { // numbers come back as int64
			back.Rest = c.args.Rest
		}
		if d := cmp.Diff(c.args, back); d != "" {
			t.Error(d)
		}
	}
}

func TestMissingArgumentsReadAsTheirDefault(t *testing.T) {
	rules, err := wire.CompileRules(reflect.TypeFor[*rebuild](), rebuildRules)
	if err != nil {
		t.Fatal(err)
	}
	var argument *wire.ArgumentError
	if err := wire.UnmarshalArgs([]byte(`{"count": 1}`), new(rebuild), rules); !errors.As(err, &argument) || argument.Missing != "id" {
		t.Errorf("got %v", err)
	}
	var got rebuild // null is a value of its own, and no default
	if err := wire.UnmarshalArgs([]byte(`{"id": "a", "recreate": null}`), &got, rules); err != nil || got.Recreate || got.Count != 3 {
		t.Errorf("got %+v, %v", got, err)
	}
}

func TestRulesThatDoNotFit(t *testing.T) {
	for _, rules := range [][]wire.ArgRule{
		{{Name: "none"}}, {{Name: "count", Default: "x"}}, {{Name: "id", Default: 1}}, {{Name: "limits", Default: true}},
	} {
		if _, err := wire.CompileRules(reflect.TypeFor[rebuild](), rules); err == nil {
			t.Errorf("%+v: no error", rules)
		}
	}
	if _, err := wire.CompileRules(reflect.TypeFor[int](), rebuildRules); err == nil {
		t.Error("rules for an int")
	}
}

func TestRest(t *testing.T) {
	var nested struct {
		A    int
		Rest map[string][]string `oslo:"rest"`
	}
	const text = `{"A": 1, "B": ["x"], "C": []}`
	if err := wire.Unmarshal([]byte(text), &nested); err != nil || len(nested.Rest) != 2 {
		t.Fatal(nested, err)
	}
	if got, err := wire.AppendValue(nil, nested); string(got) != text || err != nil {
		t.Errorf("got %s, %v", got, err)
	}
	if err := wire.Unmarshal([]byte(`{"B": 1}`), &nested); err == nil {
		t.Error("a number was read as a list")
	}
	nested.Rest = map[string][]string{"A": nil}
	if _, err := wire.AppendValue(nil, nested); err == nil {
		t.Error("a member was written twice")
	}
}

// A field that its tag leaves out is absent, and needs no newer version.
func TestEmptyFieldsAreAbsent(t *testing.T) {
	type request struct {
		Tags []string `json:"tags,omitempty"`
	}
	rules, err := wire.CompileRules(reflect.TypeFor[request](), []wire.ArgRule{{Name: "tags"}})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		tags []string
		want uint64
	}{{nil, 0}, {[]string{}, 0}, {[]string{"a"}, 1}} {
		if got := rules.Present(&request{Tags: c.tags}); got != c.want {
			t.Errorf("%#v: present is %b, want %b", c.tags, got, c.want)
		}
	}
}

// A field of an embedded struct that is nil has the zero value.
func TestValueWithinNil(t *testing.T) {
	type Base struct {
		Size int `json:"size"`
	}
	type request struct{ *Base }
	rules, err := wire.CompileRules(reflect.TypeFor[request](), []wire.ArgRule{{Name: "size"}})
	if err != nil {
		t.Fatal(err)
	}
	if got := rules.Value(&request{}, 0); got != 0 {
		t.Errorf("got %v", got)
	}
	if got := rules.Value(&request{&Base{7}}, 0); got != 7 {
		t.Errorf("got %v", got)
	}
}
