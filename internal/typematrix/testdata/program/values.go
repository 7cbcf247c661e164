package main

import (
	"encoding"
	"encoding/json"
	"math"
	"math/big"
	"math/rand/v2"
	"net"
	"net/netip"
	"reflect"
	"time"

	"github.com/oslogen/oslogen/runtime/wirejson"
)

// samples are texts that types which read themselves may take.
var samples = []string{"1", "0.5", "warm", "127.0.0.1", "10.0.0.0/8", "127.0.0.1:80", "INFO", "2.5.4.3", "a"}

// fill puts a random value into v.
func fill(r *rand.Rand, v reflect.Value, depth int) {
	if !v.CanSet() || depth > 5 || fillKnown(r, v) || fillReader(r, v) {
		return
	}
	switch v.Kind() {
	case reflect.Bool:
		v.SetBool(r.IntN(2) == 0)
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		v.SetInt(int64(r.Uint64()) >> (64 - v.Type().Bits()))
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		v.SetUint(r.Uint64() >> (64 - v.Type().Bits()))
	case reflect.Float32, reflect.Float64:
		v.SetFloat(float(r))
	case reflect.String:
		v.SetString(text(r))
	case reflect.Interface:
		v.Set(reflect.ValueOf([]any{true, text(r), int64(7), 0.5, []any{}, map[string]any{"k": nil}}[r.IntN(6)]))
	default:
		fillContainer(r, v, depth)
	}
}

func float(r *rand.Rand) float64 {
	return []float64{0, 3, -0.5, 1e22, 1e-7, math.Inf(1), math.NaN(), float64(float32(r.NormFloat64()))}[r.IntN(8)]
}

func text(r *rand.Rand) string {
	return []string{"", "a", "é\"\\\n\x00", "世界😀", "<&>\u2028", "true"}[r.IntN(6)]
}

func fillContainer(r *rand.Rand, v reflect.Value, depth int) {
	switch v.Kind() {
	case reflect.Pointer:
		if r.IntN(4) > 0 {
			p := reflect.New(v.Type().Elem())
			fill(r, p.Elem(), depth+1)
			if text, _ := wirejson.Marshal(p.Interface()); string(text) != "null" { // it comes back as nil
				v.Set(p)
			}
		}
	case reflect.Slice:
		if v.Type().Elem() == reflect.TypeFor[byte]() {
			v.SetBytes([]byte(text(r)))
			return
		}
		v.Set(reflect.MakeSlice(v.Type(), r.IntN(3), 3))
		fillElements(r, v, depth)
	case reflect.Array:
		fillElements(r, v, depth)
	case reflect.Map:
		v.Set(reflect.MakeMap(v.Type()))
		for range r.IntN(3) {
			key, elem := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
			fill(r, key, depth+1)
			fill(r, elem, depth+1)
			v.SetMapIndex(key, elem)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			switch tag := v.Type().Field(i).Tag; {
			case tag.Get("oslo") == "rest": // its names must be none of the fields'
				m := reflect.MakeMap(v.Field(i).Type())
				elem := reflect.New(m.Type().Elem()).Elem()
				fill(r, elem, depth+1)
				m.SetMapIndex(reflect.ValueOf("other").Convert(m.Type().Key()), elem)
				v.Field(i).Set(m)
			case tag.Get("json") != "-" && (v.Type().Field(i).IsExported() || v.Field(i).Kind() == reflect.Struct):
				fillField(r, v.Field(i), v.Type().Field(i), depth)
			}
		}
	}
}

// fillField also fills the fields of an embedded struct that is unexported.
func fillField(r *rand.Rand, v reflect.Value, sf reflect.StructField, depth int) {
	if !sf.IsExported() && sf.Anonymous {
		for i := range v.NumField() {
			fill(r, v.Field(i), depth+1)
		}
		return
	}
	fill(r, v, depth+1)
}

func fillElements(r *rand.Rand, v reflect.Value, depth int) {
	for i := range min(v.Len(), 100) {
		fill(r, v.Index(i), depth+1)
	}
}

// fillKnown knows the types that have a form of their own.
func fillKnown(r *rand.Rand, v reflect.Value) bool {
	var known any
	switch v.Interface().(type) {
	case time.Time:
		known = time.UnixMicro(r.Int64N(1 << 50)).UTC()
	case big.Int:
		known = *new(big.Int).Lsh(big.NewInt(r.Int64()), uint(r.IntN(100)))
	case json.Number:
		known = json.Number("12.5")
	case json.RawMessage:
		known = json.RawMessage(`{"a": [1, null]}`)
	case net.IP:
		known = net.IPv4(10, 0, 0, byte(r.Uint32()))
	case net.HardwareAddr:
		known = net.HardwareAddr{0xfa, 0x16, 0x3e, 0, 1, byte(r.Uint32())}
	case net.IPNet:
		known = net.IPNet{IP: net.IPv4(10, 0, 0, byte(r.Uint32())).To4(), Mask: net.CIDRMask(r.IntN(33), 32)}
	case netip.Addr:
		known = netip.MustParseAddr("fe80::1%eth0")
	default:
		return false
	}
	v.Set(reflect.ValueOf(known))
	return true
}

// fillReader gives a type that reads itself a text that it takes, if there is one.
func fillReader(r *rand.Rand, v reflect.Value) bool {
	if v.Kind() == reflect.Pointer || v.Kind() == reflect.Interface {
		return false
	}
	start := r.IntN(len(samples))
	switch reader := v.Addr().Interface().(type) {
	case encoding.TextUnmarshaler:
		for i := range samples {
			if reader.UnmarshalText([]byte(samples[(start+i)%len(samples)])) == nil {
				return true
			}
		}
	case json.Unmarshaler:
		_ = reader.UnmarshalJSON([]byte("[1, 2]")) // or it stays zero
	default:
		return false
	}
	v.SetZero()
	return true
}
