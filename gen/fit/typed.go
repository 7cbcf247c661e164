package fit

import (
	"fmt"
	"math/big"
	"slices"
	"strconv"
	"strings"

	"github.com/oslogen/oslogen/gen/breaking"
)

// IsJSON reports whether a text for the argument is JSON by its Go type, such as the
// digits of an int. Other texts are strings.
func (m *Match) IsJSON(name string) bool {
	at := slices.IndexFunc(m.Method.Args, func(a *breaking.Arg) bool { return a.Name == name || a.Was == name })
	if at < 0 || m.Method.Args[at].Type == nil {
		return false
	}
	switch m.Method.Args[at].Type.Kind {
	case breaking.Bool, breaking.Int, breaking.Uint, breaking.Float, breaking.Number, breaking.List, breaking.Map, breaking.Object:
		return true
	}
	return false
}

// Words lists the words that may follow those given, for completion: name= for an
// argument that is not given yet, and its values where its type has few.
func (m *Match) Words(given []string) (list []string) {
	for _, a := range m.Method.Args {
		is := func(word string) bool {
			return strings.HasPrefix(word, a.Name+"=") || strings.HasPrefix(word, a.Name+":=")
		}
		switch {
		case a.Rest, a.Constant != "", slices.ContainsFunc(given, is):
		case a.Type.Kind == breaking.Bool:
			list = append(list, a.Name+"=", a.Name+"=true", a.Name+"=false")
		default:
			list = append(list, a.Name+"=")
		}
	}
	return list
}

// Versions lists the releases of the interface, and the versions that it serves.
func (m *Match) Versions() (list []string) {
	for _, r := range m.Interface.Releases {
		list = append(list, r.Name)
	}
	return append(append(list, m.Interface.Version.Text), m.Interface.Also...)
}

// Signature lists the arguments as Go does, with their names on the wire.
func (m *Match) Signature() string {
	var list []string
	for _, a := range m.Method.Args {
		switch {
		case a.Rest:
			list = append(list, "any others")
		case a.Constant != "":
		case a.Optional, a.Default != "":
			list = append(list, fmt.Sprintf("%s %s (optional)", a.Name, a.Type.Go))
		default:
			list = append(list, a.Name+" "+a.Type.Go)
		}
	}
	if len(list) == 0 {
		return "none"
	}
	return strings.Join(list, ", ")
}

// isDefault reports whether a value is the one of an argument that is not given.
func isDefault(a *breaking.Arg, value any) bool {
	if a.Default != "" {
		return equal(literal(a.Default), value)
	}
	if a.Type.Null || a.Type.Kind == breaking.Any {
		return value == nil
	}
	switch value {
	case nil, false, "", int64(0), 0.0:
		return true
	}
	return false
}

// equal compares a scalar with a value: 2.0 is 2.
func equal(scalar, value any) bool {
	if a, b := number(scalar), number(value); a != nil && b != nil {
		return a.Cmp(b) == 0
	}
	return scalar == value
}

// literal is the value of a Go literal: true, false, nil, a number or a string.
func literal(text string) any {
	if s, err := strconv.Unquote(text); err == nil {
		return s
	}
	if b, err := strconv.ParseBool(text); err == nil && len(text) > 1 { // 0 and 1 are numbers
		return b
	}
	if n, ok := new(big.Int).SetString(text, 10); ok && n.IsInt64() {
		return n.Int64()
	} else if ok {
		return n
	}
	if f, err := strconv.ParseFloat(text, 64); err == nil {
		return f
	}
	return nil
}
