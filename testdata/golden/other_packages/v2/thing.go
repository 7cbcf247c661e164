// Package context is no context.
package context

// Thing is a thing.
type Thing struct{}
