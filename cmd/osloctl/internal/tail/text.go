package tail

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"charm.land/lipgloss/v2"

	"github.com/oslogen/oslogen/cmd/osloctl/internal/output"
	"github.com/oslogen/oslogen/cmd/osloctl/internal/traffic"
)

// clock is how lines show the time of a message, in the local zone.
const clock = "15:04:05.000"

// notificationLine is a notification on a line of width columns, 0 for any.
func notificationLine(e *traffic.Entry, view map[string]any, width int) string {
	priority := strings.ToLower(e.Text("priority"))
	head := fmt.Sprintf("%s %s %s %s ", output.Faint.Render(e.At.Local().Format(clock)),
		priorityStyle(priority).Render(fmt.Sprintf("%-5s", priority)),
		output.Bold.Render(output.Clean(e.Text("event_type"))), output.Clean(e.Text("publisher_id")))
	return head + traffic.Compact(view["payload"], rest(head, width))
}

// rest is how many columns are left after head, 0 for any number.
func rest(head string, width int) int {
	if width == 0 {
		return 0
	}
	return max(width-lipgloss.Width(head), 10)
}

func priorityStyle(priority string) lipgloss.Style {
	switch priority {
	case "error", "critical":
		return output.Bad
	case "warn":
		return output.Warn
	case "debug", "sample", "audit":
		return output.Faint
	}
	return output.Good
}

// tookWidth is the column of durations.
const tookWidth = 8

// pairLine is a request beside its reply. Of width columns the request gets half.
func pairLine(p *traffic.Pair, width int) string {
	head := output.Faint.Render(p.Request.At.Local().Format(clock)) + " " + fmt.Sprintf("%*s", tookWidth, took(p)) + "  "
	left, right := request(p.Request), outcome(p)
	if width == 0 {
		return head + left + "  " + right
	}
	half := max((width-lipgloss.Width(head)-2)/2, 20)
	left = traffic.Cut(left, half)
	return head + left + strings.Repeat(" ", half-len([]rune(left))) + "  " + style(p).Render(traffic.Cut(right, rest(head, width)-half-2))
}

func took(p *traffic.Pair) string {
	if p.Reply == nil {
		return ""
	}
	return traffic.Took(p.Took)
}

// request is a request as a call in Python: topic.server method(name=value).
func request(e *traffic.Entry) string {
	target := e.Topic()
	if server := e.Server(); server != "" && e.Kind != traffic.Fanout {
		target += "." + server
	}
	args, _ := e.Body["args"].(map[string]any)
	var list []string
	for _, name := range slices.Sorted(maps.Keys(args)) {
		list = append(list, name+"="+traffic.Compact(args[name], 0))
	}
	return output.Clean(fmt.Sprintf("%s %s(%s)", target, e.Text("method"), strings.Join(list, ", ")))
}

// outcome is what came of a request.
func outcome(p *traffic.Pair) string {
	switch {
	case p.Request.Kind != traffic.Call:
		return string(p.Request.Kind)
	case p.Late:
		return "no reply"
	case p.Reply == nil:
		return "reply not seen"
	}
	if text := p.Reply.Exception(); text != "" {
		return output.Clean(text)
	}
	return traffic.Compact(p.Reply.Body["result"], 0)
}

func style(p *traffic.Pair) lipgloss.Style {
	switch {
	case p.Late, p.Reply != nil && p.Reply.Body["failure"] != nil:
		return output.Bad
	case p.Reply == nil:
		return output.Faint
	}
	return lipgloss.NewStyle()
}
