//go:build race

package inflight_test

// raced: the race detector is on, and makes sync.Pool forget at random.
const raced = true
