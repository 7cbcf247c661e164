package api

import "context"

//oslo:rpc topic=größe
type Größe interface {
	//oslo:call
	Ändern(ctx context.Context, maß, größe int, 名前 string) (string, error)

	//oslo:call name=получить
	Получить(ctx context.Context, Имя string) (string, error)
}
