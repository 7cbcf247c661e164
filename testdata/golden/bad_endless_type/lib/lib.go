// Package lib has a type without an end.
package lib

// Tree holds ever other instances of itself.
type Tree[T any] struct{ Next *Tree[[]T] }
