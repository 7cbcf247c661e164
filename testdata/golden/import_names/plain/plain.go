// Package plain is imported twice.
package plain

// T is a thing.
type T struct{ A int }
