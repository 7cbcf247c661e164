package versiontest

import (
	"errors"
	"net/netip"
	"reflect"
	"testing"
	"time"

	oslo "github.com/oslogen/oslogen/runtime"
)

type plain struct{ Name string }

// picky takes one text alone.
type picky string

func (p *picky) UnmarshalText(text []byte) error {
	if string(text) != "known" {
		return errors.New("unknown")
	}
	*p = "known"
	return nil
}

// Every type that may travel has an example, or the test says which one is missing.
func TestExamples(t *testing.T) {
	Use(picky("known"))
	for _, zero := range []any{
		"", 0, int8(0), uint16(0), 0.0, false, []byte(nil), []string(nil), [2]int{}, map[string]int(nil), plain{}, (*plain)(nil),
		time.Time{}, netip.Addr{}, picky(""), []*plain(nil),
	} {
		v := reflect.ValueOf(zero)
		if got := another(t, v); reflect.DeepEqual(got.Interface(), zero) {
			t.Errorf("%T: the example is the zero value", zero)
		}
	}
	isTrue := standard(&oslo.Arg{Default: true}, reflect.TypeFor[bool]())
	if another(t, isTrue).Bool() {
		t.Error("a set argument has its default")
	}
}

// The words of a row say what differs.
func TestDescribe(t *testing.T) {
	since := &oslo.Arg{Name: "a", Since: "1.2", Below: oslo.Convert}
	for _, c := range []struct {
		rule             *oslo.Arg
		label, was, want string
	}{
		{&oslo.Arg{Name: "a"}, "1.0", "7", "a"},
		{&oslo.Arg{Name: "a"}, "1.0", "0", "a ignored"},
		{&oslo.Arg{Name: "a"}, "1.0", "8", "a read as 8"},
		{since, "1.1", "8", "a converted"},
		{since, "1.2", "7", "a"},
	} {
		p := &param{name: "a", rule: c.rule, value: reflect.ValueOf(7), standard: reflect.ValueOf(0), set: true}
		if got := p.describe("a", c.label, c.was); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}
