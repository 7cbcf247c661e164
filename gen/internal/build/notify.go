package build

import (
	"strings"

	"github.com/oslogen/oslogen/gen/internal/annotated"
	"github.com/oslogen/oslogen/gen/internal/directive"
	"github.com/oslogen/oslogen/gen/internal/load"
	"github.com/oslogen/oslogen/gen/internal/model"
)

// readNotify reads oslo:notify.
func readNotify(l *load.Loader, m *annotated.Interface, d *directive.Directive) *model.NotifyTarget {
	t := &model.NotifyTarget{Publisher: resolve(l, m, d, "publisher"), Exchange: resolve(l, m, d, "exchange")}
	if !d.Has("publisher") {
		t.Publisher = model.GivenPublisher
	}
	topics := resolve(l, m, d, "topic")
	if !d.Wrong("topic") && !topics.Fixed() {
		l.Report.Errorf(d.Values["topic"].Pos, "{%s} is not declared as a constant, and the topics of notifications have no parameters: notify.WithTopics sets others", topics.Names()[0])
	}
	if topics != "" {
		t.Topics = strings.Split(string(topics), ",")
	}
	return t
}
