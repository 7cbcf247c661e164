package wire_test

import (
	"errors"
	"fmt"
	"net"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"github.com/oslogen/oslogen/runtime/internal/wire"
)

var errBroken = errors.New("broken")

// broken fails whatever is asked of it, naming what it got.
type broken struct{}

func (broken) MarshalJSON() ([]byte, error)     { return nil, errBroken }
func (*broken) UnmarshalJSON(data []byte) error { return fmt.Errorf("got %s", data) }

type brokenText struct{}

func (brokenText) MarshalText() ([]byte, error)     { return nil, errBroken }
func (*brokenText) UnmarshalText(text []byte) error { return fmt.Errorf("got %s", text) }

type brokenAppender struct{ brokenText }

func (brokenAppender) AppendText([]byte) ([]byte, error) { return nil, errBroken }

func TestErrorsOfMethods(t *testing.T) {
	for _, v := range []any{broken{}, brokenText{}, brokenAppender{}, map[brokenText]int{{}: 1}, map[brokenText]struct{}{{}: {}}} {
		if _, err := wire.AppendValue(nil, []any{v}); !errors.Is(err, errBroken) || !strings.HasPrefix(err.Error(), "[0]") {
			t.Errorf("%T: error %v", v, err)
		}
	}
	for _, v := range []any{into[broken](), into[brokenText](), into[map[brokenText]int](), into[map[brokenText]struct{}]()} {
		for _, text := range []string{`"secret"`, `{"secret": 1}`, `["secret"]`, `5`} {
			if err := wire.Unmarshal([]byte(text), v); err == nil || strings.Contains(err.Error(), "secret") {
				t.Errorf("%s into %T: error %v", text, v, err)
			}
		}
	}
}

// appender writes what it is told to.
type appender string

func (a appender) AppendText(dst []byte) ([]byte, error) { return append(dst, a...), nil }

func TestTextAppender(t *testing.T) {
	for text, want := range map[appender]string{"": `""`, "plain": `"plain"`, "é\"": `"\u00e9\""`} {
		if got, err := wire.AppendValue([]byte("x"), text); err != nil || string(got) != "x"+want {
			t.Errorf("%q: %s, %v", text, got, err)
		}
	}
	if got, err := wire.AppendValue(nil, appender("\xff")); err == nil {
		t.Errorf("got %s", got)
	}
}

// counter counts how often it is asked, null included.
type counter int

func (c *counter) UnmarshalJSON([]byte) error {
	*c++
	return nil
}

func TestUnmarshalerSeesNull(t *testing.T) {
	got := struct {
		Value   counter
		Pointer *counter
		IP      net.IP
	}{Pointer: new(counter), IP: net.IPv4zero}
	if err := wire.Unmarshal([]byte(`{"Value": null, "Pointer": null, "IP": null}`), &got); err != nil {
		t.Fatal(err)
	}
	if got.Value != 1 || got.Pointer != nil || got.IP != nil {
		t.Errorf("got %+v", got)
	}
}

type (
	// left and right have fields of the same names, at the same depth.
	left struct {
		Same   int
		Tagged int `json:"Tagged"`
		Hidden int
	}
	right struct {
		Same   int
		Tagged int
	}
	both struct {
		left
		right
		Hidden string
	}
)

func TestFieldsOfOneName(t *testing.T) {
	var got both
	const text = `{"Tagged": 1, "Hidden": "x", "Same": 5}`
	if err := wire.Unmarshal([]byte(text), &got); err != nil {
		t.Fatal(err)
	}
	if want := (both{left: left{Tagged: 1}, Hidden: "x"}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
	again, err := wire.AppendValue(nil, got)
	if err != nil || string(again) != `{"Tagged": 1, "Hidden": "x"}` {
		t.Errorf("got %s, %v", again, err)
	}
}

type unexported struct{ X int }

func TestEmbeddedPointerToUnexported(t *testing.T) {
	var v struct{ *unexported }
	if err := wire.Unmarshal([]byte(`{"X": 1}`), &v); err == nil {
		t.Error("no error")
	}
	if err := wire.Unmarshal([]byte(`{"Y": 1}`), &v); err != nil {
		t.Error(err)
	}
}

// A struct may have more fields than a word has bits.
func TestManyFields(t *testing.T) {
	var fields []reflect.StructField
	for i := range 100 {
		fields = append(fields, reflect.StructField{Name: "F" + strconv.Itoa(i), Type: reflect.TypeFor[bool]()})
	}
	v := reflect.New(reflect.StructOf(fields))
	text, err := wire.AppendValue(nil, v.Interface())
	if err != nil {
		t.Fatal(err)
	}
	if err := wire.UnmarshalArgs(text, v.Interface(), nil); err != nil {
		t.Error(err)
	}
	short := strings.Replace(string(text), `, "F99": false`, "", 1)
	var argument *wire.ArgumentError
	if err := wire.UnmarshalArgs([]byte(short), v.Interface(), nil); !errors.As(err, &argument) || argument.Missing != "F99" {
		t.Errorf("error %v", err)
	}
}

func TestOmission(t *testing.T) {
	type zero struct {
		A [0]int            `json:"a,omitempty"`
		B bool              `json:"b,omitempty"`
		C any               `json:"c,omitempty"`
		D struct{}          `json:"d,omitempty"` //nolint:modernize // it has no effect, as in encoding/json
		E *net.IP           `json:"e,omitempty,omitzero"`
		F map[uint8]float32 `json:"f,omitempty"`
		G zeroed            `json:"g,omitzero"`
		H *zeroed           `json:"h,omitzero"`
		I string            `json:"é\"x"` // no name
	}
	got, err := wire.AppendValue(nil, zero{G: 7})
	if want := `{"d": {}, "I": ""}`; err != nil || string(got) != want {
		t.Errorf("got %s, want %s, %v", got, want, err)
	}
	got, err = wire.AppendValue(nil, zero{F: map[uint8]float32{200: 0.5, 3: 2}, B: true, C: 0, H: new(zeroed)})
	if want := `{"b": true, "c": 0, "d": {}, "f": {"200": 0.5, "3": 2.0}, "g": 0, "h": 0, "I": ""}`; err != nil || string(got) != want {
		t.Errorf("got %s, want %s, %v", got, want, err)
	}
	var again zero
	if err := wire.Unmarshal(got, &again); err != nil || again.F[200] != 0.5 {
		t.Errorf("got %+v, %v", again, err)
	}
}

// zeroed takes 7 for its zero.
type zeroed int

func (z zeroed) IsZero() bool { return z == 7 }
