package tail

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"

	"github.com/oslogen/oslogen/cmd/osloctl/internal/output"
	"github.com/oslogen/oslogen/cmd/osloctl/internal/traffic"
)

// narrow is the width below which names of hosts have no domain and times no
// milliseconds.
const narrow = 120

// clock is the time of a message, in the local zone.
func clock(e *traffic.Entry, width int) string {
	layout := "15:04:05.000"
	if isNarrow(width) {
		layout = "15:04:05"
	}
	return output.Faint.Render(e.At.Local().Format(layout))
}

func isNarrow(width int) bool { return width > 0 && width < narrow }

// host is "service.host" or "topic.server" without the domain of the host, if there
// is little room.
func host(name string, width int) string {
	name = output.Clean(name)
	if parts := strings.Split(name, "."); isNarrow(width) && len(parts) > 2 {
		return parts[0] + "." + parts[1]
	}
	return name
}

// notificationLine is a notification on a line of width columns, 0 for any.
func notificationLine(e *traffic.Entry, view map[string]any, width int) string {
	priority := strings.ToLower(e.Text("priority"))
	head := fmt.Sprintf("%s %s %s %s ", clock(e, width), priorityStyle(priority).Render(fmt.Sprintf("%-5s", priority)),
		output.Bold.Render(output.Clean(e.Text("event_type"))), host(e.Text("publisher_id"), width))
	return fitted(head+traffic.Compact(view["payload"], 0), width)
}

// fitted cuts a line to width columns, 0 for any.
func fitted(line string, width int) string {
	if width == 0 {
		return line
	}
	return ansi.Truncate(line, width, "…")
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

// pairLine is a request beside its reply. Of width columns the request gets three fifths.
func pairLine(p *traffic.Pair, width int) string {
	head := clock(p.Request, width) + " " + fmt.Sprintf("%*s", tookWidth, took(p)) + "  "
	left, right := request(p.Request, width), style(p).Render(outcome(p))
	if width == 0 {
		return head + left + "  " + right
	}
	share := max((width-lipgloss.Width(head)-2)*3/5, 20)
	left = fitted(left, share)
	return fitted(head+left+strings.Repeat(" ", share-lipgloss.Width(left)+2)+right, width)
}

func took(p *traffic.Pair) string {
	if p.Reply == nil {
		return ""
	}
	return traffic.Took(p.Took)
}

// request is a request as a call in Python: topic.server method(name=value).
func request(e *traffic.Entry, width int) string {
	target := e.Topic()
	if server := e.Server(); server != "" && e.Kind != traffic.Fanout {
		target += "." + server
	}
	args, _ := e.Body["args"].(map[string]any)
	var list []string
	for _, name := range slices.Sorted(maps.Keys(args)) {
		list = append(list, name+"="+traffic.Compact(args[name], 0))
	}
	return output.Clean(fmt.Sprintf("%s %s(%s)", host(target, width), e.Text("method"), strings.Join(list, ", ")))
}

// outcome is the result of a request.
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
