// Package inflight keeps what a transport remembers about messages that are under
// way: the calls that wait for a reply ([Table]) and the messages that were seen
// last ([Seen]).
package inflight
