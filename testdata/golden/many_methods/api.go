package api

import "context"

// Many has many versions.
//
//oslo:rpc topic=many version=4.12
type Many interface {
	// M1 came in 4.1.
	//
	//oslo:call since=4.1
	M1(ctx context.Context, a1 int) (int, error)

	// M2 came in 4.2.
	//
	//oslo:call since=4.2
	M2(ctx context.Context, a2 int) (int, error)

	// M3 came in 4.3.
	//
	//oslo:call since=4.3
	M3(ctx context.Context, a3 int) (int, error)

	// M4 came in 4.4.
	//
	//oslo:call since=4.4
	M4(ctx context.Context, a4 int) (int, error)

	// M5 came in 4.5.
	//
	//oslo:call since=4.5
	M5(ctx context.Context, a5 int) (int, error)

	// M6 came in 4.6.
	//
	//oslo:call since=4.6
	M6(ctx context.Context, a6 int) (int, error)

	// M7 came in 4.7.
	//
	//oslo:call since=4.7
	M7(ctx context.Context, a7 int) (int, error)

	// M8 came in 4.8.
	//
	//oslo:call since=4.8
	M8(ctx context.Context, a8 int) (int, error)

	// M9 came in 4.9.
	//
	//oslo:call since=4.9
	M9(ctx context.Context, a9 int) (int, error)

	// M10 came in 4.10.
	//
	//oslo:call since=4.10
	M10(ctx context.Context, a10 int) (int, error)

	// M11 came in 4.11.
	//
	//oslo:call since=4.11
	M11(ctx context.Context, a11 int) (int, error)

	// M12 came in 4.12.
	//
	//oslo:call since=4.12
	M12(ctx context.Context, a12 int) (int, error)
}
