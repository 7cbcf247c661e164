package pyexport_test

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/oslogen/oslogen/gen"
	"github.com/oslogen/oslogen/gen/breaking"
	"github.com/oslogen/oslogen/gen/pyexport"
	"github.com/oslogen/oslogen/internal/ladder"
	"github.com/oslogen/oslogen/internal/pytest"
)

// obeyed are packages whose clients and endpoints are compared with the rules of
// versions.
var obeyed = []struct{ module, pattern, pkg string }{
	{"../..", "./examples/versions/disks", "disks"},
	{"../..", "./gen/pyexport/testdata/odd", "odd"},
	{"../../openstack", "./nova/compute", "compute"},
	{"../../openstack", "./cinder/volume", "volume"},
	{"../../openstack", "./ironic/conductor", "conductor"},
}

// TestObeysTheRules calls each method of exported clients at each version and pin, in
// many ways, and sends requests to exported endpoints. Clients send, and endpoints
// answer, what internal/ladder says.
func TestObeysTheRules(t *testing.T) {
	o := &obedience{t: t, random: rand.New(rand.NewPCG(1, 2))}
	o.questions.Root = t.TempDir()
	for _, of := range obeyed {
		list, err := gen.Export(gen.Config{Dir: of.module}, of.pattern)
		if err != nil {
			t.Fatal(err)
		}
		p := list[0]
		for _, i := range p.Interfaces { // their modules need not be installed
			i.Errors = nil
		}
		files, err := pyexport.Export(p, pyexport.Config{Package: of.pkg})
		if err != nil {
			t.Fatal(err)
		}
		write(t, filepath.Join(o.questions.Root, of.pkg), files)
		for _, i := range p.Interfaces {
			if !i.Notify {
				o.client(of.pkg, i)
				o.server(of.pkg, i)
			}
		}
	}
	var answers struct{ Sent, Answered []any }
	pytest.Ask(t, "testdata/obeys.py", o.questions, &answers)
	o.compare(o.sent, answers.Sent)
	o.compare(o.answered, answers.Answered)
	t.Logf("%d calls, %d requests", len(o.sent), len(o.answered))
}

// obedience gathers questions, and the answers that the rules give.
type obedience struct {
	t         *testing.T
	random    *rand.Rand
	questions struct {
		Root     string  `json:"root"`
		Calls    [][]any `json:"calls"`
		Requests [][]any `json:"requests"`
	}
	sent, answered []expectation
}

type expectation struct {
	title string
	want  any // a string is the beginning of an answer
}

func (o *obedience) compare(want []expectation, got []any) {
	failures := 0
	for n, w := range want {
		text, isText := w.want.(string)
		answer, answered := got[n].(string)
		if isText && answered && strings.HasPrefix(answer, text) || !isText && reflect.DeepEqual(w.want, got[n]) {
			continue
		}
		if failures++; failures < 20 {
			o.t.Errorf("%s: Python has %v, want %v", w.title, got[n], w.want)
		}
	}
}

// history is the interface with the methods of one side as the rules know it.
func history(i *pyexport.Interface, side breaking.Side) (*ladder.Interface, []*pyexport.Method) {
	out := &ladder.Interface{Name: i.Name, Version: i.Version, Also: i.Also, Releases: i.Releases}
	var list []*pyexport.Method
	for _, m := range i.Methods {
		if m.Only == breaking.Both || m.Only == side {
			list = append(list, m)
			out.Methods = append(out.Methods, ladder.Operation{GoName: m.Go, Kind: m.Kind, Method: m.Rule})
		}
	}
	return out, list
}

// given are values for the parameters of a constructor, one for each name in braces.
func given(templates ...string) []any {
	params := []any{}
	for range strings.Count(strings.Join(slices.Compact(templates), ""), "{") {
		params = append(params, "given")
	}
	return params
}

func (o *obedience) client(pkg string, i *pyexport.Interface) {
	l, methods := history(i, breaking.ClientOnly)
	stubs := []string{}
	params := given("x{", i.Exchange)[1:]
	if !i.ByMethods && strings.Contains(i.Topic, "{") {
		params = append(params, "given")
	}
	if len(params) > 2 {
		params = params[:2]
	}
	for _, m := range methods {
		for _, p := range m.Params {
			if p.Convert != "" {
				stubs = append(stubs, "_"+p.Convert)
			}
		}
	}
	pins := []string{""}
	for _, s := range l.Steps() {
		pins = append(pins, s.Version.String())
	}
	for _, r := range i.Releases {
		pins = append(pins, r.Name)
	}
	for n, m := range methods {
		for _, pin := range pins {
			for _, set := range o.ways(m) {
				version, _ := l.Named(pin)
				out := l.Predict(ladder.Pair{Client: i.Version, Pin: version, Server: i.Version}, n, set)
				kwargs := o.kwargs(m, set)
				title := fmt.Sprintf("%s.%s(%v) pinned to %q", pkg, m.Python, kwargs, pin)
				var cap any
				if pin != "" {
					cap = pin
				}
				o.questions.Calls = append(o.questions.Calls, []any{pkg + ".rpcapi", i.Name + "API", params, stubs, cap, m.Python, kwargs})
				o.sent = append(o.sent, expectation{title, message(i, m, out)})
			}
		}
	}
}

// ways are sets of arguments: none, all, and random ones.
func (o *obedience) ways(m *pyexport.Method) []ladder.Set {
	count := len(m.Rule.Args)
	list := []ladder.Set{0, 1<<count - 1}
	for range min(count, 2) {
		list = append(list, ladder.Set(o.random.Uint64()&o.random.Uint64())&(1<<count-1))
	}
	return list
}

func (o *obedience) kwargs(m *pyexport.Method, set ladder.Set) map[string]any {
	kwargs := map[string]any{}
	for _, p := range m.Params {
		switch {
		case p.Role == pyexport.Server || p.Role == pyexport.Topic:
			kwargs[p.Python] = "host1"
		case p.Role == pyexport.Argument && set.Has(p.Rule):
			kwargs[p.Python] = value(p)
		case p.Role == pyexport.Argument && p.Needed:
			kwargs[p.Python] = nil
		}
	}
	return kwargs
}

// value is one that is not the default.
func value(p *pyexport.Param) any {
	switch p.Type.Kind {
	case breaking.Bool:
		return p.Default != "true"
	case breaking.Int, breaking.Uint, breaking.Float:
		return 77
	}
	return "a value"
}

// message is the request in the terms of obeys.py.
func message(i *pyexport.Interface, m *pyexport.Method, out ladder.Outcome) any {
	if out.Method == "" {
		return "RPCVersionCapError"
	}
	names := slices.Clone(out.Names)
	for _, c := range m.Constants {
		names = append(names, c.Name)
	}
	slices.Sort(names)
	list := []any{}
	for _, name := range names {
		list = append(list, name)
	}
	topic, server := m.Topic, any(nil)
	if topic == "" {
		topic = i.Topic
	}
	for _, p := range m.Params {
		switch p.Role {
		case pyexport.Server:
			server = "host1"
		case pyexport.Topic:
			topic = strings.ReplaceAll(topic, "{"+p.Name+"}", "host1")
		}
	}
	if n := strings.Index(topic, "{"); n >= 0 {
		topic = topic[:n] + "given" + topic[strings.Index(topic, "}")+1:]
	}
	return []any{out.Label.String(), out.Method, m.Kind, topic, server, list}
}

func (o *obedience) server(pkg string, i *pyexport.Interface) {
	l, methods := history(i, breaking.ServerOnly)
	namespace := strings.ReplaceAll(i.Namespace, "{region}", "given")
	for _, m := range methods {
		for _, s := range l.Steps() {
			if s.Releases == nil && !slices.Contains(l.Tops(), s.Version) && len(l.Steps()) > 20 {
				continue
			}
			for _, names := range o.requests(m) {
				for _, method := range []string{m.Rule.Name, m.Rule.Was} {
					if method == "" {
						continue
					}
					args := map[string]any{}
					for _, name := range names {
						args[name] = "x"
					}
					want := "served"
					if err := l.Answer(s.Version, method, names); err != nil {
						want = string(err.(*ladder.Refusal).Reason)
					}
					title := fmt.Sprintf("%s %s %s%v", pkg, s.Version, method, names)
					maker := []string{snake(i.Name) + "_endpoints", i.Name + "Manager"}
					o.questions.Requests = append(o.questions.Requests, []any{pkg + ".manager", maker, given(i.Namespace), s.Version.String(), namespace, method, args})
					o.answered = append(o.answered, expectation{title, want})
				}
			}
		}
	}
}

// requests are the names of arguments: all, without each one, each by its older name,
// and one too many.
func (o *obedience) requests(m *pyexport.Method) [][]string {
	var all []string
	for _, a := range m.Rule.Args {
		all = append(all, a.Name)
	}
	list := [][]string{all}
	if !slices.ContainsFunc(m.Params, func(p *pyexport.Param) bool { return p.Role == pyexport.Rest }) {
		list = append(list, append(slices.Clone(all), "unheard_of"))
	}
	for k, a := range m.Rule.Args {
		list = append(list, slices.Delete(slices.Clone(all), k, k+1))
		if a.Was != "" {
			older := slices.Clone(all)
			older[k] = a.Was
			list = append(list, older)
		}
	}
	return list
}

func snake(name string) string {
	var b strings.Builder
	for n, r := range name {
		if n > 0 && r >= 'A' && r <= 'Z' {
			b.WriteByte('_')
		}
		b.WriteString(strings.ToLower(string(r)))
	}
	return b.String()
}
