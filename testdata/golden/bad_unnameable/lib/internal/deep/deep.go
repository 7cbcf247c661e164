// Package deep is for lib alone.
package deep

// T is a thing.
type T struct{ A int }
