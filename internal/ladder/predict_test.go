package ladder

import (
	"fmt"
	"strings"
	"testing"
)

// compute is the interface of the worked example.
var compute = Interface{
	Name: "Compute", Version: v("6.3"), Also: []Version{v("5.13")},
	Releases: []Release{{"yoga", v("5.13")}, {"zed", v("6.1")}},
	Methods: []Operation{
		{GoName: "Rebuild", Kind: "cast", Method: rebuild},
		{GoName: "Resize", Kind: "call", Method: Method{
			WireName: WireName{Name: "resize", Was: "prep_resize", Renamed: v("6.1")},
			Args:     []Arg{{WireName: WireName{Name: "flavor", Was: "instance_type", Renamed: v("6.1")}, Span: Span{Since: v("6.1")}, Below: Convert}},
		}},
		{GoName: "Ping", Kind: "call", Method: Method{WireName: WireName{Name: "ping"}, Span: Span{Until: v("5.13")}}},
	},
}

func TestPredict(t *testing.T) {
	for _, c := range []struct {
		client, pin, server string
		method              int
		present, want       string
	}{
		{"6.3", "", "6.3", 0, "limits", "6.3 rebuild(instance limits)"},
		{"6.3", "", "6.1", 0, "limits", "6.3 rebuild(instance limits): UnsupportedVersion"},
		{"6.3", "", "6.1", 0, "recreate", "6.0 rebuild(instance recreate)"},
		{"6.3", "", "5.13", 0, "", "6.0 rebuild(instance): UnsupportedVersion"},
		{"6.3", "5.13", "5.13", 0, "bdms", "5.2 rebuild(instance bdms)"},
		{"6.3", "5.13", "6.3", 0, "target_state", "5.2 rebuild(instance bdms) -target_state"},
		{"6.3", "5.1", "5.13", 0, "", "the method needs version 5.2, and the pin is 5.1"},
		{"6.3", "7.0", "6.3", 0, "", "the client serves no version 7"},
		{"5.13", "", "6.3", 0, "limits", "5.2 rebuild(instance bdms)"},
		{"6.3", "", "6.0", 1, "", "6.1 resize(flavor): UnsupportedVersion"},
		{"6.3", "6.0", "6.0", 1, "flavor", "6.0 prep_resize(instance_type)"},
		{"6.3", "6.0", "6.3", 1, "", "6.0 prep_resize(instance_type)"},
		{"6.0", "", "6.3", 1, "", "6.0 prep_resize(instance_type)"},
		{"6.3", "5.9", "5.9", 2, "", "5.0 ping()"},
		{"6.3", "", "6.3", 2, "", "the method is not in version 6"},
	} {
		p := Pair{Client: v(c.client), Server: v(c.server)}
		if c.pin != "" {
			p.Pin = v(c.pin)
		}
		m := &compute.Methods[c.method].Method
		got := printed(m, compute.Predict(p, c.method, present(m, c.present)))
		if got != c.want {
			t.Errorf("%s pinned %q to %s, %s with %q: %s, want %s", c.client, c.pin, c.server, m.Name, c.present, got, c.want)
		}
	}
}

func printed(m *Method, out Outcome) string {
	if out.Method == "" {
		return out.Err.Error()
	}
	s := fmt.Sprintf("%s %s(%s)", out.Label, out.Method, strings.Join(out.Names, " "))
	for _, name := range m.Pick(out.Dropped) {
		s += " -" + name
	}
	if out.Err != nil {
		s += ": " + out.Err.Error()
	}
	return s
}

// A pinned client of any version is served by every server at or above its pin.
func TestPinnedClientsAreServed(t *testing.T) {
	for _, versions := range [][]string{{"5.0", "5.2", "5.13"}, {"6.0", "6.1", "6.2", "6.3"}} {
		for i, pin := range versions {
			for _, server := range versions[i:] {
				for n := range compute.Methods {
					for _, c := range compute.Cases(Pair{compute.Version, v(pin), v(server)}, n) {
						if c.Method != "" && c.Err != nil {
							t.Errorf("pin %s, server %s: %s", pin, server, printed(&compute.Methods[n].Method, c.Outcome))
						}
					}
				}
			}
		}
	}
}

func TestSteps(t *testing.T) {
	var got []string
	for _, s := range compute.Steps() {
		got = append(got, fmt.Sprint(s.Version, s.Releases, s.Came, s.Changed, s.Left))
	}
	want := []string{
		"5.0 [] [{prep_resize   false} {ping   false}] [] []",
		"5.2 [] [{rebuild   false}] [] []",
		"5.13 [yoga] [] [] []",
		"6.0 [] [] [] [{rebuild bdms  false} {ping   false}]",
		"6.1 [zed] [] [{resize  prep_resize false} {resize flavor instance_type true}] []",
		"6.2 [] [{rebuild target_state  false}] [] []",
		"6.3 [] [{rebuild limits  false}] [] []",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}
