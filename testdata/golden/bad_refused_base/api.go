package api

// oslo:rpc topic=compute
type Spaced interface {
	Base
}

//oslo:rpc topic=compute
//oslo:notify publisher=compute
type Both interface {
	Deeper[int]
}
