package api

import "context"

// Tree is recursive.
type Tree struct {
	Name     string           `json:"name"`
	Children []*Tree          `json:"children"`
	By       map[string]*Tree `json:"by"`
}

// Level is a number.
type Level int

//oslo:rpc topic=types
type Types interface {
	//oslo:call
	Echo(ctx context.Context, t *Tree, list [][]int, grid [2][3]float64, m map[Level]map[string]any) (*Tree, error)

	//oslo:call
	Raw(ctx context.Context, b bool, i8 int8, u64 uint64, f32 float32, data []byte, x any) ([]byte, error)

	//oslo:call
	Anonymous(ctx context.Context, s struct {
		A int `json:"a"`
		B struct {
			C string `json:"c"`
		} `json:"b"`
		D []struct{}
	}) (struct {
		Ok bool `json:"ok"`
	}, error)

	//oslo:call
	Interfaces(ctx context.Context, a any, b interface{}, l []interface{}) (any, error)

	//oslo:call
	Pointers(ctx context.Context, a *int, b **string, c *[]*Level) (map[string]*string, error)
}
