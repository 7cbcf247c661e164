package transport

import (
	"crypto/rand"
	"sync"

	"github.com/oslogen/oslogen/runtime/internal/wire"
)

// ID names a message that was made in Go: a call (_msg_id) or any message
// (_unique_id). Its text is 32 lower-case hex digits.
type ID [16]byte

// NewID returns a random id: a UUID of version 4, from a cryptographic
// source, as knowing a call's id is all it takes to answer it.
func NewID() ID {
	id := randomIDs.next()
	id[6] = id[6]&0x0f | 0x40
	id[8] = id[8]&0x3f | 0x80
	return id
}

// String returns the id's text.
func (id ID) String() string { return wire.ID(id).String() }

// ParseID reads an id's text. It reports false for anything else.
func ParseID(text string) (ID, bool) {
	id, ok := wire.ParseID(text)
	return ID(id), ok
}

// idSource reads random bytes in bulk: one by one they are a system call each.
type idSource struct {
	mu   sync.Mutex
	buf  [4096]byte
	left []byte
}

var randomIDs idSource

func (s *idSource) next() (id ID) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.left) == 0 {
		_, _ = rand.Read(s.buf[:]) // never fails
		s.left = s.buf[:]
	}
	n := copy(id[:], s.left)
	clear(s.left[:n]) // an id that was given out is not kept
	s.left = s.left[n:]
	return id
}
