// Package notify sends and receives notifications: events that any number of
// services may listen to.
//
// A [Notifier] sends an event to one queue for each topic and priority:
//
//	n := notify.NewNotifier(tr, "compute.cmp-7")
//	err := n.Info(ctx, "instance.create.end", payload)
//
// A [Listener] takes notifications from these queues and hands them to its events:
//
//	l := notify.NewListener(tr, []oslo.Target{{Topic: "notifications"}})
//	l.Handle(notify.Event{Type: "instance.create.end", Run: created})
//	err := l.Serve(ctx)
//
// Code that oslogen generates for an oslo:notify interface does both with typed
// payloads. Package oslotest tests it without a broker.
package notify
