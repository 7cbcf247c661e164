package oslo

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/oslogen/oslogen/runtime/internal/wire"
)

// deserializeArgs passes each argument through the server's serializer.
func deserializeArgs(ctx context.Context, z Serializer, raw []byte) ([]byte, error) {
	if z == nil {
		return raw, nil
	}
	var args map[string]json.RawMessage
	if err := wire.Unmarshal(raw, &args); err != nil {
		return nil, err
	}
	for name, v := range args {
		out, err := z.DeserializeEntity(ctx, v)
		if err != nil {
			return nil, fmt.Errorf("deserialize argument %s: %w", name, err)
		}
		args[name] = out
	}
	return wire.AppendValue(nil, args)
}

// deserializeContext passes the request's context through the server's serializer.
func deserializeContext(ctx context.Context, z Serializer, in *Incoming) error {
	if z == nil {
		return nil
	}
	rc, err := z.DeserializeContext(ctx, in.Context)
	if err != nil {
		return fmt.Errorf("deserialize the context of %s: %w", in.Method, err)
	}
	in.Context = rc
	return nil
}

func serializeResult(ctx context.Context, z Serializer, result any) (any, error) {
	if z == nil {
		return result, nil
	}
	return z.SerializeEntity(ctx, result)
}
