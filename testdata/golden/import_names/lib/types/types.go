// Package novatypes has another name than its directory, by which others import it.
package novatypes

// T is a thing.
type T struct{ A int }
