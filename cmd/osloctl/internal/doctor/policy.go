package doctor

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
)

// harmful describes the effect of a policy's key on queues of oslo.messaging.
var harmful = map[string]string{
	"message-ttl": "drops requests, replies and notifications that wait too long",
	"max-length":  "drops messages, or refuses them, when a queue is full",
	"ha-mode":     "mirrors classic queues, which is slow, and gone from RabbitMQ 4",
	"expires":     "removes queues that are not used, with their bindings",
}

// policies examines the policies that apply to queues.
func (e *exam) policies(all *snapshot) {
	for _, p := range all.policies {
		pattern, err := regexp.Compile(p.Pattern)
		if err != nil || p.ApplyTo == "exchanges" {
			continue
		}
		hits := 0
		for _, q := range all.queues {
			if pattern.MatchString(q.Name) {
				hits++
			}
		}
		for _, key := range slices.Sorted(maps.Keys(p.Definition)) {
			if why := harmful[key]; why != "" && hits > 0 {
				e.warn("policy", "policy "+p.Name, fmt.Sprintf("%s of %d queues (%s): it %s", key, hits, p.Pattern, why), "Restrict its pattern, or remove it: rabbitmqctl clear_policy.")
			}
		}
	}
}
