// Package lib is in a directory of a version.
package lib

// T is a thing.
type T struct{ A int }
