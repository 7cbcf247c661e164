package ladder

import (
	"errors"
	"fmt"
	"strings"
	"testing"
)

func v(text string) Version {
	version, err := Parse(text)
	if err != nil {
		panic(err)
	}
	return version
}

// rebuild is the method of the worked example in docs/changing-an-interface.md.
var rebuild = Method{
	WireName: WireName{Name: "rebuild"},
	Span:     Span{Since: v("5.2")},
	Args: []Arg{
		{WireName: WireName{Name: "instance"}},
		{WireName: WireName{Name: "target_state"}, Span: Span{Since: v("6.2")}, Below: Drop},
		{WireName: WireName{Name: "limits"}, Span: Span{Since: v("6.3")}},
		{WireName: WireName{Name: "recreate"}, Optional: true},
		{WireName: WireName{Name: "bdms"}, Span: Span{Until: v("5.13")}},
	},
}

// describe prints the outcome of a send.
func describe(m *Method, out Message, err error) string {
	if refused, ok := errors.AsType[*CapError](err); ok {
		return fmt.Sprintf("refused %q needs %s at %s", refused.Arg, refused.Needs, refused.Cap)
	}
	text := out.Label.String()
	for i, a := range m.Args {
		switch {
		case out.Converted.Has(i):
			text += " ~" + a.At(out.Label)
		case out.Sent.Has(i):
			text += " " + a.At(out.Label)
		case out.Dropped.Has(i):
			text += " -" + a.Name
		}
	}
	return text
}

func present(m *Method, names string) (s Set) {
	for i, a := range m.Args {
		for name := range strings.FieldsSeq(names) {
			if a.Name == name {
				s = s.With(i)
			}
		}
	}
	return s
}

func TestSend(t *testing.T) {
	for _, c := range []struct{ limit, present, want string }{
		{"6.3", "instance", "6.0 instance"},
		{"6.3", "instance target_state recreate", "6.2 instance target_state recreate"},
		{"6.3", "instance limits", "6.3 instance limits"},
		{"6.1", "instance target_state", "6.0 instance -target_state"},
		{"6.1", "instance limits", `refused "limits" needs 6.3 at 6.1`},
		{"5.13", "instance bdms", "5.2 instance bdms"},
		{"5.13", "", "5.2 instance bdms"},
		{"6.3", "instance bdms", "6.0 instance"},
		{"5.1", "", `refused "" needs 5.2 at 5.1`},
	} {
		out, err := rebuild.Send(v(c.limit), present(&rebuild, c.present))
		if got := describe(&rebuild, out, err); got != c.want {
			t.Errorf("at %s with %q: %s, want %s", c.limit, c.present, got, c.want)
		}
	}
}

func TestSendRenamedAndConverted(t *testing.T) {
	m := Method{
		WireName: WireName{Name: "resize", Was: "migrate", Renamed: v("6.2")},
		Args: []Arg{
			{WireName: WireName{Name: "flavor", Was: "instance_type", Renamed: v("6.1")}, Span: Span{Since: v("6.1")}, Below: Convert},
			{WireName: WireName{Name: "force"}, Span: Span{Since: v("6.2")}},
			{WireName: WireName{Name: "quota"}, Span: Span{Until: v("6.1")}, Optional: true},
		},
	}
	for _, c := range []struct{ limit, present, want, name string }{
		{"6.2", "flavor", "6.1 flavor", "migrate"},
		{"6.2", "flavor force quota", "6.2 flavor force", "resize"},
		{"6.2", "flavor quota", "6.1 flavor quota", "migrate"},
		{"6.0", "flavor", "6.0 ~instance_type", "migrate"},
		{"6.0", "", "6.0 ~instance_type", "migrate"},
		{"6.2", "", "6.1 flavor", "migrate"},
		{"7.0", "", "7.0 flavor force", "resize"},
	} {
		out, err := m.Send(v(c.limit), present(&m, c.present))
		if got := describe(&m, out, err); got != c.want || m.At(out.Label) != c.name {
			t.Errorf("at %s with %q: %s of %s, want %s of %s", c.limit, c.present, got, m.At(out.Label), c.want, c.name)
		}
	}
}

func TestMethodThatHasGone(t *testing.T) {
	m := Method{Span: Span{Since: v("5.2"), Until: v("6.1")}}
	for limit, want := range map[string]string{
		"5.1": `refused "" needs 5.2 at 5.1`, "5.2": "5.2", "6.0": "6.0", "6.3": "6.0", "7.0": `refused "" needs 0.0 at 7.0`,
	} {
		out, err := m.Send(v(limit), 0)
		if got := describe(&m, out, err); got != want {
			t.Errorf("at %s: %s, want %s", limit, got, want)
		}
	}
}

func TestAccept(t *testing.T) {
	for top, want := range map[string][]Use{
		"6.3":  {Required, MayMiss, MayMiss, MayMiss, Ignored},
		"5.13": {Required, MayMiss, MayMiss, MayMiss, Required},
	} {
		for i := range rebuild.Args {
			if got := rebuild.Accept(v(top), i); got != want[i] {
				t.Errorf("a server at %s does %d with %s, want %d", top, got, rebuild.Args[i].Name, want[i])
			}
		}
	}
}

func TestParse(t *testing.T) {
	for _, bad := range []string{"", "1", "1.x", "x.1", "1.2.3.4"} {
		if _, err := Parse(bad); err == nil {
			t.Errorf("%q is a version", bad)
		}
	}
	if got := v("1.2.3"); got != (Version{1, 2}) {
		t.Errorf("1.2.3 is %v", got)
	}
}
