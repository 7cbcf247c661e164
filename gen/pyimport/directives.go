package pyimport

import (
	"strconv"
	"strings"

	"github.com/oslogen/oslogen/gen"
)

// The grammar of oslogen as import writes it. No other file knows how a
// directive is spelt.

// noTopic stands for a required topic that is not known. A TODO is above it.
const noTopic = "TODO"

// pairs are the keys of a directive in order. Empty values are left out.
type pairs []struct{ key, value string }

func (ps pairs) String() string {
	var b strings.Builder
	for _, p := range ps {
		if p.value != "" {
			b.WriteString(" " + quote(p.key+"="+p.value))
		}
	}
	return b.String()
}

func (i *Interface) directives() []string {
	topic := i.Topic
	if topic == "" {
		topic = noTopic
	}
	list := []string{"oslo:rpc" + pairs{
		{"topic", topic}, {"namespace", i.Namespace}, {"legacy_namespaces", strings.Join(i.Legacy, ",")}, {"exchange", i.Exchange}, {"version", i.Version}, {"also", strings.Join(i.Also, ",")},
	}.String()}
	for _, e := range i.Errors {
		list = append(list, "oslo:error "+e.Class+" "+e.Name+" expected")
	}
	var releases pairs
	for _, r := range i.Releases {
		releases = append(releases, struct{ key, value string }{r.Name, r.Version})
	}
	if len(releases) > 0 {
		list = append(list, "oslo:release"+releases.String())
	}
	return list
}

func (m *Method) directive() string {
	verb := "oslo:cast"
	switch m.Kind {
	case "call":
		verb = "oslo:call"
	case "fanout":
		verb += " fanout"
	}
	name, mandatory := "", ""
	if m.Mandatory {
		mandatory = " mandatory"
	}
	if gen.WireName(m.Name) != m.Wire {
		name = m.Wire
	}
	return verb + pairs{
		{"name", name}, {"since", m.Since}, {"until", m.Until}, {"was", m.Was}, {"renamed", m.Renamed},
		{"timeout", m.Timeout}, {"monitor", m.Monitor}, {"retry", m.Retry}, {"topic", m.Topic}, {"only", m.Only},
	}.String() + mandatory
}

// constants returns the directives for arguments with one value.
func (m *Method) constants() []string {
	var list []string
	for _, a := range m.Args {
		if a.isConstant() {
			list = append(list, "oslo:const "+a.Wire+"="+a.Const)
		}
	}
	return list
}

// isConstant reports whether an argument needs no parameter. An argument that
// comes or goes with a version needs one.
func (a *Arg) isConstant() bool {
	return a.Const != "" && a.Since == "" && a.Until == "" && !a.Optional && !strings.ContainsAny(a.Const, " \t`")
}

// directive returns the directive above a parameter for an argument, or "".
func (a *Arg) directive() string {
	name := ""
	if gen.WireName(a.Name) != a.Wire {
		name = a.Wire
	}
	text := pairs{
		{"name", name}, {"since", a.Since}, {"until", a.Until}, {"was", a.Was}, {"renamed", a.Renamed}, {"default", a.Default}, {"below", a.Below},
	}.String()
	if a.Optional && a.Default == "" {
		text += " optional"
	}
	if text == "" {
		return ""
	}
	return "oslo:arg" + text
}

// quote writes a key and its value. Those with spaces stand in quotes.
func quote(pair string) string {
	if strings.ContainsAny(pair, " \t") {
		return strconv.Quote(pair)
	}
	return pair
}

const (
	serverDirective = "oslo:server"
	topicDirective  = "oslo:topic"
	restDirective   = "oslo:arg rest"
)
