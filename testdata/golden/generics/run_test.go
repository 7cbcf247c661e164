package api

import (
	"context"
	"testing"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/testdata/golden/internal/run"
)

type store struct{}

func (store) Get(_ context.Context, key string) (Image, error) { return Image{key}, nil }

func (store) List(_ context.Context, from Page[Image]) (*Page[Image], error) { return &from, nil }

func TestRun(t *testing.T) {
	tr := run.Transport(t)
	run.Serve(t, tr, "images", "h", func(srv *oslo.Server) { RegisterImages(srv, store{}) })
	c := NewImagesClient(tr)
	if got, err := c.Get(t.Context(), "i"); got.ID != "i" || err != nil {
		t.Error(got, err)
	}
	page := Page[Image]{Items: []Image{{"a"}}, Next: "b"}
	if got, err := c.List(t.Context(), page); err != nil || got.Items[0].ID != "a" || got.Next != "b" {
		t.Error(got, err)
	}
}
