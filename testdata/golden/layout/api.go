// Package api has the forms that the printer must tell apart.
package api

import "context"

// Page is generic.
type Page[T any] struct{ Items []T }

// Pair is generic twice.
type Pair[A comparable, B any] struct {
	First  A
	Second B
}

//oslo:rpc topic=layout
type Layout interface {
	//oslo:call
	Arrays(ctx context.Context, a [2][3]float64, b [][]int, c []*[]*string, d [4]*Page[int]) ([2]*int, error)

	//oslo:call
	Maps(ctx context.Context, a map[string]map[int][]byte, b map[string]*Page[*int], c []map[string]any) (map[string][]Page[string], error)

	//oslo:call
	Interfaces(ctx context.Context, a any, b interface{}, c []interface{}, d map[string]interface{}) (interface{}, error)

	//oslo:call
	Generics(ctx context.Context, a Page[Pair[string, []Page[int]]], b *Page[[]byte], longer Pair[int, map[string]*int]) (*Pair[string, int], error)

	//oslo:call
	Pointers(ctx context.Context, a **string, b *[]int, c *map[string]*int, d *[2]int, e struct{}) (**int, error)

	//oslo:call
	TheMethodWhoseNameIsLongerThanFortyBytesOnTheWire(ctx context.Context, a int) error

	//oslo:call
	Short(ctx context.Context, theParameterWhoseNameIsLongerThanFortyBytesInTheStruct, b int) error
}

//oslo:rpc topic=long
type LongKeys interface {
	//oslo:call
	Ab(ctx context.Context) error

	//oslo:call
	AnotherMethodWhoseNameIsLongerThanFortyBytesOnTheWire(ctx context.Context) error
}
