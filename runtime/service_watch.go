package oslo

import (
	"fmt"
	"sync"
)

// ender is a part that may end by itself, such as a server whose transport was
// closed.
type ender interface {
	// Done is closed when the part has ended. Err then says why, nil if it was stopped.
	Done() <-chan struct{}
	Err() error
}

// watcher waits for a part of a service that ends by itself.
type watcher struct {
	lost  chan struct{} // closed when one did
	ended chan struct{} // closed when nothing watches any more
	once  sync.Once
	err   error // of that part, set before lost is closed
}

func watch(parts []Part) *watcher {
	w := &watcher{lost: make(chan struct{}), ended: make(chan struct{})}
	for i, p := range parts {
		if m, ok := p.(ender); ok {
			go w.wait(m, fmt.Sprintf("part %d of %d", i+1, len(parts))) // ends with the part, or the watcher
		}
	}
	return w
}

func (w *watcher) wait(m ender, name string) {
	select {
	case <-m.Done():
	case <-w.ended:
		return
	}
	if err := m.Err(); err != nil {
		w.once.Do(func() {
			w.err = fmt.Errorf("%s: %w", name, err)
			close(w.lost)
		})
	}
}

func (w *watcher) end() { close(w.ended) }

func (w *watcher) reason() error { return w.err }
