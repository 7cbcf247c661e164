package wirejson_test

import (
	"errors"
	"math"
	"testing"

	"github.com/oslogen/oslogen/runtime/wirejson"
)

func TestErrors(t *testing.T) {
	var syntax *wirejson.SyntaxError
	if err := wirejson.Unmarshal([]byte(`{"a"}`), new(any)); !errors.As(err, &syntax) || syntax.Offset != 4 {
		t.Errorf("got %v", err)
	}
	var typed *wirejson.TypeError
	if err := wirejson.Unmarshal([]byte(`{"a": ["x"]}`), new(map[string][]int)); !errors.As(err, &typed) || typed.Path != "[*][0]" {
		t.Errorf("got %v", err)
	}
	var value *wirejson.ValueError
	if got, err := wirejson.Append([]byte("x"), func() {}); !errors.As(err, &value) || string(got) != "x" {
		t.Errorf("got %s, %v", got, err)
	}
	var circle any
	circle = &circle
	if _, err := wirejson.Marshal(circle); !errors.Is(err, wirejson.ErrTooDeep) {
		t.Errorf("got %v", err)
	}
}

// What encoding/json refuses and Python writes.
func TestPythonsNumbers(t *testing.T) {
	for _, text := range []string{"NaN", "[Infinity, -Infinity]", "1e999"} {
		if !wirejson.Valid([]byte(text)) {
			t.Errorf("%s is not valid", text)
		}
	}
	var f []float64
	if err := wirejson.Unmarshal([]byte("[NaN, 1e999]"), &f); err != nil || !math.IsNaN(f[0]) || !math.IsInf(f[1], 1) {
		t.Errorf("got %v, %v", f, err)
	}
}
