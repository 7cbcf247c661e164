package watch

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/oslogen/oslogen/cmd/osloctl/internal/connect"
	"github.com/oslogen/oslogen/cmd/osloctl/internal/exit"
	"github.com/oslogen/oslogen/cmd/osloctl/internal/tap"
	"github.com/oslogen/oslogen/cmd/osloctl/internal/traffic"
	"github.com/oslogen/oslogen/runtime/notify"
)

// Flags name the topics to follow, and the messages to pick.
type Flags struct {
	Topic    []string `arg:"" optional:"" name:"TOPIC" help:"Topics of notifications. Defaults to those of the configuration files, or notifications."`
	RPC      []string `name:"rpc" placeholder:"TOPIC" sep:"," help:"Follow the requests of this topic, and their replies. May be repeated."`
	Exchange []string `placeholder:"NAME" sep:"," help:"The exchanges of the topics. Defaults to control_exchange, which is openstack where no file sets it."`
	Pick
}

// Pick says which messages to pick.
type Pick struct {
	Event     []string `placeholder:"PATTERN" sep:"," help:"Only events of these types, such as compute.instance.*."`
	Publisher []string `placeholder:"PATTERN" sep:"," help:"Only events of these publishers, such as *.cmp-1."`
	Priority  []string `placeholder:"PRIORITY" sep:"," help:"Only events of these priorities: audit, debug, info, warn, error, critical or sample."`
	Method    []string `placeholder:"PATTERN" sep:"," help:"Only requests of these methods."`
	Where     string   `placeholder:"JQ" help:"Only messages for which this jq expression is true, such as '.payload.state == \"error\"'."`
}

// Limits end a command that goes on.
type Limits struct {
	Count int           `short:"n" placeholder:"N" help:"End after so many messages."`
	For   time.Duration `placeholder:"TIME" help:"End after this time, such as 30s. It begins when messages are copied."`
}

// Sources returns the sources that the flags name. With RPC topics alone there
// are no notifications.
func (f Flags) Sources(bus *connect.Bus) []tap.Source {
	var out []tap.Source
	exchanges := f.Exchange
	if len(exchanges) == 0 {
		exchanges = []string{bus.Exchange("")}
	}
	topics := f.Topic
	if len(topics) == 0 && len(f.RPC) == 0 {
		topics = bus.Config.Notifications.Topics
	}
	for _, exchange := range exchanges {
		for _, topic := range topics {
			out = append(out, tap.Notifications(exchange, topic))
		}
		for _, topic := range f.RPC {
			out = append(out, tap.Requests(exchange, topic))
		}
	}
	for _, topic := range f.RPC {
		out = append(out, tap.Fanouts(topic))
	}
	if len(f.RPC) > 0 { // first, so that no call is seen whose reply is missed
		out = slices.Insert(out, 0, tap.Replies)
	}
	return out
}

// Filter returns the filter of the flags. note is called once if --where fails
// for a message.
func (f Pick) Filter(note func(format string, args ...any)) (*traffic.Filter, error) {
	filter := &traffic.Filter{Events: f.Event, Publishers: f.Publisher, Methods: f.Method, Note: note}
	for _, pattern := range slices.Concat(f.Event, f.Publisher, f.Method) {
		if err := traffic.CheckPattern(pattern); err != nil {
			return nil, exit.With(err, exit.Usage, "")
		}
	}
	for _, name := range f.Priority {
		p := notify.Priority(strings.ToLower(cmp.Or(map[string]string{"warning": "warn"}[strings.ToLower(name)], name)))
		if !slices.Contains(notify.Priorities(), p) {
			return nil, exit.Usagef("there is no priority %q; those there are: %v", name, notify.Priorities())
		}
		filter.Priorities = append(filter.Priorities, string(p))
	}
	if f.Where == "" {
		return filter, nil
	}
	return filter, exit.With(filter.Where(f.Where), exit.Usage, "")
}
