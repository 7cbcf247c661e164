// Package a has a name that generated code gives to something else.
package a

// Host is a server.
type Host string

// T is a thing.
type T struct {
	A int `json:"A"`
}
