package pyexport_test

import (
	"math/rand/v2"
	"path/filepath"
	"reflect"
	"regexp"
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

var inBraces = regexp.MustCompile(`{\w+}`)

// given are values for the parameters in the braces of templates.
func given(templates string) []any {
	params, seen := []any{}, []string{}
	for _, name := range inBraces.FindAllString(templates, -1) {
		if !slices.Contains(seen, name) {
			params, seen = append(params, "given"), append(seen, name)
		}
	}
	return params
}
