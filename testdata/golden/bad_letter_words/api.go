package api

import "context"

//oslo:rpc topic=letters
type Letters interface {
	//oslo:call
	GetX(ctx context.Context, sizeGb int, aB string) (int, error)

	//oslo:call name=get_y
	GetY(ctx context.Context,
		//oslo:arg name=x_y
		xY string, x int) error

	//oslo:cast
	PlanB(ctx context.Context) error
}

//oslo:notify publisher=x
type Events interface {
	//oslo:event x.y
	PlanB(ctx context.Context, p map[string]any) error
}
