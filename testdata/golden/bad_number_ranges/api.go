package api

import "context"

//oslo:rpc topic=numbers
type Numbers interface {
	//oslo:call
	Defaults(ctx context.Context,
		//oslo:arg default=1e39
		single float32,
		//oslo:arg default=-500000000000000000000000000000000000000000
		whole float32,
		//oslo:arg default=1e400
		double float64,
		//oslo:arg default=9223372036854775808
		signed int64,
		//oslo:arg default=18446744073709551616
		unsigned uint64,
		//oslo:arg default=1e3
		exponent int) error

	//oslo:call
	//oslo:const above=18446744073709551616
	//oslo:const below=-9223372036854775809
	//oslo:const double=-1e400
	//oslo:const zeros=00000000000000000000000001
	Constants(ctx context.Context) error
}
