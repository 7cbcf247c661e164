package doctor

import (
	"maps"
	"slices"
	"strings"

	"github.com/oslogen/oslogen/cmd/osloctl/internal/survey"
)

// listeners examines the connections: the consumers of topics, and clients
// without heartbeats.
func (e *exam) listeners(all *snapshot) {
	programs := map[string]string{} // by the name of the connection
	for _, c := range all.connections {
		program, _, _ := strings.Cut(c.Client.Name, ":")
		programs[c.Name] = program
		if c.Timeout != nil && *c.Timeout == 0 && program != "" {
			e.warn("heartbeat", "connection "+c.Client.Name, "it has no heartbeat: if its host vanishes, the broker keeps messages for it", "Set heartbeat_timeout_threshold = 60 in the service.")
		}
	}
	consuming := map[string]map[string]bool{} // topic to programs
	for _, c := range all.consumers {
		kind, topic, _ := all.names.Of(c.Queue.Name)
		program := programs[c.Channel.Connection]
		if kind != survey.KindTopic || program == "" {
			continue
		}
		if consuming[topic] == nil {
			consuming[topic] = map[string]bool{}
		}
		consuming[topic][program] = true
	}
	for _, topic := range slices.Sorted(maps.Keys(consuming)) {
		if names := slices.Sorted(maps.Keys(consuming[topic])); len(names) > 1 {
			e.warn("two-applications", "topic "+topic, strings.Join(names, " and ")+" listen to it: each takes a part of the calls", "If they are not two names of one service, rename the topic of one, or stop it.")
		}
	}
}
