package conn

import "github.com/oslogen/oslogen/runtime/amqp/internal/frame"

// What the socket notes of the frames that pass: which channels are open.

// expect makes ch the next channel that the library opens.
func (s *socket) expect(ch *Channel) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.opening = ch
}

// sees takes note of a method that is read or written. The caller holds mu.
func (s *socket) sees(id uint16, method uint32) {
	switch method {
	case frame.ChannelOpen:
		if ch := s.opening; ch != nil {
			s.opening = nil
			ch.id = id
			ch.open.Store(true)
			s.channels[id] = ch
		}
	case frame.ChannelClose:
		if ch := s.channels[id]; ch != nil {
			ch.open.Store(false)
			delete(s.channels, id)
		}
	case frame.ConnectionClose:
		s.shut()
	}
}

// shut closes all channels. The caller holds mu.
func (s *socket) shut() {
	for _, ch := range s.channels {
		ch.open.Store(false)
	}
	clear(s.channels)
}

// observe reads the frames that the library writes and returns how many bytes
// of b are whole frames. The caller holds mu.
func (s *socket) observe(b []byte) (whole int) {
	for {
		rest := b[whole:]
		if len(rest) < frame.HeadSize {
			return whole
		}
		kind, id, size := frame.ParseHead(rest)
		length := frame.HeadSize + size + 1
		if kind == 'A' { // of "AMQP", the protocol header
			length = 8
		}
		if len(rest) < length {
			return whole
		}
		if kind == frame.TypeMethod && size >= 4 {
			s.sees(id, frame.Method(rest))
		}
		whole += length
	}
}
