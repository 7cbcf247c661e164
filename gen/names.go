package gen

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// exported returns name as an exported field: Instance for instance. A name in
// a script without capitals gets one before it.
func exported(name string) string {
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

// unexported returns name with a lower-case beginning: compute for Compute,
// rpcServer for RPCServer, api for API.
func unexported(name string) string {
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

// camel returns a wire name as a Go parameter: instanceUuid for instance_uuid.
func camel(wire string) string {
	words := strings.FieldsFunc(wire, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	for i, w := range words {
		r, n := utf8.DecodeRuneInString(w)
		if i > 0 {
			words[i] = string(unicode.ToUpper(r)) + w[n:]
		}
	}
	return unexported(strings.Join(words, ""))
}

// prefixed puts a verb before an interface's name. The result is exported if
// the interface is.
func prefixed(verb, name string) string {
	if unexported(name) == name {
		return strings.ToLower(verb) + exported(name)
	}
	return verb + name
}
