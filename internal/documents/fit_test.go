package documents

import (
	"strings"
	"testing"

	"github.com/oslogen/oslogen/gen"
	"github.com/oslogen/oslogen/gen/apidoc"
	"github.com/oslogen/oslogen/gen/breaking"
	"github.com/oslogen/oslogen/gen/fit"
	"github.com/oslogen/oslogen/runtime/wirejson"
)

// TestExampleRequestsFit: the requests in the AsyncAPI documents of all interfaces are
// ones that osloctl check finds nothing wrong with.
func TestExampleRequestsFit(t *testing.T) {
	checked := 0
	for module, list := range described(t) {
		for _, i := range list {
			if i.RPC == nil {
				continue
			}
			alone := fit.New(stateOf(t, module, i))
			for _, r := range requests(t, i) {
				found, _, known := alone.Request(r)
				if len(found) > 0 || !known {
					t.Errorf("%s of %s: %v", r.Method, i.Package.Path, found)
				}
				checked++
			}
		}
	}
	if checked < 600 {
		t.Errorf("%d requests only", checked)
	}
}

// states are the descriptions of modules.
var states = map[string]*breaking.State{}

// stateOf describes one interface: others may have its topic.
func stateOf(t *testing.T, module string, i *apidoc.Interface) *breaking.State {
	t.Helper()
	if states[module] == nil {
		state, err := gen.Describe(gen.Config{Dir: module}, trees(t)[module]...)
		if err != nil {
			t.Fatal(err)
		}
		states[module] = state
	}
	out := *states[module]
	out.Interfaces = nil
	for _, one := range states[module].Interfaces {
		if one.Name == i.Name && one.Package == i.Package.Path {
			out.Interfaces = append(out.Interfaces, one)
		}
	}
	return &out
}

// requests are the examples of requests in an interface's AsyncAPI document.
func requests(t *testing.T, i *apidoc.Interface) (list []fit.Request) {
	t.Helper()
	text, err := i.IndentedJSON()
	if err != nil {
		t.Fatal(err)
	}
	var doc struct {
		Components struct {
			Messages map[string]struct {
				Examples []struct {
					Payload map[string]string `json:"payload"`
				} `json:"examples"`
			} `json:"messages"`
		} `json:"components"`
	}
	if err := wirejson.Unmarshal([]byte(text), &doc); err != nil {
		t.Fatal(err)
	}
	for key, message := range doc.Components.Messages {
		if !strings.HasSuffix(key, ".request") {
			continue
		}
		var inner struct {
			Method    string         `json:"method"`
			Args      map[string]any `json:"args"`
			Namespace *string        `json:"namespace"`
			Version   string         `json:"version"`
		}
		if err := wirejson.Unmarshal([]byte(message.Examples[0].Payload["oslo.message"]), &inner); err != nil {
			t.Fatal(err)
		}
		r := fit.Request{Topic: strings.NewReplacer("{", "", "}", "").Replace(i.RPC.Topic), Version: inner.Version, Method: inner.Method, Args: inner.Args}
		if r.HasNamespace = inner.Namespace != nil; r.HasNamespace {
			r.Namespace = *inner.Namespace
		}
		list = append(list, r)
	}
	return list
}
