// Package in has a name that generated code gives to something else.
package in

// Host is a server.
type Host string

// T is a thing.
type T struct{ A int }
