package directive

import (
	"slices"
	"testing"
)

func TestTemplates(t *testing.T) {
	for text, want := range map[Template]struct {
		names      []string
		expression string
	}{
		"compute":                 {nil, `"compute"`},
		"agent.{host}":            {[]string{"host"}, `"agent." + h`},
		"{host}":                  {[]string{"host"}, "h"},
		"{host}-{net.Kind}{host}": {[]string{"host", "net.Kind"}, `h + "-" + k + h`},
		"":                        {nil, ""},
	} {
		if got := text.Names(); !slices.Equal(got, want.names) || text.Fixed() != (len(want.names) == 0) {
			t.Errorf("%s: names %q", text, got)
		}
		if got := text.Expression(map[string]string{"host": "h", "net.Kind": "k"}); got != want.expression {
			t.Errorf("%s: got %s, want %s", text, got, want.expression)
		}
	}
}

func TestCutName(t *testing.T) {
	for name, want := range map[string][2]string{
		"ErrGone": {"", "ErrGone"}, "store.ErrGone": {"store", "ErrGone"}, "example.com/store.v2.ErrGone": {"example.com/store.v2", "ErrGone"},
	} {
		if x, sel, ok := CutName(name); x != want[0] || sel != want[1] || ok != (x != "") {
			t.Errorf("%s: got %q and %q, %t", name, x, sel, ok)
		}
	}
}
