package world

import (
	"context"
	"fmt"
)

// AddUser makes a user with all permissions in a virtual host. It sees the
// management API.
func (b *Broker) AddUser(ctx context.Context, name, password, vhost string) error {
	expr := fmt.Sprintf(`begin ok = rabbit_auth_backend_internal:add_user(<<"%[1]s">>, <<"%[2]s">>, <<"world">>), `+
		`ok = rabbit_auth_backend_internal:set_tags(<<"%[1]s">>, [monitoring], <<"world">>), `+
		`rabbit_auth_backend_internal:set_permissions(<<"%[1]s">>, <<"%[3]s">>, <<".*">>, <<".*">>, <<".*">>, <<"world">>) end`, name, password, vhost)
	out, err := b.Eval(ctx, expr)
	if err == nil && out != "ok" {
		err = fmt.Errorf("add user %s: %s", name, out)
	}
	return err
}
