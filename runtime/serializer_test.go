package oslo_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/oslotest"
)

// tagged is a serializer that puts every entity into {"tag": ...} and takes it
// out again, and does the same to the context.
type tagged struct{ oslo.NoOpSerializer }

func (tagged) SerializeEntity(_ context.Context, v any) (any, error) {
	if v == "unserializable" {
		return nil, errors.New("refused")
	}
	return map[string]any{"tag": v}, nil
}

func (tagged) DeserializeEntity(_ context.Context, raw []byte) ([]byte, error) {
	inner, ok := bytes.CutPrefix(raw, []byte(`{"tag": `))
	if !ok {
		return nil, fmt.Errorf("no tag")
	}
	return bytes.TrimSuffix(inner, []byte("}")), nil
}

func (tagged) SerializeContext(_ context.Context, rc oslo.RequestContext) (oslo.RequestContext, error) {
	var fields map[string]any
	if err := rc.Decode(&fields); err != nil {
		return rc, err
	}
	return oslo.NewRequestContext(map[string]any{"tag": fields})
}

func (tagged) DeserializeContext(_ context.Context, rc oslo.RequestContext) (oslo.RequestContext, error) {
	var fields map[string]any
	if _, err := rc.Get("tag", &fields); err != nil {
		return rc, err
	}
	return oslo.NewRequestContext(fields)
}

type embedded struct {
	Inner string `json:"inner"`
}

func TestSerializer(t *testing.T) {
	tr := oslotest.Open(t)
	started(t, tr, map[string]oslo.Func{"echo": func(ctx context.Context, in *oslo.Incoming) (any, error) {
		if len(in.Args) > len("{}") && !strings.Contains(string(in.Args), `"tag": `) {
			t.Errorf("sent without a tag: %s", in.Args)
		}
		var user string
		if _, err := oslo.RequestContextFrom(ctx).Get("user_id", &user); err != nil || user != "u1" {
			t.Errorf("context: %q, %v", user, err)
		}
		var a map[string]any
		err := in.Decode(&a)
		return a, err
	}}, oslo.WithSerializer(tagged{}))
	c := oslo.NewClient(tr, demo, oslo.WithSerializer(tagged{}))
	ctx := oslotest.Context(t, map[string]any{"user_id": "u1"})
	type args struct {
		embedded
		A       int `json:"a"`
		Named   string
		Left    string `json:"left,omitempty"`
		Never   string `json:"-"`
		private string
	}
	for name, call := range map[string]struct {
		args any
		want map[string]any
	}{
		"struct": {&args{embedded: embedded{"i"}, A: 1, Named: "n", private: "p"}, map[string]any{"inner": "i", "a": int64(1), "Named": "n"}},
		"map":    {map[string]any{"a": int64(1)}, map[string]any{"a": int64(1)}},
		"none":   {nil, map[string]any{}},
	} {
		var got map[string]any
		if err := c.Call(ctx, &oslo.Method{Name: "echo"}, call.args, &got); err != nil || !reflect.DeepEqual(got, call.want) {
			t.Errorf("%s: got %v, %v; want %v", name, got, err, call.want)
		}
	}
	if err := c.Call(ctx, &oslo.Method{Name: "echo"}, map[string]any{"a": "unserializable"}, nil); err == nil || !strings.Contains(err.Error(), "refused") {
		t.Errorf("got %v", err)
	}
	if err := c.Call(ctx, &oslo.Method{Name: "echo"}, 42, nil); err == nil {
		t.Error("arguments that are a number are no error")
	}
}

// What a serializer that changes nothing sends is what is sent without one.
func TestSerializerSendsTheSameArguments(t *testing.T) {
	type args struct {
		*embedded
		Zero   []string  `json:"zero,omitzero"`
		Empty  []string  `json:"empty,omitempty"`
		Time   time.Time `json:"time,omitzero"`
		Number int       `json:"number,string"`
		Hidden string    `json:"-"`
		Plain  int
	}
	for name, a := range map[string]*args{
		"zero": {embedded: &embedded{}, Empty: []string{}},
		"full": {embedded: &embedded{"i"}, Zero: []string{}, Empty: []string{"e"}, Time: time.Unix(0, 0).UTC(), Number: 7, Plain: 1},
	} {
		t.Run(name, func(t *testing.T) {
			var sent []string
			tr := oslotest.Open(t)
			started(t, tr, map[string]oslo.Func{"m": func(_ context.Context, in *oslo.Incoming) (any, error) {
				sent = append(sent, fields(t, in.Args))
				return nil, nil
			}})
			for _, opts := range [][]oslo.ClientOption{nil, {oslo.WithSerializer(oslo.NoOpSerializer{})}} {
				if err := oslo.NewClient(tr, demo, opts...).Call(t.Context(), &oslo.Method{Name: "m"}, a, nil); err != nil {
					t.Fatal(err)
				}
			}
			if sent[0] != sent[1] {
				t.Errorf("without a serializer %s, with one %s", sent[0], sent[1])
			}
		})
	}
}

// Arguments in an embedded pointer that is nil are missing with a serializer, too.
func TestSerializerSendsWholeRequests(t *testing.T) {
	type args struct{ *embedded }
	tr := oslotest.Open(t)
	for _, opts := range [][]oslo.ClientOption{nil, {oslo.WithSerializer(oslo.NoOpSerializer{})}} {
		err := oslo.NewClient(tr, demo, opts...).Cast(t.Context(), &oslo.Method{Name: "m"}, &args{})
		if err == nil || !strings.Contains(err.Error(), "the argument inner is in an embedded pointer that is nil") {
			t.Errorf("got %v", err)
		}
	}
}

// fields prints the members of a JSON object in the order of their names.
func fields(t *testing.T, object []byte) string {
	t.Helper()
	var members map[string]json.RawMessage
	if err := json.Unmarshal(object, &members); err != nil {
		t.Error(err)
	}
	return fmt.Sprintf("%s", members)
}
