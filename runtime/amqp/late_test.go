package amqp

import (
	"context"
	"log/slog"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/oslogen/oslogen/runtime/amqp/internal/fakebroker"
	"github.com/oslogen/oslogen/runtime/internal/testlog"
	"github.com/oslogen/oslogen/runtime/transport"
)

// stuckHandler is a slog.Handler that does not come back from lines with a word
// until it is let go.
type stuckHandler struct {
	slog.Handler
	word string
	stop <-chan struct{}
}

func (h stuckHandler) Handle(ctx context.Context, r slog.Record) error {
	if strings.Contains(r.Message, h.word) {
		<-h.stop
	}
	return h.Handler.Handle(ctx, r)
}

func (h stuckHandler) WithAttrs(attrs []slog.Attr) slog.Handler {
	return stuckHandler{h.Handler.WithAttrs(attrs), h.word, h.stop}
}

// A log that is stuck holds up no reply and no confirm that comes behind the message
// that it has to tell of.
func TestStuckLogHoldsUpNoMessage(t *testing.T) {
	for _, word := range []string{"that no call waits for", "its queue is missing"} {
		synctest.Test(t, func(t *testing.T) {
			b := fakebroker.New(t)
			plain, text := testlog.New()
			stop := make(chan struct{})
			log := slog.New(stuckHandler{plain.Handler(), word, stop})
			serveFake(t, openFake(t, b))
			tr := openLogged(t, b, log, func(c *Config) { c.MissingReplyRetry = -1 })
			call := func() error { return clientOf(tr).Call(t.Context(), run, nil, nil) }
			if err := call(); err != nil {
				t.Fatal(err)
			}
			body := `{"oslo.version": "2.0", "oslo.message": "{\"result\": 1, \"failure\": null, \"ending\": true, \"_msg_id\": \"` +
				transport.NewID().String() + `\", \"_unique_id\": \"` + transport.NewID().String() + `\"}"}`
			publish(t, b, "", tr.replies.queue.name, body)
			to := &answer{resender: tr.resender, queue: "reply_gone"}
			if err := to.Reply(t.Context(), transport.Answer{Body: []byte(body), UniqueID: transport.NewID(), Ending: true}); err != nil {
				t.Fatal(err)
			}
			began := time.Now()
			if err := call(); err != nil || time.Since(began) > time.Second {
				t.Errorf("a call beside a stuck log: %v after %v", err, time.Since(began))
			}
			close(stop)
			if err := tr.Close(); err != nil {
				t.Fatal(err)
			}
			if !strings.Contains(text.String(), word) {
				t.Errorf("the log has no line %q: %s", word, text.String())
			}
		})
	}
}
