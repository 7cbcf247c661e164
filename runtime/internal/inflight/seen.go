package inflight

import (
	"hash/maphash"
	"sync"
)

// remembered is how many ids a Seen holds (oslo_messaging._drivers.amqp.DUP_MSG_CHECK_SIZE).
const remembered = 16

// Seen remembers the last 16 message ids (_unique_id) of a listener, so that a
// message that its sender sent twice is run once. The zero value is ready; it may
// be used concurrently. The empty id is never remembered.
type Seen struct {
	mu   sync.Mutex
	ring [remembered]uint64 // keyed hashes: ids of any length cost the same, and pin no message
	n    int                // how many were ever added
}

var seed = maphash.MakeSeed()

// Has reports whether id is remembered.
func (s *Seen) Has(id string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return id != "" && s.has(maphash.String(seed, id))
}

// Add remembers id in the place of the oldest. It reports false if it was
// remembered already.
func (s *Seen) Add(id string) bool {
	if id == "" {
		return true
	}
	h := maphash.String(seed, id)
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.has(h) {
		return false
	}
	s.ring[s.n%remembered] = h
	s.n++
	return true
}

func (s *Seen) has(h uint64) bool {
	for _, old := range s.ring[:min(s.n, remembered)] {
		if old == h {
			return true
		}
	}
	return false
}
