package rpc

import (
	"io"
	"slices"
	"strings"

	"github.com/oslogen/oslogen/gen/fit"

	"github.com/oslogen/oslogen/cmd/osloctl/internal/api"
	"github.com/oslogen/oslogen/cmd/osloctl/internal/complete"
)

// Complete lists topics, methods and arguments of the interfaces of --api.
func (*Call) Complete(l complete.Line) []string { return completed("call", l) }

// Complete is that of [Call].
func (*Cast) Complete(l complete.Line) []string { return completed("cast", l) }

// Complete is that of [Call].
func (*Fanout) Complete(l complete.Line) []string { return completed("fanout", l) }

// completed lists the words that a line of a command may go on with. There are none
// without --api, or if the interfaces can't be loaded.
func completed(kind string, l complete.Line) []string {
	if len(l.Flags["api"]) == 0 {
		return nil
	}
	interfaces, err := api.Load(io.Discard, l.Flags["api"])
	if err != nil {
		return nil
	}
	if len(l.Args) == 0 && l.Flag == "" {
		return topics(interfaces, kind)
	}
	var list []string
	for _, m := range methods(interfaces, kind, l) {
		switch {
		case l.Flag == "version":
			list = append(list, m.Versions()...)
		case l.Flag == "namespace":
			list = append(list, m.Interface.Namespace.Text)
		case l.Flag != "":
		case len(l.Args) == 1:
			list = append(list, m.Method.Name)
		case m.Method.Name == l.Args[1] || m.Method.Go == l.Args[1]:
			list = append(list, m.Words(l.Args[2:])...)
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// topics lists the topics that have a method of the kind.
func topics(interfaces *fit.Interfaces, kind string) []string {
	return slices.DeleteFunc(interfaces.Topics(), func(topic string) bool {
		return strings.Contains(topic, "{}") || len(methods(interfaces, kind, complete.Line{Args: []string{topic}})) == 0
	})
}

// methods lists the methods of the kind that the line may mean.
func methods(interfaces *fit.Interfaces, kind string, l complete.Line) []*fit.Match {
	if len(l.Args) == 0 {
		return nil
	}
	named := strings.Join(l.Flags["namespace"], "")
	return slices.DeleteFunc(interfaces.At(l.Args[0]), func(m *fit.Match) bool {
		return m.Method.Kind != kind || named != "" && m.Interface.Namespace.Text != named
	})
}
