package wire_test

import (
	"crypto/x509"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"math/big"
	"net"
	"net/netip"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"

	"github.com/oslogen/oslogen/runtime/internal/wire"
)

// into returns a pointer to a new T.
func into[T any]() any { return new(T) }

// unset has what services send as "" when it is not set.
type unset struct {
	A time.Time
	B *time.Time
	C *int `json:",string"`
	D json.Number
}

// A mode travels by its name, a level by its number.
type (
	mode  uint8
	level uint8
)

var modes = []string{"cold", "warm"}

func (m mode) MarshalText() ([]byte, error) { return []byte(modes[m]), nil }

func (m *mode) UnmarshalText(text []byte) error {
	*m = mode(slices.Index(modes, string(text)))
	return nil
}

func TestUnmarshal(t *testing.T) {
	tenTo25, _ := new(big.Int).SetString("10000000000000000905969664", 10) // the float nearest to it
	commonName := new(x509.OID)
	if err := commonName.UnmarshalText([]byte("2.5.4.3")); err != nil {
		t.Fatal(err)
	}
	huge, _ := new(big.Int).SetString("1000000000000000000000000000000", 10)
	for _, c := range []struct {
		text string
		into any
		want any
	}{
		{`null`, into[any](), nil},
		{` [1, -0, 2.0, "a", true, false, null, {}, []] `, into[any](),
			[]any{int64(1), int64(0), 2.0, "a", true, false, nil, map[string]any{}, []any{}}},
		{`9223372036854775807`, into[any](), int64(math.MaxInt64)},
		{`1000000000000000000000000000000`, into[any](), huge},
		{`1e2`, into[any](), 100.0},
		{`1e999`, into[any](), math.Inf(1)},
		{`-Infinity`, into[any](), math.Inf(-1)},
		{`{"a": 1, "b": 2, "a": {"x": 1}, "a": {"y": 2}}`, into[any](), map[string]any{"a": map[string]any{"y": int64(2)}, "b": int64(2)}},
		{`"\u00e9\ud83d\ude00\ud83d \/\b\f\n\r\t\"\\é"`, into[string](), "é😀\ufffd /\b\f\n\r\t\"\\é"},
		{`"\ud83d\u0041\ude00"`, into[string](), "\ufffdA\ufffd"},
		{`"raw é"`, into[[]byte](), []byte("raw é")},
		{`[]`, into[[]string](), []string{}},
		{`null`, into[[]string](), []string(nil)},
		{`[1, 2]`, into[[2]int8](), [2]int8{1, 2}},
		{`-128`, into[int8](), int8(-128)},
		{`[3.0, -4e0, -0.0, 1e3]`, into[[]int16](), []int16{3, -4, 0, 1000}},
		{`[9007199254740994.0]`, into[[]uint64](), []uint64{9007199254740994}},
		{`1e25`, into[big.Int](), *tenTo25},
		{`["", 1]`, into[[]int](), []int{0, 1}},
		{`["", 1]`, into[[]*float64](), []*float64{nil, new(1.0)}},
		{`["", "", ""]`, into[[3]any](), [3]any{"", "", ""}},
		{`{"A": "", "B": "", "C": "", "D": ""}`, into[unset](), unset{}},
		{`["", "2.5.4.3"]`, into[[]*x509.OID](), []*x509.OID{{}, commonName}},
		{`["cold", "warm"]`, into[[]mode](), []mode{0, 1}},
		{`{"warm": 1}`, into[map[mode]level](), map[mode]level{1: 1}},
		{`[1, 2]`, into[[]level](), []level{1, 2}},
		{`"00:16:3E:0a:0b:0c"`, into[net.HardwareAddr](), net.HardwareAddr{0, 0x16, 0x3e, 10, 11, 12}},
		{`null`, into[net.HardwareAddr](), net.HardwareAddr(nil)},
		{`"10.1.2.3/8"`, into[net.IPNet](), net.IPNet{IP: net.IP{10, 1, 2, 3}, Mask: net.CIDRMask(8, 32)}},
		{`""`, into[net.IPNet](), net.IPNet{}},
		{`18446744073709551615`, into[uint64](), uint64(math.MaxUint64)},
		{`-0`, into[uint](), uint(0)},
		{`3`, into[float64](), 3.0},
		{`Infinity`, into[float32](), float32(math.Inf(1))},
		{`5`, into[**int](), new(new(5))},
		{`1e5`, into[json.Number](), json.Number("1e5")},
		{` {"a": NaN} `, into[json.RawMessage](), json.RawMessage(`{"a": NaN}`)},
		{`null`, into[json.RawMessage](), json.RawMessage(`null`)},
		{`1000000000000000000000000000000`, into[*big.Int](), huge},
		{`["b", "a", "b"]`, into[map[string]struct{}](), map[string]struct{}{"a": {}, "b": {}}},
		{`[9, 10]`, into[map[int]struct{}](), map[int]struct{}{9: {}, 10: {}}},
		{`{"9": "x"}`, into[map[int]string](), map[int]string{9: "x"}},
		{`{"::1": 1}`, into[map[netip.Addr]int](), map[netip.Addr]int{netip.MustParseAddr("::1"): 1}},
		{`"6ba7b810-9dad-11d1-80b4-00c04fd430c8"`, into[uuid.UUID](), uuid.MustParse("6ba7b810-9dad-11d1-80b4-00c04fd430c8")},
		{`"10.0.0.1"`, into[netip.Addr](), netip.MustParseAddr("10.0.0.1")},
		{`"2024-02-29T12:34:56.000789"`, into[time.Time](), time.Date(2024, 2, 29, 12, 34, 56, 789_000, time.UTC)},
		{`{"a": 1, "p": 2, "B": "b", "other": [{}]}`, into[embedded](), embedded{inner{1}, &Pointed{2}, "b"}},
		{`{"A": 1, "b": "x"}`, into[embedded](), embedded{}}, // names match exactly
		{`{"opt": {"a": 1}, "opt": {}, "quoted": "5", "quoted_s": "\"x\"", "quoted_p": null, "-": 7}`, into[tagged](),
			tagged{Opt: &inner{}, Quoted: 5, QuotedS: "x", Dash: 7}},
		{`{"self": {"any": [1]}}`, into[tagged](), tagged{Self: &tagged{Any: []any{int64(1)}}}},
	} {
		if err := wire.Unmarshal([]byte(c.text), c.into); err != nil {
			t.Errorf("%s into %T: %v", c.text, c.into, err)
			continue
		}
		got := reflect.ValueOf(c.into).Elem().Interface()
		if !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s into %T:\n got %#v\nwant %#v", c.text, c.into, got, c.want)
		}
	}
}

func TestUnmarshalNullKeepsWhatCannotBeNil(t *testing.T) {
	got := struct {
		N int
		S string
		T time.Time
		U uuid.UUID
		P *int
		M map[string]int
	}{1, "s", time.Unix(1, 0), uuid.UUID{1}, new(1), map[string]int{}}
	want := got
	want.P, want.M = nil, nil
	err := wire.Unmarshal([]byte(`{"N": null, "S": null, "T": null, "U": null, "P": null, "M": null}`), &got)
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, %v", got, err)
	}
}

func TestUnmarshalRefusesTypes(t *testing.T) {
	for _, c := range []struct {
		text string
		into any
		want string // the error
	}{
		{`300`, into[int8](), "number out of range of int8"},
		{`-1`, into[uint](), "number out of range of uint"},
		{`9223372036854775808`, into[int64](), "number out of range of int64"},
		{`3.5`, into[int](), "expected an integer, found a float"},
		{`-Infinity`, into[int](), "expected an integer, found a float"},
		{`1e19`, into[int](), "number out of range of int"},
		{`-1.0`, into[uint8](), "number out of range of uint8"},
		{`""`, into[bool](), "expected a boolean, found a string"},
		{`" "`, into[time.Time](), "text is not a time"},
		{`""`, into[uuid.UUID](), "text is not that of a uuid.UUID"},
		{`"00:16:3e"`, into[net.HardwareAddr](), "text is not a hardware address"},
		{`"10.0.0.0"`, into[net.IPNet](), "text is not a network such as 10.0.0.0/8"},
		{`5`, into[net.IPNet](), "expected a string, found a number"},
		{`[]`, into[net.HardwareAddr](), "expected a string, found an array"},
		{`"/"`, into[net.IPMask](), "net.IPMask has no form on the wire: send a net.IPNet, or the length of the prefix"},
		{`NaN`, into[int](), "expected an integer, found a float"},
		{`"1"`, into[int](), "expected an integer, found a string"},
		{`1`, into[string](), "expected a string, found a number"},
		{`null`, into[[1]int](), ""},
		{`[1]`, into[[2]int](), "expected an array of 2, found 1"},
		{`[1, 2, 3]`, into[[2]int](), "[2]: one element too many"},
		{`{}`, into[[]int](), "expected an array, found an object"},
		{`[]`, into[inner](), "expected an object, found an array"},
		{`true`, into[map[string]int](), "expected an object, found a boolean"},
		{`{"groups": [1, 2, {"a": "secret"}]}`, into[struct {
			Groups []any `json:"groups"`
		}](), ""},
		{`{"groups": [{"a": 1}, {"a": "secret"}]}`, into[struct {
			Groups []inner `json:"groups"`
		}](), "groups[1].a: expected an integer, found a string"},
		{`{"secret": {"a": "secret"}}`, into[map[string]inner](), "[*].a: expected an integer, found a string"},
		{`{"secret": 1}`, into[map[int]int](), "key is not an integer that fits int"},
		{`"secret"`, into[uuid.UUID](), "text is not that of a uuid.UUID"},
		{`"secret"`, into[netip.Addr](), "text is not that of a netip.Addr"},
		{`"secret"`, into[time.Time](), "text is not a time"},
		{`5`, into[time.Duration](), "time.Duration has no form on the wire: send seconds as a number, or a time"},
		{`5`, into[fmt.Stringer](), "a fmt.Stringer cannot be read"},
		{`Infinity`, into[json.Number](), "NaN or infinity does not fit json.Number"},
		{strings.Repeat("1", 5000), into[any](), "integer of more than 4300 digits"},
		{strings.Repeat("1", 5000), into[big.Int](), "number out of range of big.Int"},
		{`{"quoted": 5}`, into[tagged](), "quoted: expected a string, found a number"},
		{`{"quoted": "5 secret"}`, into[tagged](), "quoted: text is not that of a int"},
	} {
		err := wire.Unmarshal([]byte(c.text), c.into)
		if c.want == "" {
			if err != nil {
				t.Errorf("%.50s into %T: %v", c.text, c.into, err)
			}
			continue
		}
		var typed *wire.TypeError
		if !errors.As(err, &typed) || err.Error() != c.want {
			t.Errorf("%.50s into %T: error %v, want %s", c.text, c.into, err, c.want)
		}
	}
	for _, v := range []any{nil, 5, (*int)(nil)} {
		if wire.Unmarshal([]byte("1"), v) == nil {
			t.Errorf("no error for the destination %#v", v)
		}
	}
}

func TestUnmarshalRefusesSyntax(t *testing.T) {
	for text, want := range map[string]string{
		``:                   "offset 0: expected a value",
		` `:                  "offset 1: expected a value",
		`1 2`:                "offset 2: expected end of text",
		`01`:                 "offset 1: expected end of text",
		`1.`:                 "offset 1: expected end of text",
		`1e`:                 "offset 1: expected end of text",
		`-`:                  "offset 0: expected a value",
		`+1`:                 "offset 0: expected a value",
		`.5`:                 "offset 0: expected a value",
		`-NaN`:               "offset 0: expected a value",
		`Inf`:                "offset 0: expected a value",
		`nul`:                "offset 0: expected null",
		`tru`:                "offset 0: expected true",
		`[1,]`:               "offset 3: expected a value",
		`[1 2]`:              "offset 3: expected a comma or the end of the array",
		`[`:                  "offset 1: expected a value",
		`[1`:                 "offset 2: expected a comma or the end of the array",
		`{"a": 1,}`:          "offset 8: expected a key",
		`{a: 1}`:             "offset 1: expected a key",
		`{"a" 1}`:            "offset 5: expected a colon",
		`{"a": 1 "b": 2}`:    "offset 8: expected a comma or the end of the object",
		`"a`:                 "offset 2: expected the end of a string",
		`"\`:                 "offset 1: expected an escape sequence",
		`"\x"`:               "offset 1: expected an escape sequence",
		`"\u00g0"`:           "offset 1: expected an escape sequence",
		`"\u00`:              "offset 1: expected an escape sequence",
		"\"a\nb\"":           "offset 2: expected no control character in a string",
		"\"0123456789\xff\"": "offset 11: expected UTF-8",
		"\"\xed\xa0\x80\"":   "offset 1: expected UTF-8",
		"\xef\xbb\xbf1":      "offset 0: expected a value",
		`'a'`:                "offset 0: expected a value",
		`1 // x`:             "offset 2: expected end of text",
	} {
		var v any
		err := wire.Unmarshal([]byte(text), &v)
		var syntax *wire.SyntaxError
		if !errors.As(err, &syntax) || err.Error() != want {
			t.Errorf("%q: error %v, want %s", text, err, want)
		}
		for _, typed := range []any{into[int](), into[string](), into[bool](), into[[]int](), into[map[string]int](), into[inner]()} {
			if wire.Unmarshal([]byte(text), typed) == nil {
				t.Errorf("%q into %T: no error", text, typed)
			}
		}
		if wire.Valid([]byte(text)) {
			t.Errorf("%q is valid", text)
		}
	}
}

func TestUnmarshalArgs(t *testing.T) {
	type args struct {
		ID     string `json:"id"`
		Groups []int8 `json:"groups"`
		Force  *bool  `json:"force,omitempty"`
		Zone   string `json:"zone,optional"`
	}
	var got args
	if err := wire.UnmarshalArgs([]byte(`{"groups": [1], "id": "x"}`), &got, nil); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(args{ID: "x", Groups: []int8{1}}, got); diff != "" {
		t.Errorf("args (-want +got):\n%s", diff)
	}
	for text, want := range map[string]string{
		`{"id": "x"}`:                              `missing argument "groups"`,
		`{"id": "x", "groups": [], "other": 1}`:    `unexpected argument "other"`,
		`{"id": "x", "groups": [1, 2, 300]}`:       `args.groups[2]: number out of range of int8`,
		`[]`:                                       `args: expected an object, found an array`,
		`{"id": "x", "groups": []} x`:              `offset 26: expected end of text`,
		`{"id": "x", "groups": [], "force": "no"}`: `args.force: expected a boolean, found a string`,
	} {
		err := wire.UnmarshalArgs([]byte(text), new(args), nil)
		if err == nil || err.Error() != want {
			t.Errorf("%s: error %v, want %s", text, err, want)
		}
	}
	var argument *wire.ArgumentError
	if err := wire.UnmarshalArgs([]byte(`{}`), new(args), nil); !errors.As(err, &argument) || argument.Missing != "id" {
		t.Errorf("error %#v", err)
	}
	var anything map[string]any
	if err := wire.UnmarshalArgs([]byte(`{"a": 1}`), &anything, nil); err != nil || anything["a"] != int64(1) {
		t.Errorf("got %v, %v", anything, err)
	}
	if err := wire.UnmarshalArgs([]byte(`[]`), &[]any{}, nil); err == nil {
		t.Error("no error for a slice")
	}
	if err := wire.UnmarshalArgs([]byte(`null`), &anything, nil); err == nil {
		t.Error("no error for null")
	}
}

// What Python sent of every type it has, read into Go types.
func TestRichArguments(t *testing.T) {
	for _, c := range load[[]capturedBody](t, "bodies.json") {
		if c.Capture != "call_rich_args" || kindOf(t, c.Body) != "request" {
			continue
		}
		request, err := decodeRequest([]byte(c.Body))
		if err != nil {
			t.Fatal(err)
		}
		var got richArgs
		if err := wire.UnmarshalArgs(request.Args, &got, nil); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff("héllo 世界 😀 \x00 \x7f \"q\" \\ / \n", got.Text); diff != "" {
			t.Error(diff)
		}
		if !got.When.Equal(time.Date(2024, 2, 29, 12, 34, 56, 789_000, time.UTC)) || got.Big != 9223372036854775809 {
			t.Errorf("got %+v", got)
		}
		again, err := wire.AppendValue(nil, &got)
		if err != nil {
			t.Fatal(err)
		}
		want := strings.ReplaceAll(string(request.Args),
			`{"7": "int", "2.5": "float", "true": "true", "null": "null"}`,
			`{"2.5": "float", "7": "int", "null": "null", "true": "true"}`) // Go's maps have no order
		if diff := cmp.Diff(want, string(again)); diff != "" {
			t.Errorf("written again (-want +got):\n%s", diff)
		}
	}
}

type richArgs struct {
	Text   string `json:"text"`
	Nested struct {
		List  []any          `json:"list"`
		Empty map[string]any `json:"empty"`
	} `json:"nested"`
	Tuple        []any               `json:"tuple"`
	Set          map[int]struct{}    `json:"set"`
	Frozenset    map[string]struct{} `json:"frozenset"`
	Bytes        []byte              `json:"bytes"`
	When         time.Time           `json:"when"`
	WhenZone     time.Time           `json:"when_zone"`
	UUID         uuid.UUID           `json:"uuid"`
	Big          uint64              `json:"big"`
	Bigger       *big.Int            `json:"bigger"`
	Negative     int64               `json:"negative"`
	Float        float64             `json:"float"`
	FloatWhole   float64             `json:"float_whole"`
	FloatLarge   float64             `json:"float_large"`
	FloatSmall   float64             `json:"float_small"`
	NegativeZero float64             `json:"negative_zero"`
	NaN          float64             `json:"nan"`
	Inf          float64             `json:"inf"`
	MinusInf     float64             `json:"minus_inf"`
	IntKeys      map[string]string   `json:"int_keys"`
	Exception    string              `json:"exception"`
	HTML         string              `json:"html"`
}
