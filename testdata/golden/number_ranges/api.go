// Package api has defaults and constants at the ends of the types' ranges.
package api

import "context"

//oslo:rpc topic=numbers
type Numbers interface {
	//oslo:call
	Integers(ctx context.Context,
		//oslo:arg default=2147483648
		beyondInt32 int64,
		//oslo:arg default=-9223372036854775808
		lowest int64,
		//oslo:arg default=18446744073709551615
		highest uint64,
		//oslo:arg default=-2147483648
		lowest32 int32,
		//oslo:arg default=255
		octet byte) error

	//oslo:call
	Floats(ctx context.Context,
		//oslo:arg default=123456789012345678901234567890
		large float64,
		//oslo:arg default=-18446744073709551615
		negative float64,
		//oslo:arg default=3000000000
		whole float64,
		//oslo:arg default=3e38
		large32 float32,
		//oslo:arg default=1e300
		exponent float64) error

	//oslo:call
	//oslo:const beyond_int32=2147483648
	//oslo:const lowest=-9223372036854775808
	//oslo:const highest=18446744073709551615
	//oslo:const large=1e300
	Constants(ctx context.Context, int64 string, uint64 string) error

	//oslo:call
	//oslo:const `label="two words"`
	Words(ctx context.Context,
		//oslo:arg `default="two words"`
		text string) error
}
