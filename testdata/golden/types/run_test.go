package api

import (
	"context"
	"testing"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/testdata/golden/internal/run"
)

type types struct{}

func (types) Echo(_ context.Context, tree *Tree, _ [][]int, _ [2][3]float64, _ map[Level]map[string]any) (*Tree, error) {
	return tree, nil
}

func (types) Raw(_ context.Context, _ bool, _ int8, _ uint64, _ float32, data []byte, _ any) ([]byte, error) {
	return data, nil
}

func (types) Anonymous(_ context.Context, s struct {
	A int `json:"a"`
	B struct {
		C string `json:"c"`
	} `json:"b"`
	D []struct{}
}) (out struct {
	Ok bool `json:"ok"`
}, err error) {
	out.Ok = s.A == 1 && s.B.C == "c"
	return out, nil
}

func (types) Interfaces(_ context.Context, a any, _ interface{}, _ []interface{}) (any, error) {
	return a, nil
}

func (types) Pointers(_ context.Context, a *int, _ **string, _ *[]*Level) (map[string]*string, error) {
	if a != nil {
		return nil, nil
	}
	return map[string]*string{"nil": nil}, nil
}

func TestRun(t *testing.T) {
	tr := run.Transport(t)
	run.Serve(t, tr, "types", "h", func(srv *oslo.Server) { RegisterTypes(srv, types{}) })
	c := NewTypesClient(tr)
	tree := &Tree{Name: "a", Children: []*Tree{{Name: "b"}}}
	got, err := c.Echo(t.Context(), tree, nil, [2][3]float64{}, map[Level]map[string]any{3: {"x": 1}})
	if err != nil || got.Children[0].Name != "b" {
		t.Error(got, err)
	}
	if got, err := c.Echo(t.Context(), nil, nil, [2][3]float64{}, nil); err != nil || got != nil {
		t.Error(got, err)
	}
	if got, err := c.Interfaces(t.Context(), "x", 1, nil); err != nil || got != "x" {
		t.Error(got, err)
	}
	if got, err := c.Pointers(t.Context(), nil, nil, nil); err != nil || len(got) != 1 {
		t.Error(got, err)
	}
}
