package output

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"github.com/oslogen/oslogen/runtime/wirejson"
)

// Document returns a JSON text of the wire as it is printed. NaN and infinities,
// which Python writes and JSON does not have, become texts.
func Document(raw []byte) json.RawMessage {
	if json.Valid(raw) {
		return raw
	}
	var value any
	if wirejson.Unmarshal(raw, &value) == nil {
		if doc, err := json.Marshal(finite(value)); err == nil {
			return doc
		}
	}
	doc, _ := json.Marshal(string(raw)) // a string can't fail
	return doc
}

// finite replaces the floats that JSON does not have by their names.
func finite(value any) any {
	switch v := value.(type) {
	case float64:
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return strconv.FormatFloat(v, 'g', -1, 64)
		}
	case []any:
		for i := range v {
			v[i] = finite(v[i])
		}
	case map[string]any:
		for key := range v {
			v[key] = finite(v[key])
		}
	}
	return value
}

// Text returns a printer of JSON text for people: a string without quotes, all
// else indented. Letters are written as such and not as \u escapes.
func Text(raw []byte) func(w io.Writer) {
	return func(w io.Writer) {
		var text string
		if json.Unmarshal(raw, &text) == nil && !strings.ContainsFunc(text, isControl) && string(raw) != "null" {
			fmt.Fprintln(w, text)
			return
		}
		var doc bytes.Buffer
		if json.Indent(&doc, Document(raw), "", "  ") == nil {
			fmt.Fprintln(w, Unescape(doc.String()))
		}
	}
}

// isControl reports whether a terminal may do something strange with r.
func isControl(r rune) bool { return unicode.IsControl(r) && r != '\n' && r != '\t' }

var escapes = regexp.MustCompile(`\\[^u]|(?:\\u[0-9a-fA-F]{4})+`)

// Unescape replaces the \u escapes of a JSON text that stand for printable letters.
func Unescape(doc string) string {
	return escapes.ReplaceAllStringFunc(doc, func(escape string) string {
		var letters string
		if escape[1] != 'u' || json.Unmarshal([]byte(`"`+escape+`"`), &letters) != nil {
			return escape
		}
		if strings.ContainsFunc(letters, func(r rune) bool { return !unicode.IsPrint(r) || r == '"' || r == '\\' || r == unicode.ReplacementChar }) {
			return escape
		}
		return letters
	})
}
