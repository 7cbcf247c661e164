// Package time is a package of the same name.
package time

// Time is a time.
type Time struct{ Hour int }
