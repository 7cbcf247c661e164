// Package inflight keeps a transport's memory of messages on their way: calls
// that wait for a reply ([Table]) and the last messages received ([Seen]).
package inflight
