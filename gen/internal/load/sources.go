package load

import (
	"os"
	"sync"
)

// sources reads each file once, so that the parser and the cache see the same
// text even if an editor saves the file during the run. It is safe for
// concurrent use.
type sources struct {
	mu    sync.Mutex
	texts map[string]sourceText
}

type sourceText struct {
	text []byte
	err  error
}

// Read returns the text of a file.
func (s *sources) Read(path string) ([]byte, error) {
	s.mu.Lock()
	known, ok := s.texts[path]
	s.mu.Unlock()
	if ok {
		return known.text, known.err
	}
	text, err := os.ReadFile(path)
	s.mu.Lock()
	defer s.mu.Unlock()
	if first, ok := s.texts[path]; ok {
		return first.text, first.err
	}
	s.texts[path] = sourceText{text, err}
	return text, err
}

// Set gives a file a text other than the one on disk.
func (s *sources) Set(path string, text []byte, err error) { s.texts[path] = sourceText{text, err} }
