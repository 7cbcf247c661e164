package api

import "context"

//oslo:rpc topic=names
type Names interface {
	//oslo:call
	Initialisms(ctx context.Context, groupIDs []string, HTTPServer string, instanceUUID string, ipV6Addr, x509 string) (map[string]any, error)

	//oslo:call
	Given(ctx context.Context,
		//oslo:arg name=type
		kind string,
		id string, //oslo:arg name=instance_uuid
		//oslo:arg name=Mixed_Case
		_ int,
	) (map[string]any, error)

	// Words that Go keeps for itself end in an underscore here, and not on the wire.
	//
	//oslo:call
	Keywords(ctx context.Context, type_, func_, range_ string) (map[string]any, error)

	//oslo:call
	Nameless(context.Context,
		//oslo:arg name=first
		string,
		//oslo:arg name=second_one
		int) error

	//oslo:call
	Everyday(ctx context.Context, timeout int, version, method, context, args, namespace string) error
}
