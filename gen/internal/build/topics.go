package build

import (
	"strings"

	"github.com/oslogen/oslogen/gen/internal/directive"
	"github.com/oslogen/oslogen/gen/internal/model"
	"github.com/oslogen/oslogen/gen/internal/report"
)

// checkTopicParts checks that the topics of methods fit their parameters.
func checkTopicParts(report *report.Reporter, i *model.Interface) {
	for _, method := range i.Methods {
		t, p := method.Topic, method.With(model.TopicPart)
		if t == "" {
			t = i.RPC.Topic
		}
		switch list := t.Names(); {
		case p == nil && method.Topic == "" && i.ByMethods():
			report.Errorf(method.At, "method %s needs a parameter for {%s} of the topic, with //%s:topic, as other methods have", method.Name, strings.Join(list, ", "), directive.Tool)
		case p == nil && !method.Topic.Fixed():
			report.Errorf(method.At, "method %s needs a parameter for {%s} of its topic, with //%s:topic", method.Name, strings.Join(list, ", "), directive.Tool)
		case p != nil && (len(list) != 1 || list[0] != p.Name):
			report.Errorf(method.At, "method %s: topic %s needs to have {%s}, and nothing else in braces", method.Name, t, p.Name)
		}
	}
}
