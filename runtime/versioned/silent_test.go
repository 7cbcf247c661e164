package versioned_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/dispatch"
	"github.com/oslogen/oslogen/runtime/fake"
	"github.com/oslogen/oslogen/runtime/notify"
	"github.com/oslogen/oslogen/runtime/versioned"
)

// holder holds objects at every depth.
type holder struct {
	One    *Flavor             `json:"one,omitempty"`
	Value  Flavor              `json:"value,omitzero"`
	List   []Flavor            `json:"list,omitempty"`
	Map    map[string]Flavor   `json:"map,omitempty"`
	Deep   [][]map[int]*Flavor `json:"deep,omitempty"`
	Inside struct {
		In Flavor `json:"in,omitzero"`
	} `json:"inside,omitzero"`
}

func TestNoObjectIsSilentlyZero(t *testing.T) {
	for _, object := range []string{
		strings.Replace(flavor("1.2", `"name": "s"`), "Flavor", "Disk", 1),
		strings.ReplaceAll(flavor("1.2", `"name": "s"`), "nova_object", "versioned_object"),
		strings.ReplaceAll(flavor("1.2", `"name": "s"`), `"nova"`, `"cinder"`),
		flavor("2.0", `"name": "s"`),
		`{"name": "s"}`, // not in an envelope
		`{}`, `[]`, `"s"`,
	} {
		for _, place := range []string{
			`{"one": %}`, `{"value": %}`, `{"list": [%]}`, `{"map": {"a": %}}`, `{"deep": [[{"1": %}]]}`, `{"inside": {"in": %}}`,
		} {
			text := strings.Replace(place, "%", object, 1)
			if err := versioned.Unmarshal([]byte(text), new(holder)); err == nil {
				t.Errorf("%s was read without an error", text)
			}
		}
		if err := versioned.Unmarshal([]byte(object), new(Flavor)); err == nil {
			t.Errorf("%s was read without an error", object)
		}
	}
}

// A struct that is no object does not become zero by reading one, either.
func TestObjectIntoAPlainStruct(t *testing.T) {
	var plain struct {
		Host string `json:"host"`
	}
	err := versioned.Unmarshal([]byte(status), &plain)
	if err == nil || !strings.Contains(err.Error(), "lacks the method VersionedObject") {
		t.Errorf("got %v", err)
	}
	var envelope struct {
		Name string `json:"nova_object.name"`
	}
	if err := versioned.Unmarshal([]byte(status), &envelope); err != nil || envelope.Name != "ServiceStatusPayload" {
		t.Errorf("a struct for the envelope: %q, %v", envelope.Name, err)
	}
}

func TestNullObject(t *testing.T) {
	p, list := new(Flavor), []*Flavor{{Name: "s"}}
	for text, v := range map[string]any{`null`: &p, `[null]`: &list, `{"one": null, "list": null, "deep": [[{"1": null}]]}`: new(holder)} {
		if err := versioned.Unmarshal([]byte(text), v); err != nil {
			t.Errorf("%s: %v", text, err)
		}
	}
	if p != nil || len(list) != 1 || list[0] != nil {
		t.Errorf("got %v, %v", p, list)
	}
	for text, v := range map[string]any{`null`: new(Flavor), `[null]`: new([]Flavor), `{"value": null}`: new(holder)} {
		if err := versioned.Unmarshal([]byte(text), v); err == nil || !strings.Contains(err.Error(), "is no pointer") {
			t.Errorf("%s: %v", text, err)
		}
	}
}

func TestTimesOutsideObjectsStay(t *testing.T) {
	at := time.Date(2024, 2, 29, 12, 34, 56, 789_000, time.UTC)
	type plain struct{ At time.Time }
	const naive = `"2024-02-29T12:34:56.000789"`
	inside := struct {
		Time   node
		Beside any
	}{node{Any: []any{at, plain{at}}}, map[string]any{"at": at}}
	for want, v := range map[string]any{
		naive:                          at,
		`[` + naive + `]`:              []any{at},
		`{"a": {"At": ` + naive + `}}`: map[string]any{"a": plain{at}},
		`"any": ["2024-02-29T12:34:56Z", {"At": "2024-02-29T12:34:56Z"}]`: inside,
		`"Beside": {"at": ` + naive + `}`:                                 inside,
	} {
		if got, err := versioned.Marshal(v); err != nil || !strings.Contains(string(got), want) {
			t.Errorf("got %s, %v; want %s", got, err, want)
		}
	}
}

// Objects come through calls and notifications without anybody's help, and errors
// can be told from others.
func TestObjectsNeedNoSerializer(t *testing.T) {
	tr, err := oslo.Open(t.Context(), "fake://objects", fake.Driver())
	if err != nil {
		t.Fatal(err)
	}
	defer tr.Close()
	srv := oslo.NewServer(tr, oslo.Target{Topic: "t", Server: "s"})
	dispatch.Register(srv, oslo.Endpoint{Methods: map[string]oslo.Func{
		"give": func(context.Context, *oslo.Incoming) (any, error) { return []Flavor{{Name: "s"}}, nil },
		"take": func(_ context.Context, in *oslo.Incoming) (any, error) {
			var args struct {
				Disk Flavor `json:"disk"`
			}
			err := in.Decode(&args)
			if !errors.As(err, new(*versioned.IncompatibleError)) {
				t.Errorf("an argument of another class: %v", err)
			}
			return nil, err
		},
	}})
	events, heard := notify.NewListener(tr, []oslo.Target{{Topic: "n"}}), make(chan string, 1)
	events.Handle(notify.Event{Type: "e", Run: func(_ context.Context, in *notify.Incoming) error {
		var f Flavor
		err := in.Decode(&f)
		heard <- f.Name
		return err
	}})
	for _, s := range []interface {
		Start(context.Context) error
		Wait(context.Context) error
	}{srv, events} {
		if err := s.Start(t.Context()); err != nil {
			t.Fatal(err)
		}
		defer func() { _ = s.Wait(context.Background()) }()
	}

	c := oslo.NewClient(tr, oslo.Target{Topic: "t"})
	var flavors []Flavor
	if err := c.Call(t.Context(), &oslo.Method{Name: "give"}, nil, &flavors); err != nil || len(flavors) != 1 || flavors[0].Name != "s" {
		t.Errorf("got %v, %v", flavors, err)
	}
	var others []Service
	if err := c.Call(t.Context(), &oslo.Method{Name: "give"}, nil, &others); !errors.As(err, new(*versioned.IncompatibleError)) {
		t.Errorf("a result of another class: %v", err)
	}
	if err := c.Call(t.Context(), &oslo.Method{Name: "take"}, map[string]any{"disk": Service{}}, nil); err == nil {
		t.Error("an argument of another class: no error")
	}
	if err := notify.NewNotifier(tr, "p", notify.WithTopics("n")).Info(t.Context(), "e", Flavor{Name: "s"}); err != nil {
		t.Fatal(err)
	}
	if got := <-heard; got != "s" {
		t.Errorf("heard %q", got)
	}
}
