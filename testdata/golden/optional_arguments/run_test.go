package api

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/testdata/golden/internal/run"
)

type service struct {
	UnimplementedOptional
}

func (service) Rebuild(_ context.Context, instance, reason string, recreate bool, retry Kind, n int8, ratio float64,
	limits *Mapping, disks []Mapping, tags map[string]string,
) (string, error) {
	return fmt.Sprintf("%s %q %v %q %d %v %v %d %d", instance, reason, recreate, retry, n, ratio, limits, len(disks), len(tags)), nil
}

func (service) Open(_ context.Context, name string, kwargs map[string]any) (map[string]any, error) {
	all := map[string]any{"name": name}
	for k, v := range kwargs {
		all[k] = v
	}
	return all, nil
}

// sent returns an option that notes the arguments as they go over the wire.
func sent(t *testing.T, into *map[string]any) oslo.ClientOption {
	return oslo.WithInterceptor(func(ctx context.Context, r *oslo.Request, next oslo.Send) error {
		args, err := r.ArgsJSON()
		if err != nil {
			return err
		}
		*into = nil
		if err := json.Unmarshal(args, into); err != nil {
			t.Error(err)
		}
		return next(ctx, r)
	})
}

func TestRun(t *testing.T) {
	tr := run.Transport(t)
	run.Serve(t, tr, "optional", "h", func(srv *oslo.Server) { RegisterOptional(srv, service{}) })
	var last map[string]any
	c := NewOptionalClient(tr, sent(t, &last))

	got, err := c.Rebuild(t.Context(), "i", "", true, "never", -3, 1.5, nil, nil, nil)
	if got != `i "" true "never" -3 1.5 <nil> 0 0` || err != nil {
		t.Error(got, err)
	}
	if d := cmp.Diff(map[string]any{"instance": "i"}, last); d != "" {
		t.Error(d)
	}
	got, err = c.Rebuild(t.Context(), "i", "r", false, "", 0, 0, &Mapping{}, []Mapping{}, map[string]string{})
	if got != `i "r" false "" 0 0 &{} 0 0` || err != nil {
		t.Error(got, err)
	}
	if want := map[string]any{
		"instance": "i", "reason": "r", "recreate": false, "retry": "", "count": 0.0, "ratio": 0.0,
		"limits": map[string]any{"device": ""}, "disks": []any{}, "tags": map[string]any{},
	}; !cmp.Equal(want, last) {
		t.Error(cmp.Diff(want, last))
	}

	all, err := c.Open(t.Context(), "n", map[string]any{"b": 1, "a": "x"})
	if want := map[string]any{"name": "n", "a": "x", "b": int64(1)}; err != nil || !cmp.Equal(want, all) {
		t.Error(cmp.Diff(want, all), err)
	}
	if all, err = c.Open(t.Context(), "n", nil); err != nil || len(all) != 1 {
		t.Error(all, err)
	}
	if _, err = c.Open(t.Context(), "n", map[string]any{"name": "again"}); err == nil {
		t.Error("an argument was sent twice")
	}
}

// What the embedded type answers for a method that is missing is what a server
// without it answers.
func TestUnimplemented(t *testing.T) {
	tr := run.Transport(t)
	run.Serve(t, tr, "optional", "h", func(srv *oslo.Server) { RegisterOptional(srv, service{}) })
	_, err := NewOptionalClient(tr).Anything(t.Context(), nil)
	if !errors.As(err, new(*oslo.NoSuchMethodError)) {
		t.Errorf("got %v", err)
	}
}
