// Command instances watches the life of every instance of a cloud. It prints a
// line of JSON for each of nova's notifications of instances, versioned and
// unversioned.
//
//	OSLO_TRANSPORT_URL=rabbit://user:pass@host:5672/ instances
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"sync"
	"syscall"
	"time"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/amqp"
	"github.com/oslogen/oslogen/runtime/fake"
	"github.com/oslogen/oslogen/runtime/notify"

	"github.com/oslogen/oslogen/openstack/nova/notifications"
)

// Versioned hears all of nova's versioned notifications of instances. Their
// payloads are objects of many classes, which have these fields in common.
//
//oslo:notify topic=versioned_notifications exchange=nova only=server
type Versioned interface {
	//oslo:event instance.* priority=any
	Changed(ctx context.Context, payload Envelope) error
}

// Envelope is any of nova's payloads of instances.
type Envelope struct {
	Class string `json:"nova_object.name"`
	Data  struct {
		UUID  string  `json:"uuid"`
		Host  *string `json:"host"`
		State *string `json:"state"`
		Task  *string `json:"task_state"`
	} `json:"nova_object.data"`
}

// Line is what is printed of a notification.
type Line struct {
	Time     time.Time `json:"time"`
	Event    string    `json:"event"`
	Priority string    `json:"priority"`
	Payload  string    `json:"payload"` // the class, or unversioned
	Instance string    `json:"instance"`
	Host     *string   `json:"host"`
	State    *string   `json:"state"`
	Task     *string   `json:"task"`
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, os.Getenv("OSLO_TRANSPORT_URL"), os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "instances:", err)
		os.Exit(1)
	}
}

// run prints until ctx ends.
func run(ctx context.Context, url string, out io.Writer) error {
	tr, err := oslo.Open(ctx, url, amqp.Driver(), fake.Driver())
	if err != nil {
		return err
	}
	return errors.Join(newWatcher(tr, out).Serve(ctx), tr.Close())
}

// newWatcher makes a listener of both kinds. It has a pool of its own, so that
// other listeners get everything too.
func newWatcher(tr oslo.Transport, out io.Writer) *notify.Listener {
	topics := []oslo.Target{
		{Exchange: "nova", Topic: "notifications"},
		{Exchange: "nova", Topic: "versioned_notifications"},
	}
	l := notify.NewListener(tr, topics, notify.WithPool("go-instances"))
	w := &watcher{out: json.NewEncoder(out)}
	notifications.RegisterInstanceEvents(l, unversioned{w})
	RegisterVersioned(l, versioned{w})
	return l
}

type watcher struct {
	mu  sync.Mutex
	out *json.Encoder
}

func (w *watcher) print(ctx context.Context, line Line) error {
	in := notify.IncomingFrom(ctx)
	line.Time, line.Event, line.Priority = in.Timestamp, in.EventType, string(in.Priority)
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.out.Encode(line)
}

type versioned struct{ *watcher }

func (w versioned) Changed(ctx context.Context, p Envelope) error {
	return w.print(ctx, Line{Payload: p.Class, Instance: p.Data.UUID, Host: p.Data.Host, State: p.Data.State, Task: p.Data.Task})
}

type unversioned struct{ *watcher }

func (w unversioned) Instance(ctx context.Context, p notifications.Instance) error {
	task := p.NewTaskState
	if task == nil && p.StateDescription != "" {
		task = &p.StateDescription
	}
	return w.print(ctx, Line{Payload: "unversioned", Instance: p.InstanceID, Host: p.Host, State: p.State, Task: task})
}
