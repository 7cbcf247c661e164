package oslo

import "github.com/oslogen/oslogen/runtime/internal/wire"

// Tuple marks a struct that travels as an array of its fields, as Python's
// tuples do:
//
//	type Range struct {
//		oslo.Tuple
//		First, Last int
//	}
//
// is [1, 9] on the wire. The elements are the exported fields in their order. A
// field tagged json:"-" is left out, and omitempty has no effect. Reading wants
// exactly as many elements. A struct can't be a tuple and an oslo:request.
type Tuple = wire.Tuple
