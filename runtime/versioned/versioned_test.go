package versioned_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/big"
	"reflect"
	"strings"
	"testing"
	"time"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/dispatch"
	"github.com/oslogen/oslogen/runtime/fake"
	"github.com/oslogen/oslogen/runtime/versioned"
)

// ServiceStatusPayload is Nova's.
type ServiceStatusPayload struct {
	Host           string    `json:"host"`
	Disabled       bool      `json:"disabled"`
	DisabledReason *string   `json:"disabled_reason"`
	LastSeenUp     time.Time `json:"last_seen_up"`
	ReportCount    int       `json:"report_count"`
}

func (ServiceStatusPayload) VersionedObject() versioned.Type {
	return versioned.Nova.Type("ServiceStatusPayload", "1.1")
}

// As wire.md has it, captured from Nova.
const status = `{"nova_object.name": "ServiceStatusPayload", "nova_object.namespace": "nova", "nova_object.version": "1.1",
	"nova_object.data": {"host": "host1", "disabled": false, "binary": "nova-compute", "topic": "compute",
	"disabled_reason": null, "forced_down": false, "version": 66, "availability_zone": null,
	"uuid": "fa69c544-906b-4a6a-a9c6-c1f7a8078c73", "last_seen_up": "2012-10-29T13:42:05Z", "report_count": 1}}`

var seenUp = time.Date(2012, 10, 29, 13, 42, 5, 0, time.UTC)

func TestUnmarshal(t *testing.T) {
	var got ServiceStatusPayload
	if err := versioned.Unmarshal([]byte(status), &got); err != nil {
		t.Fatal(err)
	}
	if want := (ServiceStatusPayload{Host: "host1", LastSeenUp: seenUp, ReportCount: 1}); !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v", got)
	}
}

func TestVersions(t *testing.T) {
	for version, want := range map[string]bool{"1.0": true, "1.1": true, "1.99": true, "2.0": false, "0.9": false, "one": false, "": false} {
		text := strings.Replace(status, `"1.1"`, `"`+version+`"`, 1)
		var got ServiceStatusPayload
		if err := versioned.Unmarshal([]byte(text), &got); (err == nil) != want {
			t.Errorf("version %q: %v", version, err)
		}
	}
	var incompatible *versioned.IncompatibleError
	err := versioned.Unmarshal([]byte(strings.Replace(status, `"1.1"`, `"2.3"`, 1)), &ServiceStatusPayload{})
	if !errors.As(err, &incompatible) || incompatible.Version != "2.3" || err.Error() != "versioned object ServiceStatusPayload 2.3: want version 1.x" {
		t.Errorf("got %v", err)
	}
}

func TestWrongObjects(t *testing.T) {
	for name, text := range map[string]string{
		"name":      strings.Replace(status, "ServiceStatusPayload", "Other", 1),
		"namespace": strings.Replace(status, `"nova"`, `"cinder"`, 1),
		"prefix":    strings.ReplaceAll(status, "nova_object.", "versioned_object."),
		"no data":   strings.Replace(status, "nova_object.data", "nova_object.date", 1),
		"no object": `[1]`,
		"no JSON":   `{`,
		"type":      strings.Replace(status, `"host1"`, `1`, 1),
	} {
		if err := versioned.Unmarshal([]byte(text), &ServiceStatusPayload{}); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

// Flavor and Instance hold each other in every way.
type Flavor struct {
	Name string `json:"name"`
	VCPU int64  `json:"vcpus"`
}

func (Flavor) VersionedObject() versioned.Type { return versioned.Nova.Type("Flavor", "1.2") }

type Instance struct {
	UUID   string            `json:"uuid"`
	Flavor *Flavor           `json:"flavor"`
	Old    []Flavor          `json:"old,omitempty"`
	ByName map[string]Flavor `json:"by_name,omitzero"`
	Parent *Instance         `json:"parent,omitempty"`
	Plain  plain             `json:"plain"`
	Extra  map[string]any    `json:"extra"`
	Blob   json.RawMessage   `json:"blob,omitempty"`
	Bytes  []byte            `json:"bytes,omitempty"`
	versioned.Meta
	hidden  int
	Skipped int `json:"-"`
}

type plain struct {
	Inner Flavor `json:"inner"`
	When  *time.Time
}

func (*Instance) VersionedObject() versioned.Type { return versioned.Cinder.Type("Instance", "2.0") }

func instance() *Instance {
	small := Flavor{"small", 1<<60 + 1}
	return &Instance{
		UUID: "u", Flavor: &small, Old: []Flavor{small, {}}, ByName: map[string]Flavor{"s": small},
		Parent: &Instance{UUID: "p"}, Plain: plain{Inner: small, When: &seenUp},
		Extra: map[string]any{"nested": []any{"x", nil}}, Blob: json.RawMessage(`{"a": 1}`), Bytes: []byte("text"), hidden: 1, Skipped: 1,
	}
}

func TestRoundTrip(t *testing.T) {
	raw, err := versioned.Marshal(instance())
	if err != nil {
		t.Fatal(err)
	}
	var got Instance
	if err := versioned.Unmarshal(raw, &got); err != nil {
		t.Fatal(err)
	}
	got.Meta, got.Parent.Meta = versioned.Meta{}, versioned.Meta{}
	want := instance()
	want.hidden, want.Skipped, want.Parent.Extra = 0, 0, got.Parent.Extra
	if len(got.Parent.Extra) > 0 {
		t.Errorf("extra %v", got.Parent.Extra)
	}
	if !reflect.DeepEqual(&got, want) {
		t.Errorf("got %+v from %s", got, raw)
	}
}

func TestMarshal(t *testing.T) {
	for want, v := range map[string]any{
		`null`:          (*Flavor)(nil),
		`[]`:            []Flavor{},
		`["a", 1]`:      []any{"a", 1},
		`{"a": [true]}`: map[string]any{"a": []bool{true}},
		`{"nova_object.name": "Flavor", "nova_object.namespace": "nova", "nova_object.version": "1.2", "nova_object.data": {"name": "s", "vcpus": 2}}`: Flavor{"s", 2},
	} {
		if got, err := versioned.Marshal(v); err != nil || string(got) != want {
			t.Errorf("got %s, %v; want %s", got, err, want)
		}
	}
	changed := &Instance{}
	changed.Set("uuid", "flavor")
	raw, err := versioned.Marshal(changed)
	if err != nil || !strings.HasSuffix(string(raw), `, "versioned_object.changes": ["uuid", "flavor"]}`) {
		t.Errorf("got %s, %v", raw, err)
	}
	for _, v := range []any{func() {}, Flavors{func() {}}, map[string]any{"f": func() {}}, []any{func() {}}} {
		if _, err := versioned.Marshal(v); err == nil {
			t.Errorf("%T can't be sent", v)
		}
	}
}

// Flavors can't be sent.
type Flavors struct{ F any }

func (Flavors) VersionedObject() versioned.Type { return versioned.Nova.Type("Flavors", "1.0") }

// Objects need no serializer: their types say what they are.
func TestObjectsInCalls(t *testing.T) {
	tr, err := oslo.Open(t.Context(), "fake://versioned", fake.Driver())
	if err != nil {
		t.Fatal(err)
	}
	defer tr.Close()
	srv := oslo.NewServer(tr, oslo.Target{Topic: "t", Server: "s"})
	dispatch.Register(srv, oslo.Endpoint{Methods: map[string]oslo.Func{"resize": resize}})
	if err := srv.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	defer func() { _ = srv.Wait(context.Background()) }()
	var got Instance
	c := oslo.NewClient(tr, oslo.Target{Topic: "t"})
	args := map[string]any{"instance": &Instance{UUID: "u", Flavor: &Flavor{Name: "small"}}, "vcpus": 4}
	if err := c.Call(t.Context(), &oslo.Method{Name: "resize"}, args, &got); err != nil {
		t.Fatal(err)
	}
	if got.UUID != "u" || got.Flavor == nil || *got.Flavor != (Flavor{"small", 4}) {
		t.Errorf("got %+v", got)
	}
}

func resize(_ context.Context, in *oslo.Incoming) (any, error) {
	if !strings.Contains(string(in.Args), "versioned_object.data") {
		return nil, fmt.Errorf("got %s", in.Args)
	}
	var a struct {
		Instance Instance `json:"instance"`
		VCPU     int64    `json:"vcpus"`
	}
	if err := in.Decode(&a); err != nil {
		return nil, err
	}
	a.Instance.Flavor.VCPU = a.VCPU
	return &a.Instance, nil
}

// node may hold itself.
type node struct {
	Parent *node               `json:"parent"`
	Any    any                 `json:"any,omitempty"`
	Set    map[string]struct{} `json:"set,omitempty"`
	Big    *big.Int            `json:"big,omitempty"`
	Number int                 `json:"number,string"`
}

func (node) VersionedObject() versioned.Type { return versioned.Nova.Type("Node", "1.0") }

// What versioned objects are made of is written as everywhere else.
func TestMarshalOfValues(t *testing.T) {
	wrapped := func(data string) string {
		return `{"nova_object.name": "Node", "nova_object.namespace": "nova", "nova_object.version": "1.0", "nova_object.data": ` + data + "}"
	}
	n := node{Set: map[string]struct{}{"a": {}}, Big: big.NewInt(7), Number: 5, Any: map[string]any{"b": 2, "a": []int{1}}}
	text, err := versioned.Marshal(n)
	if want := wrapped(`{"parent": null, "any": {"a": [1], "b": 2}, "set": ["a"], "big": 7, "number": "5"}`); string(text) != want || err != nil {
		t.Errorf("got  %s, %v\nwant %s", text, err, want)
	}
	var back node
	if err := versioned.Unmarshal(text, &back); err != nil || back.Big.Int64() != 7 || len(back.Set) != 1 || back.Number != 5 {
		t.Errorf("read again: %+v, %v", back, err)
	}
	n.Parent = &n
	if _, err := versioned.Marshal(&n); err == nil || !strings.Contains(err.Error(), "deep") {
		t.Errorf("a circle: %v", err)
	}
}

// An object in a tuple is wrapped as anywhere else.
func TestObjectInATuple(t *testing.T) {
	type pair struct {
		oslo.Tuple
		Host    string
		Payload ServiceStatusPayload
	}
	text, err := versioned.Marshal(pair{Host: "h"})
	if err != nil || !strings.HasPrefix(string(text), `["h", {"nova_object.name": "ServiceStatusPayload"`) {
		t.Fatalf("got %s, %v", text, err)
	}
	var got pair
	if err := versioned.Unmarshal(text, &got); err != nil || got.Host != "h" {
		t.Errorf("got %+v, %v", got, err)
	}
}
