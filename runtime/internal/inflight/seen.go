package inflight

import (
	"cmp"
	"hash/maphash"
	"sync"
)

// remembered is how many ids the zero Seen holds (oslo_messaging._drivers.amqp.DUP_MSG_CHECK_SIZE).
const remembered = 16

// Seen remembers the last message ids (_unique_id) of a listener, so that a
// message sent twice runs once. The zero value remembers 16 ids. It may be used
// concurrently. It never remembers the empty id.
type Seen struct {
	mu    sync.Mutex
	limit int
	ring  []uint64            // in order of arrival, around n
	known map[uint64]struct{} // keyed hashes: ids of any length cost the same, and pin no message
	n     int                 // how many were ever added
}

// NewSeen makes a Seen that remembers the last limit ids.
func NewSeen(limit int) *Seen { return &Seen{limit: limit} }

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
	s.remember(h)
	return true
}

func (s *Seen) has(h uint64) bool {
	_, ok := s.known[h]
	return ok
}

// remember adds h in the place of the oldest.
func (s *Seen) remember(h uint64) {
	limit := cmp.Or(s.limit, remembered)
	if s.known == nil {
		s.known = map[uint64]struct{}{}
	}
	if len(s.ring) < limit {
		s.ring = append(s.ring, h)
	} else {
		oldest := &s.ring[s.n%limit]
		delete(s.known, *oldest)
		*oldest = h
	}
	s.known[h] = struct{}{}
	s.n++
}
