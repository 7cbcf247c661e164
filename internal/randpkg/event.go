package randpkg

import (
	"fmt"
	"strings"
)

// eventIface is one random interface of notifications.
type eventIface struct {
	name      string
	given     string // an argument of the notifier's constructor
	publisher string
	heard     []event // methods of the listener
	sent      []event // methods of the notifier
}

type event struct {
	name, payload string
	batch         bool
}

func (p *pack) addEvents() {
	name := pick(p.r, interfaceNames)
	if !p.take(generated(name)...) {
		return
	}
	i := &eventIface{name: name}
	directive := fmt.Sprintf("//oslo:notify topic=events%d", p.n) + pick(p.r, []string{"", " exchange=other"})
	switch p.r.IntN(3) {
	case 0:
		i.publisher, directive = "fixed.host", directive+" publisher=fixed.host"
	case 1:
		i.publisher, i.given, directive = "svc:h1", `"h1"`, directive+" publisher=svc:{host}"
	default:
		i.publisher, i.given = "given.host", `"given.host"`
	}
	var body strings.Builder
	used := map[string]bool{}
	for n := range 1 + p.r.IntN(4) {
		if name := pick(p.r, methodNames); !used[name] {
			used[name] = true
			p.addEvent(i, &body, name, n)
		}
	}
	p.events = append(p.events, i)
	p.put(name, directive+"\n", body.String())
}

// addEvent adds an event that is sent and heard by one method, or one that is heard
// by a method of many.
func (p *pack) addEvent(i *eventIface, body *strings.Builder, name string, n int) {
	e, filter := event{name: name, payload: p.typ()}, ""
	if p.oneIn(3) {
		filter = "\t//oslo:filter publisher_id=[a-z]" + pick(p.r, []string{"", " metadata.timestamp=20"}) + "\n"
	}
	write := func(e event, directive, filter string) {
		body.WriteString(p.doc(e.name, "\t") + "\t//oslo:event " + directive + "\n" + filter)
		payload := e.payload
		if e.batch {
			payload = "[]" + payload
		}
		body.WriteString(p.signature(e.name, []string{pick(p.r, []string{"payload", "p", "in", "_"}) + " " + payload}, nil))
	}
	priority := pick(p.r, []string{"", " priority=audit", " priority=debug", " priority=info", " priority=warn", " priority=error", " priority=critical", " priority=sample"})
	if p.oneIn(2) {
		write(e, fmt.Sprintf("one%d.x.end%s", n, priority), filter)
		i.heard, i.sent = append(i.heard, e), append(i.sent, e)
		return
	}
	sent := event{name: name + "Sent", payload: e.payload}
	write(sent, fmt.Sprintf("many%d.x.end only=client%s", n, priority), "")
	e.batch = p.oneIn(3)
	write(e, fmt.Sprintf("many%d.* priority=any%s", n, map[bool]string{true: " batch"}[e.batch]), filter)
	i.heard, i.sent = append(i.heard, e), append(i.sent, sent)
}
