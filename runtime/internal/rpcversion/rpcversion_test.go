package rpcversion_test

import (
	"testing"

	"github.com/oslogen/oslogen/runtime/internal/rpcversion"
)

// The table of oslo_messaging._utils.version_is_compatible.
func TestVersionServes(t *testing.T) {
	for _, c := range []struct {
		implemented, asked string
		want               bool
	}{
		{"1.1", "1.0", true},
		{"1.0", "1.1", false},
		{"2.0", "1.0", false},
		{"1.0", "2.0", false},
		{"1.10", "1.9", true},
		{"1.9", "1.10", false},
		{"1.2.3", "1.2", true},
		{"1.2.3", "1.2.3", true},
		{"1.2.3", "1.2.4", false},
		{"1.3", "1.2.9", true},
		{"1.2", "1.2.0", true},
		{"1.2", "1.2.1", false},
	} {
		have, err := rpcversion.Parse(c.implemented)
		if err != nil {
			t.Fatal(err)
		}
		asked, err := rpcversion.Parse(c.asked)
		if err != nil {
			t.Fatal(err)
		}
		if got := have.Serves(asked); got != c.want {
			t.Errorf("%s serves %s: %v, want %v", c.implemented, c.asked, got, c.want)
		}
	}
}

func TestParseVersion(t *testing.T) {
	for text, want := range map[string]string{
		"1.0": "1.0", " 1 . 2 ": "1.2", "1.2.3": "1.2.3", "1.2.0": "1.2", "1.2.3.4": "1.2.3", "1.2.3.x": "1.2.3",
	} {
		if got, err := rpcversion.Parse(text); err != nil || got.String() != want {
			t.Errorf("ParseVersion(%q) = %s, %v; want %s", text, got, err, want)
		}
	}
	for _, text := range []string{"", "1", "one.two", "1.", ".1", "1.2.", "1.2.x", "1,2"} {
		if got, err := rpcversion.Parse(text); err == nil {
			t.Errorf("ParseVersion(%q) = %s, want an error", text, got)
		}
	}
}
