package api

import (
	"context"
	"errors"
	"slices"
	"testing"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/testdata/golden/internal/run"
)

type service struct{}

func (service) Page(_ context.Context, within Range, marker *string) (items []string, next string, more bool, err error) {
	if marker != nil {
		return nil, "", false, errors.New("no such marker")
	}
	return []string{"a", "b"}, "b", within.Last > 2, nil
}

func (service) Where(context.Context) (Range, string, error) {
	return Range{First: 1, Last: 2}, "here", nil
}

func (service) Blank(context.Context) (_, tuple, Tuple int, _ error) { return 1, 2, 3, nil }

func TestRun(t *testing.T) {
	tr := run.Transport(t)
	run.Serve(t, tr, "pages", "h", func(srv *oslo.Server) { RegisterPages(srv, service{}) })
	c := NewPagesClient(tr)
	items, next, more, err := c.Page(t.Context(), Range{First: 1, Last: 3}, nil)
	if !slices.Equal(items, []string{"a", "b"}) || next != "b" || !more || err != nil {
		t.Error(items, next, more, err)
	}
	if _, _, _, err = c.Page(t.Context(), Range{}, new("x")); err == nil {
		t.Error("no error")
	}
	if r, text, err := c.Where(t.Context()); r.First != 1 || r.Last != 2 || text != "here" || err != nil {
		t.Error(r, text, err)
	}
	if a, b, c, err := c.Blank(t.Context()); a != 1 || b != 2 || c != 3 || err != nil {
		t.Error(a, b, c, err)
	}
	var raw any // as Python gets it
	plain := oslo.NewClient(tr, oslo.Target{Topic: "pages"})
	if err := plain.Call(t.Context(), &oslo.Method{Name: "blank"}, nil, &raw); err != nil || len(raw.([]any)) != 3 {
		t.Error(raw, err)
	}
}
