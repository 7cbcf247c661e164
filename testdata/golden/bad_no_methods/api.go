package api

//oslo:rpc topic=compute
type Empty interface{}

//oslo:rpc topic=compute
type Number interface{ ~int | ~float64 }
