package gen

import "strings"

// checkTopicParts checks that the topics of methods fit their parameters.
func checkTopicParts(report *reporter, i *iface) {
	for _, method := range i.methods {
		t, p := method.topic, method.with(topicPart)
		if t == "" {
			t = i.rpc.topic
		}
		switch list := t.names(); {
		case p == nil && method.topic == "" && i.byMethods():
			report.errorf(method.at, "method %s needs a parameter for {%s} of the topic, with //%s:topic, as other methods have", method.name, strings.Join(list, ", "), tool)
		case p == nil && !method.topic.fixed():
			report.errorf(method.at, "method %s needs a parameter for {%s} of its topic, with //%s:topic", method.name, strings.Join(list, ", "), tool)
		case p != nil && (len(list) != 1 || list[0] != p.name):
			report.errorf(method.at, "method %s: topic %s needs to have {%s}, and nothing else in braces", method.name, t, p.name)
		}
	}
}
