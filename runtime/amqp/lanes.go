package amqp

import (
	"maps"
	"sync"
	"sync/atomic"
)

// lanes are the channels of a sending connection. Each exchange and each way of
// sending has its own, so a refused message harms no message to another
// exchange. One more is for messages larger than any that the broker has taken
// so far. When there are too many, the rest share one.
type lanes struct {
	make func(laneKey) *lane
	most int // how many at once, at least 1

	all atomic.Pointer[map[laneKey]*lane] // never changed, only replaced

	mu    sync.Mutex   // of changes
	tasks tasks        // of all lanes that ever were
	bulk  atomic.Int64 // the same: see ledger
}

// laneKey holds the common properties of a lane's messages.
type laneKey struct {
	exchange string
	confirm  bool
	large    bool // larger than any before, whatever their exchange
	shared   bool // of several exchanges
}

// mostLanes is how many lanes a connection has at most.
const mostLanes = 64

// newLanes makes lanes for a connection with a limit of channels, some of which
// it leaves for declarations.
func newLanes(channels int, newLane func(laneKey) *lane) *lanes {
	l := &lanes{make: newLane, most: max(min(channels-2, mostLanes), 1)}
	if channels == 3 {
		l.most = 2
	}
	l.all.Store(&map[laneKey]*lane{})
	return l
}

// of returns the lane for a key.
func (l *lanes) of(key laneKey) *lane {
	if found := (*l.all.Load())[key]; found != nil {
		return found
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	for {
		all := *l.all.Load()
		if found := all[key]; found != nil {
			return found
		}
		if key.shared || len(all) < l.most-2 || l.drop() { // two are for the shared
			return l.add(key)
		}
		key = laneKey{shared: true, confirm: key.confirm || key.large || l.most < 2}
	}
}

// add makes a lane. The caller holds mu.
func (l *lanes) add(key laneKey) *lane {
	made := l.make(key)
	made.tasks, made.bulk = &l.tasks, &l.bulk
	all := maps.Clone(*l.all.Load())
	all[key] = made
	l.all.Store(&all)
	return made
}

// drop forgets a lane without a channel and reports whether there was one. The
// caller holds mu.
func (l *lanes) drop() bool {
	for key, candidate := range *l.all.Load() {
		if !key.shared && candidate.isIdle() {
			all := maps.Clone(*l.all.Load())
			delete(all, key)
			l.all.Store(&all)
			return true
		}
	}
	return false
}

// finish closes the channels, so that all that was sent over them is proven.
func (l *lanes) finish() {
	var closing sync.WaitGroup
	for _, one := range *l.all.Load() {
		if ch := one.current.Load(); ch != nil {
			closing.Go(func() { one.finish(ch) })
		}
	}
	closing.Wait()
}

// tasks are goroutines that end with the connection.
type tasks struct {
	mu      sync.Mutex
	ended   bool // the connection is gone: no more of them
	running sync.WaitGroup
}

// run runs f in a goroutine. It reports false, and does not, after end.
func (t *tasks) run(f func()) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	if !t.ended {
		t.running.Go(f) // ends with the connection
	}
	return !t.ended
}

// end waits until all have ended.
func (t *tasks) end() {
	t.mu.Lock()
	t.ended = true
	t.mu.Unlock()
	t.running.Wait()
}
