// Package api has parameters without names that are called on the wire what no Go
// variable can be.
package api

import "context"

//oslo:rpc topic=keywords
type Keywords interface {
	//oslo:call
	List(context.Context,
		//oslo:arg name=type
		string,
		//oslo:arg name=range
		int,
		//oslo:arg name=_1
		bool) error
}
