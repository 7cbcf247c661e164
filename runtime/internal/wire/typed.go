package wire

import (
	"encoding/base64"
	"encoding/hex"
	"strings"
	"unicode/utf8"
)

// kombu (5.3 and later) writes values that JSON does not have in a bare message
// as objects of exactly these two keys.
const (
	typeKey  = `"__type__"`
	valueKey = `"__value__"`
)

// A typedValue watches the members of an object to find out whether it is one
// of kombu's typed values.
type typedValue struct {
	members     int
	kind, value []byte // JSON texts
}

// member takes note of a member of the object.
func (t *typedValue) member(key, value []byte) {
	t.members++
	switch string(key) {
	case typeKey:
		t.kind = value
	case valueKey:
		t.value = value
	}
}

// unwrap replaces the object at dst[start:] by the string it stands for. An object that is no typed value, or one of
// a type that is not known, stays.
func (t *typedValue) unwrap(dst []byte, start int) []byte {
	if t.members != 2 || t.kind == nil || t.value == nil {
		return dst
	}
	var text string
	switch string(t.kind) {
	case `"datetime"`, `"date"`, `"time"`, `"decimal"`, `"bytes"`:
		if Unmarshal(t.value, &text) != nil {
			return dst
		}
	case `"base64"`:
		if Unmarshal(t.value, &text) != nil {
			return dst
		}
		text = decodeBase64(text)
	case `"uuid"`:
		var ok bool
		if text, ok = hyphenate(t.value); !ok {
			return dst
		}
	default:
		return dst
	}
	return appendText(dst[:start], text)
}

// decodeBase64 returns the decoded bytes of text if they are text themselves.
// JSON has no form for other bytes.
func decodeBase64(text string) string {
	data, err := base64.StdEncoding.DecodeString(text)
	if err != nil || !utf8.Valid(data) {
		return text
	}
	return string(data)
}

// hyphenate returns the usual text of a UUID written as {"hex": "32 digits"}.
func hyphenate(value []byte) (string, bool) {
	var uuid struct {
		Hex string `json:"hex"`
	}
	if Unmarshal(value, &uuid) != nil {
		return "", false
	}
	if data, err := hex.DecodeString(uuid.Hex); err != nil || len(data) != 16 {
		return "", false
	}
	h := strings.ToLower(uuid.Hex)
	return h[:8] + "-" + h[8:12] + "-" + h[12:16] + "-" + h[16:20] + "-" + h[20:], true
}
