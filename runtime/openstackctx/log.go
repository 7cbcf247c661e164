package openstackctx

import (
	"context"
	"log/slog"

	oslo "github.com/oslogen/oslogen/runtime"
)

// logHandler adds the request's ids to records.
type logHandler struct{ slog.Handler }

// LogHandler returns a handler that adds request_id, global_request_id, user_id
// and project_id of the record's ctx, as far as ctx has them, and passes the
// record to h:
//
//	log := slog.New(openstackctx.LogHandler(slog.NewJSONHandler(os.Stderr, nil)))
//	log.InfoContext(ctx, "resizing") // in a method
func LogHandler(h slog.Handler) slog.Handler { return logHandler{h} }

// Handle implements slog.Handler.
func (h logHandler) Handle(ctx context.Context, r slog.Record) error {
	rc, err := Read(oslo.RequestContextFrom(ctx).Only(logged...))
	if err != nil {
		return h.Handler.Handle(ctx, r) // a field of another type is no reason to lose the record
	}
	r = r.Clone()
	for _, a := range []slog.Attr{
		slog.String("request_id", rc.RequestID), slog.String("global_request_id", rc.GlobalRequestID),
		slog.String("user_id", rc.UserID), slog.String("project_id", rc.ProjectID),
	} {
		if a.Value.String() != "" {
			r.AddAttrs(a)
		}
	}
	return h.Handler.Handle(ctx, r)
}

// logged are the fields that go into records.
var logged = []string{"request_id", "global_request_id", "user_id", "user", "project_id", "project", "tenant"}

// WithAttrs implements slog.Handler.
func (h logHandler) WithAttrs(attrs []slog.Attr) slog.Handler {
	return logHandler{h.Handler.WithAttrs(attrs)}
}

// WithGroup implements slog.Handler.
func (h logHandler) WithGroup(name string) slog.Handler { return logHandler{h.Handler.WithGroup(name)} }
