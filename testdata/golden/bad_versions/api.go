package api

import "context"

func toText(n int) (string, error) { return "", nil }

func noError(n int) string { return "" }

//oslo:rpc topic=a version=2.3 also=1.4,2.1
//oslo:release old=1.4 old=1.5 newer=2.9 gone=3.0 1.2=1.2
type A interface {
	//oslo:call since=2.4
	TooNew(ctx context.Context) error

	//oslo:call since=3.0
	OtherMajor(ctx context.Context) error

	//oslo:call since=2.2 until=2.1
	Backwards(ctx context.Context) error

	//oslo:call was=older
	NoRenamed(ctx context.Context) error

	//oslo:call renamed=2.1
	NoWas(ctx context.Context) error

	//oslo:call was=older renamed=2.4
	RenamedLater(ctx context.Context) error

	//oslo:call until=0.9
	LongGone(ctx context.Context) error

	//oslo:call until=2.1
	Args(ctx context.Context,
		//oslo:arg since=2.2
		after int,
		//oslo:arg below=drop
		always int,
		//oslo:arg since=2.1 below=convert:missing
		missing int,
		//oslo:arg since=2.1 below=convert:noError
		wrong int,
		//oslo:arg since=2.1 below=convert:toText
		right int,
		//oslo:arg since=2.1 below=lower
		misspelt int) error

	//oslo:call
	Names(ctx context.Context,
		flavor int,
		//oslo:arg was=flavor renamed=2.1
		kind int) error

	//oslo:call
	OldNames(ctx context.Context,
		//oslo:arg since=2.1
		flavor int,
		//oslo:arg was=flavor renamed=2.1
		kind int) error

	//oslo:call was=migrate renamed=2.1
	Resize(ctx context.Context) error

	//oslo:call since=2.1
	Migrate(ctx context.Context) error

	//oslo:call since=2.1
	Unreachable(ctx context.Context,
		//oslo:arg since=2.1 below=drop
		reason string) error
}
