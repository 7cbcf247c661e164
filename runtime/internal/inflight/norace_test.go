//go:build !race

package inflight_test

const raced = false
