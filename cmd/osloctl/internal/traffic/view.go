package traffic

import (
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"strings"
	"time"

	"github.com/oslogen/oslogen/runtime/wirejson"
)

// View returns the message as filters and structured output have it. All of it is
// standard JSON: a NaN is the text "NaN".
func (e *Entry) View() map[string]any {
	v := map[string]any{"at": e.At.UTC().Format(timeLayout), "kind": string(e.Kind)}
	for name, value := range e.Body {
		if !strings.HasPrefix(name, "_") && name != "ending" {
			v[name] = Plain(value)
		}
	}
	if c := e.Context(); len(c) > 0 {
		v["context"] = Plain(c)
	}
	if id := e.MessageID(); id != "" {
		v["message_id"] = id
	}
	if e.Kind == Reply || e.Kind == Heartbeat {
		v["failure"] = Plain(e.failure())
		return v
	}
	v["exchange"], v["topic"] = e.Exchange, e.Topic()
	if server := e.Server(); server != "" && e.Kind != Notification {
		v["server"] = server
	}
	return v
}

// timeLayout has microseconds, as OpenStack's own times.
const timeLayout = "2006-01-02T15:04:05.000000Z"

// Plain makes standard JSON of a value that was read by the rules of the wire.
func Plain(v any) any {
	switch v := v.(type) {
	case map[string]any:
		out := make(map[string]any, len(v))
		for name, value := range v {
			out[name] = Plain(value)
		}
		return out
	case []any:
		out := make([]any, len(v))
		for i, value := range v {
			out[i] = Plain(value)
		}
		return out
	case int64:
		return int(v)
	case float64:
		return plainFloat(v)
	}
	return v
}

func plainFloat(f float64) any {
	switch {
	case math.IsNaN(f):
		return "NaN"
	case math.IsInf(f, 1):
		return "Infinity"
	case math.IsInf(f, -1):
		return "-Infinity"
	}
	return f
}

// failure is the exception of a reply, nil if there is none.
func (e *Entry) failure() any {
	var f map[string]any
	text, ok := e.Body["failure"].(string)
	if !ok || wirejson.Unmarshal([]byte(text), &f) != nil {
		return e.Body["failure"]
	}
	delete(f, "tb") // long, and in the logs of the server
	return f
}

// Exception is the exception of a reply as class and message, "" if there is none.
func (e *Entry) Exception() string {
	switch f := e.failure().(type) {
	case nil:
		return ""
	case map[string]any:
		return fmt.Sprintf("%v: %v", f["class"], f["message"])
	default:
		return fmt.Sprint(f)
	}
}

// Unwrap takes versioned objects out of their envelopes, at every depth: in place of
// {"nova_object.name": ..., "nova_object.data": {...}} stands the data.
func Unwrap(v any) any {
	switch v := v.(type) {
	case map[string]any:
		for name, data := range v {
			prefix, ok := strings.CutSuffix(name, ".data")
			if _, named := v[prefix+".name"]; ok && named {
				return Unwrap(data)
			}
		}
		out := maps.Clone(v)
		for name, value := range out {
			out[name] = Unwrap(value)
		}
		return out
	case []any:
		out := make([]any, len(v))
		for i, value := range v {
			out[i] = Unwrap(value)
		}
		return out
	}
	return v
}

// Compact is the text of a value on one line, cut to width columns if that is not 0.
func Compact(v any, width int) string {
	var b strings.Builder
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(Plain(v)); err != nil {
		return err.Error()
	}
	return Cut(strings.TrimSpace(b.String()), width)
}

// Cut cuts text to width columns, the last of which is then an ellipsis. A width
// of 0 is none.
func Cut(text string, width int) string {
	if runes := []rune(text); width > 0 && len(runes) > width {
		return string(runes[:width-1]) + "…"
	}
	return text
}

// Took is a duration as a person reads it.
func Took(d time.Duration) string {
	if d < time.Second {
		return fmt.Sprintf("%.1f ms", float64(d.Microseconds())/1000)
	}
	return fmt.Sprintf("%.2f s", d.Seconds())
}
