// Package peer runs the clients and servers of the benchmarks, each in a process
// of its own, and speaks with them: one JSON object a line, a command into the
// standard input and its result out of the standard output. The end of the input
// ends the process.
//
// Reading order: protocol.go, process.go (the side that commands), child.go and
// load.go (the side that is measured, in Go), peer.py (the same in Python).
package peer
