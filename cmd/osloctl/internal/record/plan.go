package record

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/oslogen/oslogen/cmd/osloctl/internal/traffic"
)

// plan is the plan for the messages of a file.
type plan struct {
	send []Entry
	left map[traffic.Kind]int // out
}

// planned sorts messages into those to send and those to leave out.
func planned(list []Entry, noCast bool) plan {
	p := plan{left: map[traffic.Kind]int{}}
	for _, e := range list {
		isCast := e.Kind == traffic.Cast || e.Kind == traffic.Fanout
		if e.Kind == traffic.Notification || isCast && !noCast {
			p.send = append(p.send, e)
			continue
		}
		p.left[e.Kind]++
	}
	return p
}

// casts is how many casts and fanouts are to be sent.
func (p plan) casts() (n int) {
	for _, e := range p.send {
		if e.Kind != traffic.Notification {
			n++
		}
	}
	return n
}

// maxMethods is how many methods a question names.
const maxMethods = 5

// methods are the methods of the casts, as topic.method.
func (p plan) methods() []string {
	names := map[string]bool{}
	for _, e := range p.send {
		if e.Kind != traffic.Notification {
			names[e.Topic()+" "+e.Text("method")] = true
		}
	}
	list := slices.Sorted(maps.Keys(names))
	if len(list) > maxMethods {
		list = append(list[:maxMethods], fmt.Sprintf("%d more methods", len(list)-maxMethods))
	}
	return list
}

// String lists the messages to send and those left out.
func (p plan) String() string {
	casts := p.casts()
	text := fmt.Sprintf("%s and %s to send.", counted(len(p.send)-casts, "notification"), counted(casts, "cast"))
	var left []string
	for _, kind := range slices.Sorted(maps.Keys(p.left)) {
		left = append(left, counted(p.left[kind], string(kind)))
	}
	if len(left) > 0 {
		text += " Left out: " + strings.Join(left, ", ") + "."
	}
	return text
}

// counted is a number of things.
func counted(n int, thing string) string {
	switch {
	case n == 1:
		return "1 " + thing
	case thing == "reply":
		thing = "replie"
	}
	return fmt.Sprintf("%d %ss", n, thing)
}
