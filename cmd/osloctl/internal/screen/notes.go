package screen

import (
	"fmt"
	"sync"
	"time"
)

// Notes keeps the newest thing to say. Its zero value is empty, its methods may be called
// concurrently.
type Notes struct {
	mu   sync.Mutex
	text string
	at   time.Time
}

// noteTime is how long a note is shown.
const noteTime = 5 * time.Second

// Add adds a note.
func (n *Notes) Add(format string, args ...any) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.text, n.at = fmt.Sprintf(format, args...), time.Now()
}

// recent is the note to show now, "" for none.
func (n *Notes) recent(now time.Time) string {
	if n == nil {
		return ""
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	if now.Sub(n.at) > noteTime {
		return ""
	}
	return n.text
}
