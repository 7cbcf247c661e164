package model

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/oslogen/oslogen/internal/ladder"
)

// The arguments of a method are its parameters or the fields of its request. A map of
// all others has no version, and a parameter for the server is no argument.
func TestLadder(t *testing.T) {
	at := func(major, minor int) ladder.Version { return ladder.Version{Major: major, Minor: minor} }
	limits := &Param{Wire: "limits", History: History{Since: "6.3", Until: "6.5"}, Below: "drop"}
	force := &Param{Wire: "force", Optional: true, History: History{Was: "hard", Renamed: "6.2"}, Below: "convert"}
	rest := &Param{Role: Rest}
	want := ladder.Method{
		WireName: ladder.WireName{Name: "rebuild"}, Span: ladder.Span{Since: at(6, 1)},
		Args: []ladder.Arg{
			{WireName: ladder.WireName{Name: "limits"}, Span: ladder.Span{Since: at(6, 3), Until: at(6, 5)}, Below: ladder.Drop},
			{WireName: ladder.WireName{Name: "force", Was: "hard", Renamed: at(6, 2)}, Optional: true, Below: ladder.Convert},
		},
	}
	for name, params := range map[string][]*Param{
		"parameters": {{Role: Server, Wire: "host"}, limits, force, rest},
		"a request":  {{Role: Server, Wire: "host"}, {Role: Request, Fields: []*Param{limits, force, rest}}},
	} {
		m := &Method{Wire: "rebuild", History: History{Since: "6.1"}, Params: params}
		if d := cmp.Diff(want, m.Ladder()); d != "" {
			t.Errorf("%s: %s", name, d)
		}
		if len(m.Arguments()) != 3 || !m.IsVersioned() {
			t.Errorf("%s: %d arguments", name, len(m.Arguments()))
		}
	}
}

func TestFloor(t *testing.T) {
	for _, c := range []struct {
		h         History
		top, want string
	}{
		{History{}, "6.3", "6.0"}, {History{Since: "6.1"}, "6.3", "6.1"}, {History{Since: "6.1.2"}, "6.3", "6.1.2"},
		{History{Since: "5.2"}, "6.3", "6.0"}, {History{Since: "6.1"}, "5.13", ""}, {History{Until: "5.13"}, "6.3", ""},
		{History{Since: "5.2", Until: "5.13"}, "5.13", "5.2"},
	} {
		if got := (&Method{History: c.h}).Floor(c.top); got != c.want {
			t.Errorf("%+v below %s: got %q, want %q", c.h, c.top, got, c.want)
		}
	}
}
