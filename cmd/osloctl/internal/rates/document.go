package rates

import "time"

// Document is a row for programs.
type Document struct {
	Topic    string  `json:"topic"`
	Name     string  `json:"name"` // the event type or method
	Kind     string  `json:"kind"` // the priority, or call, cast or fanout
	Count    int     `json:"count"`
	Rate     float64 `json:"rate"` // a second, over the whole time
	Answered int     `json:"answered,omitempty"`
	Failed   int     `json:"failed,omitempty"`
	Late     int     `json:"late,omitempty"`
	P50      float64 `json:"p50_ms,omitempty"`
	P99      float64 `json:"p99_ms,omitempty"`
}

// Documents are rows for programs, which were counted over a time.
func Documents(rows []*Row, over time.Duration) []Document {
	list := []Document{}
	for _, r := range rows {
		list = append(list, Document{
			r.Topic, r.Name, r.Kind, r.Total, float64(r.Total) / over.Seconds(), r.Times.Count, r.Failures, r.Late,
			milliseconds(r.Times.Quantile(0.5)), milliseconds(r.Times.Quantile(0.99)),
		})
	}
	return list
}

func milliseconds(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
