package inflight_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/oslogen/oslogen/runtime/internal/inflight"
)

func TestSeenRemembersSixteen(t *testing.T) {
	var s inflight.Seen
	for n := range 16 {
		if id := fmt.Sprint(n); s.Has(id) || !s.Add(id) {
			t.Fatalf("%s is new", id)
		}
	}
	if s.Add("0") {
		t.Error("0 is among the last 16")
	}
	s.Add("16") // in the place of 0
	if s.Has("0") {
		t.Error("0 is the seventeenth and still remembered")
	}
	for n := 1; n <= 16; n++ {
		if !s.Has(fmt.Sprint(n)) {
			t.Errorf("%d is forgotten", n)
		}
	}
}

func TestSeenTakesAnyID(t *testing.T) {
	var s inflight.Seen
	for range 2 {
		if !s.Add("") || s.Has("") {
			t.Error("the empty id is remembered")
		}
	}
	if long := strings.Repeat("x", 1<<20); !s.Add(long) || s.Add(long) {
		t.Error("a long id is not remembered")
	}
}
