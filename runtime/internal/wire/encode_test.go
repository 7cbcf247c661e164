package wire_test

import (
	"crypto/ed25519"
	"encoding/json"
	"errors"
	"math"
	"math/big"
	"net"
	"net/netip"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/oslogen/oslogen/runtime/internal/wire"
)

type inner struct {
	A int `json:"a"`
}

type embedded struct {
	inner
	*Pointed
	B string
}

type Pointed struct {
	P int `json:"p,omitempty"`
}

type tagged struct {
	Skip    int                 `json:"-"`
	Dash    int                 `json:"-,"`
	Empty   []string            `json:"empty,omitempty"`
	Zero    time.Time           `json:"zero,omitzero"`
	Quoted  int                 `json:"quoted,string"`
	QuotedS string              `json:"quoted_s,string"`
	QuotedP *int                `json:"quoted_p,string"`
	Opt     *inner              `json:"opt,optional"`
	hidden  int                 //nolint:unused // what is not exported is not sent
	Any     any                 `json:"any"`
	Self    *tagged             `json:"self,omitempty"`
	Sub     struct{ X float32 } `json:"sub"`
}

type point struct{}

func (p point) MarshalJSON() ([]byte, error) { return []byte(`{"x":1,"y":[2,"é\/<"]}`), nil }

// A stamp has not inherited the methods of a time.
type stamp time.Time

type name string

func (n *name) MarshalText() ([]byte, error) { return []byte("name " + string(*n)), nil }

var utc5 = time.FixedZone("", 5*60*60)

func TestAppendValue(t *testing.T) {
	var nilPointer *int
	for _, c := range []struct {
		value any
		want  string
	}{
		{nil, `null`},
		{true, `true`},
		{-7, `-7`},
		{uint8(200), `200`},
		{uint64(math.MaxUint64), `18446744073709551615`},
		{0.1, `0.1`},
		{3.0, `3.0`},
		{1e22, `1e+22`},
		{1e16, `1e+16`},
		{123456789012345680.0, `1.2345678901234568e+17`},
		{1e15, `1000000000000000.0`},
		{1.5e-7, `1.5e-07`},
		{0.0001, `0.0001`},
		{0.00001, `1e-05`},
		{5e-324, `5e-324`},
		{math.Copysign(0, -1), `-0.0`},
		{float32(0.1), `0.1`},
		{math.NaN(), `NaN`},
		{math.Inf(1), `Infinity`},
		{math.Inf(-1), `-Infinity`},
		{"héllo 世界 😀 \x00 \x7f \"q\" \\ / \n\r\t\b\f", `"h\u00e9llo \u4e16\u754c \ud83d\ude00 \u0000 \u007f \"q\" \\ / \n\r\t\b\f"`},
		{"<&>\u2028\ufffd", `"<&>\u2028\ufffd"`},
		{[]byte("raw é"), `"raw \u00e9"`},
		{[]byte(nil), `""`},
		{[2]byte{1, 2}, `[1, 2]`},
		{[]mode{0, 1}, `["cold", "warm"]`},
		{[1]mode{1}, `["warm"]`},
		{map[mode]mode{1: 0}, `{"warm": "cold"}`},
		{[]level{1, 2}, `[1, 2]`},
		{net.HardwareAddr{0, 0x16, 0x3e, 10, 11, 0xfc}, `"00:16:3e:0a:0b:fc"`},
		{[]net.HardwareAddr{nil}, `[""]`},
		{net.IPNet{IP: net.IPv4zero, Mask: net.CIDRMask(0, 32)}, `"0.0.0.0/0"`},
		{&net.IPNet{IP: net.IP{10, 1, 2, 3}, Mask: net.CIDRMask(8, 32)}, `"10.1.2.3/8"`},
		{map[string]net.IPNet{"k": {}}, `{"k": ""}`},
		{[]string(nil), `[]`},
		{[]any{1, "a", nil}, `[1, "a", null]`},
		{map[string]int(nil), `{}`},
		{map[string]int{"b": 1, "a": 2}, `{"a": 2, "b": 1}`},
		{map[int]string{10: "x", 9: "y"}, `{"10": "x", "9": "y"}`},
		{map[netip.Addr]int{netip.MustParseAddr("::1"): 1}, `{"::1": 1}`},
		{map[string]struct{}{"b": {}, "a": {}}, `["a", "b"]`},
		{map[int]struct{}{10: {}, 9: {}}, `[9, 10]`},
		{map[uint8]struct{}{}, `[]`},
		{nilPointer, `null`},
		{new(5), `5`},
		{time.Date(2024, 2, 29, 12, 34, 56, 789_000, time.UTC), `"2024-02-29T12:34:56.000789"`},
		{time.Date(2024, 2, 29, 12, 0, 0, 0, utc5), `"2024-02-29T07:00:00.000000"`},
		{&time.Time{}, `"0001-01-01T00:00:00.000000"`},
		{uuid.MustParse("6ba7b810-9dad-11d1-80b4-00c04fd430c8"), `"6ba7b810-9dad-11d1-80b4-00c04fd430c8"`},
		{net.IPv4(10, 0, 0, 1), `"10.0.0.1"`},
		{netip.MustParsePrefix("10.0.0.0/8"), `"10.0.0.0/8"`},
		{wire.ID{0xab}, `"ab000000000000000000000000000000"`},
		{json.Number("1E5"), `1E5`},
		{json.Number(""), `0`},
		{new(big.Int).Lsh(big.NewInt(1), 64), `18446744073709551616`},
		{*big.NewInt(5), `5`},
		{json.RawMessage(` {"a" : [1,2.50,"\u00E9\/é\ud800 \u0041\n"]} `), `{"a": [1, 2.50, "\u00e9/\u00e9\ud800 A\n"]}`},
		{json.RawMessage(nil), `null`},
		{json.RawMessage(`[NaN, -Infinity]`), `[NaN, -Infinity]`},
		{point{}, `{"x": 1, "y": [2, "\u00e9/<"]}`},
		{[]*point{nil}, `[null]`},
		{name("n"), `"name n"`},
		{map[string]name{"k": "n"}, `{"k": "name n"}`},
		{embedded{inner: inner{1}, B: "b"}, `{"a": 1, "B": "b"}`},
		{embedded{Pointed: &Pointed{2}}, `{"a": 0, "p": 2, "B": ""}`},
		{
			tagged{Quoted: 5, QuotedS: `a"é`, QuotedP: new(6)},
			`{"-": 0, "quoted": "5", "quoted_s": "\"a\\\"\\u00e9\"", "quoted_p": "6", "opt": null, "any": null, "sub": {"X": 0.0}}`,
		},
		{
			tagged{Empty: []string{""}, Self: &tagged{}},
			`{"-": 0, "empty": [""], "quoted": "0", "quoted_s": "\"\"", "quoted_p": null, "opt": null, "any": null, "self": ` +
				`{"-": 0, "quoted": "0", "quoted_s": "\"\"", "quoted_p": null, "opt": null, "any": null, "sub": {"X": 0.0}}, "sub": {"X": 0.0}}`,
		},
	} {
		got, err := wire.AppendValue([]byte("before "), c.value)
		if err != nil {
			t.Errorf("%T %v: %v", c.value, c.value, err)
		} else if want := "before " + c.want; string(got) != want {
			t.Errorf("%T %v:\n got %s\nwant %s", c.value, c.value, got, want)
		}
	}
}

func TestAppendValueRefuses(t *testing.T) {
	type circle struct{ Next *circle }
	round := &circle{}
	round.Next = round
	var itself any
	itself = &itself
	for _, c := range []struct {
		value any
		want  string // in the error
	}{
		{time.Second, "time.Duration has no form on the wire: send seconds"},
		{struct{ D []time.Duration }{[]time.Duration{1}}, "D[0]: time.Duration"},
		{func() {}, "func() has no form"},
		{make(chan int), "chan int has no form"},
		{complex(1, 2), "complex128 has no form"},
		{map[float64]int{1: 1}, "keys that are strings or integers"},
		{map[string]any{"a": []any{1, []byte{0xff}}}, "[*][1]: text is not UTF-8"},
		{"a\xff", "text is not UTF-8"},
		{struct{ key string }{"k"}, "has no form on the wire: it has no exported field"},
		{stamp{}, "wire_test.stamp has no form on the wire: it has no exported field"},
		{[]struct{ sync.Mutex }{{}}, "it has no exported field"},
		{uintptr(1), "uintptr has no form"},
		{ed25519.PublicKey("text"), "send base64"},
		{map[time.Duration]int{1: 1}, "keys that are strings or integers"},
		{net.IPv4Mask(255, 0, 0, 0), "net.IPMask has no form on the wire: send a net.IPNet"},
		{net.IPNet{IP: net.IPv4zero, Mask: net.IPv4Mask(255, 0, 255, 0)}, "all its ones in front"},
		{net.HardwareAddr{1, 2}, "a hardware address has 6, 8 or 20 bytes, not 2"},
		{time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC), "year out of range"},
		{json.RawMessage(`{"a"}`), "raw JSON: offset 4"},
		{json.Number("1x"), "not a number"},
		{round, "nested too deep"},
		{itself, "nested too deep"},
		{json.RawMessage(strings.Repeat("[", 600) + strings.Repeat("]", 600)), "nested too deep"},
	} {
		got, err := wire.AppendValue([]byte("before"), c.value)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%T: error %v, want %q", c.value, err, c.want)
		}
		if string(got) != "before" {
			t.Errorf("%T: result %q after an error", c.value, got)
		}
		var value *wire.ValueError
		if !errors.As(err, &value) && !errors.Is(err, wire.ErrTooDeep) {
			t.Errorf("%T: error is a %T", c.value, err)
		}
	}
}

func TestDepthLimitIsTheSameBothWays(t *testing.T) {
	deep := func(n int) (v any) {
		for range n {
			v = []any{v}
		}
		return v
	}
	text, err := wire.AppendValue(nil, deep(wire.MaxDepth))
	if err != nil {
		t.Fatal(err)
	}
	var v any
	if err := wire.Unmarshal(text, &v); err != nil {
		t.Error(err)
	}
	if _, err := wire.AppendValue(nil, deep(wire.MaxDepth+1)); !errors.Is(err, wire.ErrTooDeep) {
		t.Errorf("writing: %v", err)
	}
	text = append(append([]byte{'['}, text...), ']')
	if err := wire.Unmarshal(text, &v); !errors.Is(err, wire.ErrTooDeep) {
		t.Errorf("reading: %v", err)
	}
}
