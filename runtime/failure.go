package oslo

import (
	"encoding/json"
	"fmt"

	"github.com/oslogen/oslogen/runtime/internal/wire"
	"github.com/oslogen/oslogen/runtime/transport"
)

// remoteOf makes a RemoteError of a failure that was received.
func remoteOf(f *transport.Failure) *RemoteError {
	e := &RemoteError{Module: f.Module, Class: f.Class, Message: f.Message, Traceback: f.Traceback, rawKwargs: f.Kwargs}
	for _, raw := range f.Args {
		var arg any
		if err := wire.Unmarshal(raw, &arg); err == nil { // decoded before: can't fail
			e.Args = append(e.Args, arg)
		}
	}
	if len(f.Kwargs) > 0 {
		_ = wire.Unmarshal(f.Kwargs, &e.Kwargs) // decoded before: can't fail
	}
	return e
}

// wire makes the failure that is sent for e.
func (e *RemoteError) wire() (*wire.Failure, error) {
	f := &wire.Failure{Class: e.Class, Module: e.Module, Message: e.Message, Traceback: e.Traceback}
	for i, arg := range e.Args {
		raw, err := appendPatched(arg)
		if err != nil {
			return nil, fmt.Errorf("encode args[%d] of exception %s: %w", i, e.Name(), err)
		}
		f.Args = append(f.Args, json.RawMessage(raw))
	}
	if len(e.Kwargs) > 0 {
		raw, err := appendPatched(e.Kwargs)
		if err != nil {
			return nil, fmt.Errorf("encode kwargs of exception %s: %w", e.Name(), err)
		}
		f.Kwargs = raw
	}
	return f, nil
}
