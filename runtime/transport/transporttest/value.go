package transporttest

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"reflect"
	"strings"

	oslo "github.com/oslogen/oslogen/runtime"
)

var values = []scenario{
	{"values", func(b *bed) {
		b.serve("one", methods{"raw": func(_ context.Context, in *oslo.Incoming) (any, error) {
			var a struct {
				Value json.RawMessage `json:"value"`
			}
			err := in.Decode(&a)
			return a.Value, err
		}})
		c := b.client()
		for _, v := range []any{
			nil, true, false, "", "plain", "nøn-ÄSCII 漢字 🚀", "quote \" and \\ and \x00 and \x7f",
			int64(math.MaxInt64), int64(math.MinInt64), uint64(math.MaxUint64), int64(1<<53 + 1), 0, -1,
			0.1, 3.0, -0.5e-300, math.MaxFloat64,
			[]any{}, map[string]any{}, []string{"a", "b"},
			map[string]any{"nested": map[string]any{"list": []any{"x", nil, map[string]any{"é": "ü"}}}},
			strings.Repeat("x", 1<<20),
		} {
			got := reflect.New(reflect.TypeFor[any]())
			if v != nil {
				got = reflect.New(reflect.TypeOf(v))
			}
			if err := c.Call(b.ctx, named("raw"), args{"value": v}, got.Interface()); err != nil {
				b.Errorf("%.80v: %v", v, err)
			} else if !reflect.DeepEqual(got.Elem().Interface(), v) {
				b.Errorf("%.80v (%T) came back as %.80v", v, v, got.Elem())
			}
		}
	}},
	{"arguments of any name", func(b *bed) {
		b.serve("one", methods{"all": func(_ context.Context, in *oslo.Incoming) (any, error) {
			var a args
			err := in.Decode(&a)
			return a, err
		}})
		sent := args{}
		for _, name := range []string{"method", "args", "version", "namespace", "timeout", "context", "_msg_id", "_unique_id", "é", ""} {
			sent[name] = "value of " + name
		}
		var got args
		b.must(b.client().Call(b.ctx, named("all"), sent, &got))
		if !reflect.DeepEqual(got, sent) {
			b.Errorf("got %v", got)
		}
	}},
	{"context round trip", func(b *bed) {
		b.serve("one", methods{"context": func(ctx context.Context, _ *oslo.Incoming) (any, error) {
			var fields map[string]any
			err := oslo.RequestContextFrom(ctx).Decode(&fields)
			return fields, err
		}})
		sent := map[string]any{"user_id": "u1", "is_admin": true, "roles": []any{"admin", "réader"}, "domain": nil, "nested": map[string]any{"a": "b"}}
		rc, err := oslo.NewRequestContext(sent)
		b.must(err)
		c := b.client()
		var got map[string]any
		b.must(c.Call(oslo.WithRequestContext(b.ctx, rc), named("context"), nil, &got))
		if !reflect.DeepEqual(got, sent) {
			b.Errorf("got %v", got)
		}
		b.must(c.Call(b.ctx, named("context"), nil, &got))
		if len(got) != 0 && fmt.Sprint(got) != fmt.Sprint(sent) { // an empty object leaves a map as it is
			b.Errorf("got %v without a context", got)
		}
	}},
	{"context is passed on", func(b *bed) {
		relay := b.clientOn(b.transport())
		b.serve("one", methods{
			"relay": func(ctx context.Context, _ *oslo.Incoming) (any, error) {
				var id string
				err := relay.Call(ctx, named("id"), nil, &id)
				return id, err
			},
			"id": func(ctx context.Context, _ *oslo.Incoming) (any, error) {
				var id string
				_, err := oslo.RequestContextFrom(ctx).Get("request_id", &id)
				return id, err
			},
		})
		rc, err := oslo.NewRequestContext(map[string]any{"request_id": "req-7"})
		b.must(err)
		var got string
		b.must(b.client().Call(oslo.WithRequestContext(b.ctx, rc), named("relay"), nil, &got))
		if got != "req-7" {
			b.Errorf("got %q", got)
		}
	}},
}
