package oslo_test

import (
	"context"
	"encoding/json"
	"errors"
	"net"
	"net/netip"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/dispatch"
	"github.com/oslogen/oslogen/runtime/oslotest"
)

// echo serves a method that returns its argument v as it came, and returns a client.
func echo(t *testing.T) *oslo.Client {
	t.Helper()
	tr := oslotest.Open(t)
	srv := oslo.NewServer(tr, demo)
	dispatch.Register(srv, oslo.Endpoint{Methods: map[string]oslo.Func{
		"echo": func(_ context.Context, in *oslo.Incoming) (any, error) {
			var args struct {
				V json.RawMessage `json:"v"`
			}
			err := in.Decode(&args)
			return args.V, err
		},
	}})
	oslotest.Start(t, srv)
	return oslo.NewClient(tr, demo)
}

var echoMethod = &oslo.Method{Name: "echo"}

// byteMode has kind uint8 and a text of its own.
type byteMode uint8

func (m byteMode) MarshalText() ([]byte, error) { return []byte{'a' + byte(m)}, nil }

func (m *byteMode) UnmarshalText(text []byte) error {
	if len(text) != 1 {
		return errors.New("want one letter")
	}
	*m = byteMode(text[0] - 'a')
	return nil
}

type (
	byteLevel uint8      // without methods
	byteModes []byteMode // a named slice of them
	byteText  []byte     // a named byte slice
)

// Only []byte and types made of it are text. Other slices of bytes are arrays of their
// elements, and Neutron's addresses and networks are their own text.
func TestSlicesOfBytesTravelAsTheirElements(t *testing.T) {
	c := echo(t)
	mac := net.HardwareAddr{0, 0x16, 0x3e, 0x0a, 0x0b, 0xfc}
	for _, test := range []struct {
		value any
		want  string
	}{
		{byteMode(1), `"b"`},
		{[]byteMode{0, 1}, `["a", "b"]`},
		{byteModes{0, 1}, `["a", "b"]`},
		{[2]byteMode{0, 1}, `["a", "b"]`},
		{map[byteMode][]byteMode{1: {0}}, `{"b": ["a"]}`},
		{[]byteLevel{1, 200}, `[1, 200]`},
		{[][]byteLevel{{1}, {}}, `[[1], []]`},
		{map[string][]byteLevel{"k": {1}}, `{"k": [1]}`},
		{struct{ L []byteLevel }{[]byteLevel{1}}, `{"L": [1]}`},
		{[]byte("text"), `"text"`},
		{byteText("text"), `"text"`},
		{[]byteText{byteText("text")}, `["text"]`},
		{mac, `"00:16:3e:0a:0b:fc"`},
		{[]net.HardwareAddr{mac}, `["00:16:3e:0a:0b:fc"]`},
		{&struct{ MAC net.HardwareAddr }{mac}, `{"MAC": "00:16:3e:0a:0b:fc"}`},
		{net.IPNet{IP: net.IP{0, 0, 0, 0}, Mask: net.CIDRMask(0, 32)}, `"0.0.0.0/0"`},
		{map[string]*net.IPNet{"k": {IP: net.IP{10, 0, 0, 0}, Mask: net.CIDRMask(8, 32)}}, `{"k": "10.0.0.0/8"}`},
		{[]netip.Prefix{netip.MustParsePrefix("fe80::/10")}, `["fe80::/10"]`},
	} {
		back := reflect.New(reflect.TypeOf(test.value))
		if err := c.Call(t.Context(), echoMethod, map[string]any{"v": test.value}, back.Interface()); err != nil {
			t.Errorf("%T: %v", test.value, err)
			continue
		}
		if d := cmp.Diff(test.value, back.Elem().Interface(), cmp.AllowUnexported(netip.Prefix{}), cmp.Comparer(func(x, y netip.Prefix) bool { return x == y })); d != "" {
			t.Errorf("%T came back changed: %s", test.value, d)
		}
		var raw json.RawMessage
		if err := c.Call(t.Context(), echoMethod, map[string]any{"v": test.value}, &raw); err != nil || string(raw) != test.want {
			t.Errorf("%T travels as %s, want %s: %v", test.value, raw, test.want, err)
		}
	}
	type stamp time.Time
	for _, value := range []any{stamp{}, []stamp{{}}, net.CIDRMask(8, 32), []byte{0xff}} {
		err := c.Call(t.Context(), echoMethod, map[string]any{"v": value}, nil)
		if err == nil || !oslo.NotSent(err) {
			t.Errorf("%T was sent: %v", value, err)
		}
	}
}

// Nova writes "" for a time or a number that is not set.
func TestEmptyTextIsATimeOrNumberThatIsNotSet(t *testing.T) {
	type unset struct {
		Time     time.Time
		Pointer  *time.Time
		Number   int
		Progress *float64
		Big      uint64
		List     []*time.Time
		Map      map[string]time.Time
	}
	const text = `{"Time": "", "Pointer": "", "Number": "", "Progress": "", "Big": "", "List": ["", "2024-02-29 12:34:56"], "Map": {"k": ""}}`
	at := time.Date(2024, 2, 29, 12, 34, 56, 0, time.UTC)
	want := unset{List: []*time.Time{nil, &at}, Map: map[string]time.Time{"k": {}}}
	tr := oslotest.Open(t)
	srv := oslo.NewServer(tr, demo)
	dispatch.Register(srv, oslo.Endpoint{Methods: map[string]oslo.Func{
		"take": func(_ context.Context, in *oslo.Incoming) (any, error) {
			var args struct{ V unset }
			if err := in.Decode(&args); err != nil {
				return nil, err
			}
			if d := cmp.Diff(want, args.V); d != "" {
				t.Errorf("the argument: %s", d)
			}
			return json.RawMessage(text), nil
		},
	}})
	oslotest.Start(t, srv)
	got := unset{Time: at, Pointer: &at, Number: 7, Progress: new(1.0)}
	if err := oslo.NewClient(tr, demo).Call(t.Context(), &oslo.Method{Name: "take"}, map[string]any{"V": json.RawMessage(text)}, &got); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("the result: %s", d)
	}
}

// A nil slice or map is empty on the wire, because Python code loops over it. None is a
// nil pointer.
func TestNilSlicesAndMapsAreEmptyOnTheWire(t *testing.T) {
	c := echo(t)
	for _, test := range []struct {
		value any
		want  string
	}{
		{[]string(nil), `[]`},
		{map[string]int(nil), `{}`},
		{struct{ L []int }{}, `{"L": []}`},
		{(*[]string)(nil), `null`},
		{&[]string{}, `[]`},
		{any(nil), `null`},
	} {
		var raw json.RawMessage
		if err := c.Call(t.Context(), echoMethod, map[string]any{"v": test.value}, &raw); err != nil || string(raw) != test.want {
			t.Errorf("%T travels as %s, want %s: %v", test.value, raw, test.want, err)
		}
	}
}

// What the README says of null and of Python's floats.
func TestNullAndIntegralFloats(t *testing.T) {
	c := echo(t)
	call := func(text string, result any) error {
		return c.Call(t.Context(), echoMethod, map[string]any{"v": json.RawMessage(text)}, result)
	}
	var n int
	var list []string
	var p *struct{ ID string }
	var s struct{ ID string }
	for text, result := range map[string]any{`3.0`: &n, `-7e2`: new(int64), `null`: &list} {
		if err := call(text, result); err != nil {
			t.Errorf("%s into %T: %v", text, result, err)
		}
	}
	if n != 3 || list != nil {
		t.Errorf("read %d and %v", n, list)
	}
	if err := call(`null`, &p); err != nil || p != nil {
		t.Errorf("null into a pointer: %v, %v", p, err)
	}
	for _, result := range []any{&s, &n, new(string), new(time.Time)} {
		if err := call(`null`, result); !errors.Is(err, oslo.ErrNoResult) {
			t.Errorf("null into %T: %v", result, err)
		}
	}
	if err := call(`3.5`, &n); err == nil || !strings.Contains(err.Error(), "integer") {
		t.Errorf("3.5 into an int: %v", err)
	}
}
