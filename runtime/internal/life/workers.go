package life

import (
	"context"
	"fmt"
	"sync"
)

// Workers runs jobs on at most limit goroutines, which are started when first
// needed and kept until drain or cancel.
type Workers[T any] struct {
	run    func(context.Context, T)
	work   chan T
	ctx    context.Context //nolint:containedctx // of the jobs, not of a call; its end also ends idle workers
	Cancel context.CancelFunc
	limit  int

	mu      sync.Mutex
	started int
	done    sync.WaitGroup
	quit    chan struct{} // closed when nothing more is submitted
	closing sync.Once
}

func NewWorkers[T any](limit int, run func(context.Context, T)) *Workers[T] {
	w := &Workers[T]{run: run, work: make(chan T), limit: limit, quit: make(chan struct{})}
	var cancel context.CancelFunc
	w.ctx, cancel = context.WithCancel(context.Background())
	w.Cancel = func() {
		cancel()
		w.close()
	}
	return w
}

// close lets idle workers end.
func (w *Workers[T]) close() {
	w.closing.Do(func() { close(w.quit) })
}

// Submit hands job to an idle worker; it blocks while all are busy, which slows
// the bus down. It reports false when the workers are gone: job is not run.
func (w *Workers[T]) Submit(job T) bool {
	select {
	case w.work <- job:
		return true
	default:
	}
	if w.start(job) {
		return true
	}
	select {
	case w.work <- job:
		return true
	case <-w.ctx.Done():
		return false
	}
}

// start runs job on a new worker, if there may be one more.
func (w *Workers[T]) start(job T) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.started >= w.limit || w.ctx.Err() != nil {
		return false
	}
	w.started++
	w.done.Go(func() { w.loop(job) }) // ends by quit or with ctx
	return true
}

func (w *Workers[T]) loop(job T) {
	w.run(w.ctx, job)
	for w.ctx.Err() == nil {
		select {
		case job := <-w.work:
			w.run(w.ctx, job)
		case <-w.quit:
			return
		}
	}
}

// Drain waits until every submitted job is done; nothing may be submitted any
// more. When ctx ends first it cancels the jobs' ctx and says so.
func (w *Workers[T]) Drain(ctx context.Context) error {
	defer w.Cancel()
	w.close()
	idle := make(chan struct{})
	go func() { // ends when the last worker does
		w.done.Wait()
		close(idle)
	}()
	select {
	case <-idle:
		return nil
	case <-ctx.Done():
		return fmt.Errorf("drain: methods still run: %w", context.Cause(ctx))
	}
}
