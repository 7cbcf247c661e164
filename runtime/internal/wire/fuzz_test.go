package wire_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"math"
	"math/big"
	"reflect"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/oslogen/oslogen/internal/corpus"
	"github.com/oslogen/oslogen/runtime/internal/wire"
)

// keep adds what earlier runs of the target have found.
func keep(f *testing.F, target string) {
	f.Helper()
	for _, body := range corpus.Of(f, target) {
		f.Add([]byte(body))
	}
}

// seed adds the bodies of all recordings.
func seed(f *testing.F) {
	f.Helper()
	for _, c := range load[[]capturedBody](f, "bodies.json") {
		f.Add([]byte(c.Body))
	}
	for _, c := range load[map[string]rawRequest](f, "raw_requests.json") {
		f.Add([]byte(c.Body))
	}
	for _, c := range load[map[string]rawNotification](f, "raw_notifications.json") {
		f.Add([]byte(c.Body))
	}
	f.Add([]byte(`{"failure": "{\"class\": \"A_Remote\", \"module\": \"b_Remote\", \"args\": [1], \"kwargs\": {}}", "ending": 1}`))
	f.Add([]byte(`{"_context_\u00e9": 1, "_context_\u00e9": 2, "\u005fcontext_x": [NaN], "args": {"a\ud800": "\ud800\udc00"}}`))
}

// numbered has names without letters, for encoding/json does not tell upper from lower case.
type numbered struct {
	I int8            `json:"1"`
	S string          `json:"2"`
	F float64         `json:"3"`
	B *bool           `json:"4"`
	L []uint16        `json:"5"`
	M map[string]any  `json:"6"`
	R json.RawMessage `json:"7"`
	Q int             `json:"8,string"`
}

// What encoding/json accepts is accepted and means the same; what it refuses is refused, except for Python's words.
func FuzzUnmarshal(f *testing.F) {
	seed(f)
	keep(f, "FuzzUnmarshal")
	for _, text := range []string{
		`{"1": 127, "2": "\ud83d\ude00\ud83d", "3": 1e5, "4": true, "5": [1, 65535], "6": {"a": [{}]}, "7": [1 , 2], "8": "5"}`,
		`[0, -0, 0.0, -1.5E+07, 9223372036854775808, 1e999, "\u0000\/", [], {}, null]`,
		`{"a": 1, "a": {"b": 1}, "a": {"c": 2}}`, `-Infinity`, `[[[[[[]]]]]]`, `"\xff"`,
	} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if bytes.Contains(data, []byte("NaN")) || bytes.Contains(data, []byte("Infinity")) {
			return // encoding/json reads no such numbers
		}
		var got any
		err := wire.Unmarshal(data, &got)
		if ok := err == nil; ok && !wire.Valid(data) {
			t.Fatal("accepted but not Valid")
		}
		if beyondLimits(data, err) {
			return
		}
		want, wantErr := standard(data)
		if (err == nil) != (wantErr == nil) {
			t.Fatalf("error %v, encoding/json %v", err, wantErr)
		}
		if err != nil {
			return
		}
		if !same(got, want) {
			t.Errorf("got %#v\nwant %#v", got, want)
		}
		compareStructs(t, data, want)
	})
}

// beyondLimits reports whether err is about what only this package refuses.
func beyondLimits(data []byte, err error) bool {
	var typed *wire.TypeError // an integer of too many digits
	return !utf8.Valid(data) || errors.Is(err, wire.ErrTooDeep) || errors.As(err, &typed)
}

// standard is what encoding/json makes of data, with numbers as they are written.
func standard(data []byte) (v any, err error) {
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	if err := d.Decode(&v); err != nil {
		return nil, err
	}
	if _, err := d.Token(); err != io.EOF {
		return nil, errors.New("more than one value")
	}
	return v, nil
}

// same compares what this package made of a text with what encoding/json did.
func same(got, want any) bool {
	switch want := want.(type) {
	case json.Number:
		return sameNumber(got, want.String())
	case []any:
		list, ok := got.([]any)
		if !ok || len(list) != len(want) {
			return false
		}
		for i := range list {
			if !same(list[i], want[i]) {
				return false
			}
		}
		return true
	case map[string]any:
		object, ok := got.(map[string]any)
		if !ok || len(object) != len(want) {
			return false
		}
		for k := range object {
			if w, ok := want[k]; !ok || !same(object[k], w) {
				return false
			}
		}
		return true
	default:
		return got == want
	}
}

func sameNumber(got any, text string) bool {
	switch got := got.(type) {
	case float64:
		want, _ := strconv.ParseFloat(text, 64) // infinite if it is too large
		return got == want && strings.ContainsAny(text, ".eE")
	case int64:
		want, ok := new(big.Int).SetString(text, 10)
		return ok && want.Cmp(big.NewInt(got)) == 0
	case *big.Int:
		want, ok := new(big.Int).SetString(text, 10)
		return ok && want.Cmp(got) == 0 && !got.IsInt64()
	}
	return false
}

// compareStructs reads an object without duplicate keys into a struct, here and with encoding/json.
func compareStructs(t *testing.T, data []byte, parsed any) {
	t.Helper()
	object, ok := parsed.(map[string]any)
	if !ok || duplicates(data, object) {
		return
	}
	var got, want numbered
	err, wantErr := wire.Unmarshal(data, &got), json.Unmarshal(data, &want)
	if math.IsInf(got.F, 0) || err == nil && isLenient(wantErr) {
		return // Python reads a number too large as infinity
	}
	if (err == nil) != (wantErr == nil) {
		t.Fatalf("struct: error %v, encoding/json %v", err, wantErr)
	}
	got.M, want.M = nil, nil // numbers differ, and were compared
	if err == nil && !reflect.DeepEqual(got, want) {
		t.Errorf("struct:\n got %+v\nwant %+v", got, want)
	}
}

// isLenient reports whether err is about an empty string or a float that is an integer, which this package reads as
// numbers.
func isLenient(err error) bool {
	bad, ok := errors.AsType[*json.UnmarshalTypeError](err)
	return ok && (bad.Value == "string" || strings.HasPrefix(bad.Value, "number ")) ||
		err != nil && strings.Contains(err.Error(), ",string struct tag")
}

// duplicates reports whether the object has a key twice at its first level.
func duplicates(data []byte, object map[string]any) bool {
	d := json.NewDecoder(bytes.NewReader(data))
	if _, err := d.Token(); err != nil {
		return true
	}
	keys := 0
	for ; d.More(); keys++ {
		var value json.RawMessage
		if _, err := d.Token(); err != nil || d.Decode(&value) != nil {
			return true
		}
	}
	return keys != len(object)
}

// What is read can be written, in ASCII, and means the same again.
func FuzzAppendValue(f *testing.F) {
	seed(f)
	f.Add([]byte(`[NaN, -0.0, 1e22, 123456789012345678901234567890, "\ud800x\udc00\/\u007f", {"\n": Infinity}]`))
	f.Fuzz(func(t *testing.T, data []byte) {
		var value any
		if wire.Unmarshal(data, &value) != nil {
			return
		}
		for _, written := range []any{value, json.RawMessage(data)} {
			text, err := wire.AppendValue(nil, written)
			if err != nil {
				t.Fatal(err)
			}
			if i := bytes.IndexFunc(text, func(r rune) bool { return r < ' ' || r > '~' }); i >= 0 {
				t.Fatalf("byte %#x in %q", text[i], text)
			}
			var again any
			if err := wire.Unmarshal(text, &again); err != nil {
				t.Fatalf("%s: %v", text, err)
			}
			if diff := cmp.Diff(value, again, equalNumbers); diff != "" {
				t.Fatalf("%s: (-want +got)\n%s", text, diff)
			}
			twice, err := wire.AppendValue(nil, json.RawMessage(text))
			if err != nil || !bytes.Equal(twice, text) {
				t.Fatalf("%s became %s, %v", text, twice, err)
			}
		}
	})
}

var equalNumbers = cmp.Options{
	cmp.Comparer(func(a, b float64) bool { return a == b || math.IsNaN(a) && math.IsNaN(b) }),
	cmp.Comparer(func(a, b *big.Int) bool { return a.Cmp(b) == 0 }),
}
