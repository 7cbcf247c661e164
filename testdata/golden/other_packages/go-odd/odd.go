// Package odd has another name than its directory.
package odd

// Thing is a thing.
type Thing struct{}
