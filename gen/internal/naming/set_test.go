package naming

import "testing"

func TestTake(t *testing.T) {
	taken, other := NewSet("a", "a2"), NewSet("a3", "b")
	for _, c := range []struct{ name, want string }{{"a", "a4"}, {"a", "a5"}, {"b", "b2"}, {"c", "c"}, {"c", "c2"}} {
		if got := taken.Take(c.name, other); got != c.want {
			t.Errorf("Take(%q) = %q, want %q", c.name, got, c.want)
		}
	}
	if other["c"] {
		t.Error("Take has added to another set")
	}
}

func TestDidYouMean(t *testing.T) {
	words := []string{"call", "cast"}
	for word, want := range map[string]string{
		"cal": "; did you mean oslo:call?", "broadcasting": "; want one of oslo:call, oslo:cast",
	} {
		if got := DidYouMean(word, words, "oslo:"); got != want {
			t.Errorf("DidYouMean(%q) = %q, want %q", word, got, want)
		}
	}
	if got := DidYouMean("x", nil, ""); got != "" {
		t.Errorf("got %q where there is no word", got)
	}
}
