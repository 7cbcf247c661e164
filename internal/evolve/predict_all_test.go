package evolve_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/oslogen/oslogen/internal/evolve"
)

// TestPredictions compares what oslogen matrix predicts for invented histories with
// the model, without running them. OSLOGEN_HISTORIES is how many.
func TestPredictions(t *testing.T) {
	const batch = 300
	count, seed := number("OSLOGEN_HISTORIES", 100), number("OSLOGEN_HISTORIES_SEED", 1)
	for first := 0; first < count; first += batch {
		t.Run(fmt.Sprint(first), func(t *testing.T) {
			list := invent(uint64(seed), uint64(first), min(batch, count-first))
			predict, cells, wrong := predictions(t, write(t, list)), 0, 0
			for n, h := range list {
				each(h, func(c cell) {
					c.name = evolve.InterfaceName(n, len(h)-1)
					got, known := predict.of(c)
					if !known {
						return
					}
					cells++
					if want := c.prediction(); got != want && wrong < 10 {
						wrong++
						t.Errorf("%s, %s: predicted %s, want %s", c.name, c, got, want)
					}
				})
			}
			t.Logf("%d interfaces, %d predictions", len(list), cells)
		})
	}
}

func invent(seed, first uint64, n int) []evolve.History {
	r := rand.New(rand.NewPCG(seed, first))
	list := make([]evolve.History, n)
	for k := range list {
		list[k] = evolve.New(r)
	}
	return list
}
