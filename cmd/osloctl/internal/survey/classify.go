// Package survey tells which topics and servers a virtual host has, from its queues.
package survey

import (
	"slices"
	"strings"

	"github.com/oslogen/oslogen/cmd/osloctl/internal/mgmt"
	"github.com/oslogen/oslogen/runtime/notify"
)

// Kind is the purpose of a queue.
type Kind string

// The kinds of queues.
const (
	KindTopic        Kind = "topic"        // any server of the topic
	KindServer       Kind = "server"       // one server
	KindFanout       Kind = "fanout"       // casts to all servers, a queue for each
	KindNotification Kind = "notification" // of one priority
	KindReply        Kind = "reply"        // of one client
	KindOther        Kind = "other"
)

// fanoutSuffix ends the names of fanout exchanges.
const fanoutSuffix = "_fanout"

// Names knows the topics of a virtual host.
type Names struct {
	topics []string // the longest first
}

// NewNames finds the topics: they have a fanout exchange, or a queue of their own
// and a queue of a server.
func NewNames(queues []mgmt.Queue, exchanges []mgmt.Exchange) Names {
	var topics []string
	for _, e := range exchanges {
		if topic, ok := strings.CutSuffix(e.Name, fanoutSuffix); ok && e.Type == "fanout" && topic != "" {
			topics = append(topics, topic)
		}
	}
	for _, q := range queues {
		if isTopic(q.Name, queues) {
			topics = append(topics, q.Name)
		}
	}
	slices.SortFunc(topics, func(a, b string) int { return len(b) - len(a) })
	return Names{topics}
}

// isTopic reports whether another queue is that of a server of the topic name.
func isTopic(name string, queues []mgmt.Queue) bool {
	for _, q := range queues {
		if rest, ok := strings.CutPrefix(q.Name, name+"."); ok && !isPriority(rest) {
			return true
		}
	}
	return false
}

func isPriority(text string) bool {
	return slices.Contains(notify.Priorities(), notify.Priority(text))
}

// Of returns the purpose of a queue, with its topic and server.
func (n Names) Of(queue string) (kind Kind, topic, server string) {
	if slices.Contains(n.topics, queue) {
		return KindTopic, queue, ""
	}
	if i := strings.LastIndex(queue, fanoutSuffix+"_"); i > 0 {
		return KindFanout, queue[:i], ""
	}
	topic, priority := notify.TopicOf(queue), queue[strings.LastIndexByte(queue, '.')+1:]
	if topic != "" && isPriority(priority) && !slices.Contains(n.topics, topic) {
		return KindNotification, topic, priority
	}
	for _, topic := range n.topics {
		if server, ok := strings.CutPrefix(queue, topic+"."); ok {
			return KindServer, topic, server
		}
	}
	if isReply(queue) {
		return KindReply, "", ""
	}
	return KindOther, queue, ""
}

// isReply reports whether a queue is a client's for its replies, unless a topic has the
// name.
func isReply(queue string) bool { return strings.HasPrefix(queue, "reply_") }

// ServersOf lists the servers of a topic that have a queue, sorted.
func ServersOf(topic string, queues []mgmt.Queue) []string {
	var servers []string
	for _, q := range queues {
		if server, ok := strings.CutPrefix(q.Name, topic+"."); ok && !isPriority(server) {
			servers = append(servers, server)
		}
	}
	slices.Sort(servers)
	return servers
}
