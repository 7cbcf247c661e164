// Package naming has the rules for names: how a Go name is written on the wire
// and back, which word is meant by a misspelt one, and which names are free.
package naming

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Exported returns name as an exported field: Instance for instance. A name in
// a script without capitals gets one before it.
func Exported(name string) string {
	name = strings.TrimLeft(name, "_")
	if strings.TrimRight(name, "_") != "" {
		name = strings.TrimRight(name, "_")
	}
	r, n := utf8.DecodeRuneInString(name)
	if up := unicode.ToUpper(r); unicode.IsUpper(up) {
		return string(up) + name[n:]
	}
	return "Arg" + name
}

// Unexported returns name with a lower-case beginning: compute for Compute,
// rpcServer for RPCServer, api for API.
func Unexported(name string) string {
	rs := []rune(name)
	for i := range rs {
		if i > 0 && i+1 < len(rs) && !unicode.IsUpper(rs[i+1]) && unicode.IsLetter(rs[i+1]) {
			break
		}
		if !unicode.IsUpper(rs[i]) {
			break
		}
		rs[i] = unicode.ToLower(rs[i])
	}
	return string(rs)
}

// Camel returns a wire name as a Go parameter: instanceUuid for instance_uuid.
func Camel(wire string) string {
	words := strings.FieldsFunc(wire, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	for i, w := range words {
		r, n := utf8.DecodeRuneInString(w)
		if i > 0 {
			words[i] = string(unicode.ToUpper(r)) + w[n:]
		}
	}
	return Unexported(strings.Join(words, ""))
}

// Prefixed puts a verb before an interface's name. The result is exported if
// the interface is.
func Prefixed(verb, name string) string {
	if Unexported(name) == name {
		return strings.ToLower(verb) + Exported(name)
	}
	return verb + name
}
