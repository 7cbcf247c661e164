package api

import "context"

//oslo:notify publisher=p topic={nowhere} only=sender
type A interface {
	//oslo:event a.* only=client
	OfSeveralTypes(ctx context.Context, p string) error

	//oslo:event a.b priority=info,error only=client
	OfSeveralPriorities(ctx context.Context, p string) error

	//oslo:event a.c batch only=client
	Several(ctx context.Context, p []string) error

	//oslo:event a.d batch
	NoSlice(ctx context.Context, p string) error

	//oslo:event a*
	Star(ctx context.Context, p string) error

	//oslo:event *.a
	StarFirst(ctx context.Context, p string) error

	//oslo:event a.e priority=info,
	Comma(ctx context.Context, p string) error

	//oslo:event a.f priority=info,info
	Twice(ctx context.Context, p string) error

	//oslo:event a.g priority=all
	All(ctx context.Context, p string) error

	//oslo:event a.h batch=10
	Sized(ctx context.Context, p []string) error

	//oslo:event a.i
	//oslo:filter publisher=compute
	FilterOfNothing(ctx context.Context, p string) error

	//oslo:event a.j
	//oslo:filter payload.state
	FilterOfAll(ctx context.Context, p string) error

	//oslo:event a.k
	//oslo:filter payload.state=(
	FilterThatDoesNotCompile(ctx context.Context, p string) error

	//oslo:event a.l
	//oslo:filter event_type=x
	FilterOfTheType(ctx context.Context, p string) error

	//oslo:event a.m
	//oslo:filter publisher_id=x
	//oslo:filter publisher_id=y
	FilterTwice(ctx context.Context, p string) error

	//oslo:event a.n only=client
	//oslo:filter publisher_id=x
	FilterOfANotifier(ctx context.Context, p string) error

	//oslo:filter publisher_id=x
	FilterAlone(ctx context.Context, p string) error

	//oslo:event a.p
	//oslo:filter
	FilterOfNoWords(ctx context.Context, p string) error
}

//oslo:rpc topic=b
type B interface {
	//oslo:call
	//oslo:filter publisher_id=x
	FilterOfACall(ctx context.Context, p string) error
}

//oslo:notify publisher=p
type Overlaps interface {
	//oslo:event a.o priority=any
	First(ctx context.Context, p string) error

	//oslo:event a.o priority=error
	Second(ctx context.Context, p string) error

	//oslo:event a.p
	Third(ctx context.Context, p string) error

	//oslo:event a.p only=client priority=error
	Fourth(ctx context.Context, p string) error

	//oslo:event a.p only=client
	Fifth(ctx context.Context, p string) error
}

//oslo:notify topic={x}{y
type C interface {
	//oslo:event c
	C(ctx context.Context, p string) error
}

//oslo:notify publisher=p
type D interface {
	//oslo:event d.* batch priority=any
	//oslo:arg name=x
	D(ctx context.Context, p string) error
}
