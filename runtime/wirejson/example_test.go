package wirejson_test

import (
	"fmt"
	"time"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/wirejson"
)

// Sample comes from a Python service as (name, value) or as (name, value, time).
type Sample struct {
	Name  string
	Value float64
	At    time.Time
}

// UnmarshalJSON reads a tuple of two or three elements.
func (s *Sample) UnmarshalJSON(data []byte) error {
	var elements []any
	if err := wirejson.Unmarshal(data, &elements); err != nil {
		return err
	}
	if len(elements) < 3 {
		return wirejson.Unmarshal(data, &struct {
			oslo.Tuple
			Name  *string
			Value *float64
		}{Name: &s.Name, Value: &s.Value})
	}
	return wirejson.Unmarshal(data, &struct {
		oslo.Tuple
		Name  *string
		Value *float64
		At    *time.Time
	}{Name: &s.Name, Value: &s.Value, At: &s.At})
}

func Example() {
	var samples []Sample
	err := wirejson.Unmarshal([]byte(`[["cpu", NaN], ["disk", 0.5, "2024-02-29 12:00:00"]]`), &samples)
	fmt.Println(samples[0].Name, samples[0].Value, samples[1].At, err)
	// Output: cpu NaN 2024-02-29 12:00:00 +0000 UTC <nil>
}

func ExampleMarshal() {
	text, err := wirejson.Marshal(map[string]any{"at": time.Unix(0, 0), "ratio": 3.0, "name": "café"})
	fmt.Println(string(text), err)
	// Output: {"at": "1970-01-01T00:00:00.000000", "name": "caf\u00e9", "ratio": 3.0} <nil>
}
