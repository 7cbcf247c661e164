package life

import (
	"context"
	"fmt"
	"sync"
	"time"
)

// Workers runs jobs on at most limit goroutines, which are started when first
// needed and kept until Drain or Cancel.
type Workers[T any] struct {
	run    func(context.Context, T)
	work   chan T
	ctx    context.Context //nolint:containedctx // of the jobs and not of a call, and its end also ends idle workers
	Cancel context.CancelFunc
	limit  int
	// Busy, if set, is called when a job has to wait for a worker, at most once a
	// minute. It must not block.
	Busy func()

	mu       sync.Mutex
	started  int
	lastBusy time.Time // when Busy was last called
	backlog  []T       // jobs submitted since Release that no worker was free for
	done     sync.WaitGroup
	more     chan struct{} // has room for one signal that backlog is not empty
	released chan struct{} // closed by Release
	quit     chan struct{} // closed when nothing more is submitted

	releasing, closing sync.Once
}

// cancelGrace is how long Drain waits for jobs it has cancelled, so that they can
// still answer.
const cancelGrace = time.Second

// NewWorkers makes workers whose jobs get a ctx with the values of ctx that ends
// with Cancel.
func NewWorkers[T any](ctx context.Context, limit int, run func(context.Context, T)) *Workers[T] {
	w := &Workers[T]{
		run: run, work: make(chan T), limit: limit,
		more: make(chan struct{}, 1), released: make(chan struct{}), quit: make(chan struct{}),
	}
	var cancel context.CancelFunc
	w.ctx, cancel = context.WithCancel(ctx)
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

// Release makes Submit return at once from now on: a job that no worker is free for
// waits in a backlog. It is for the end, when few jobs are left and a job may itself
// wait for Submit.
func (w *Workers[T]) Release() {
	w.releasing.Do(func() { close(w.released) })
}

// Submit hands job to an idle worker. It blocks while all are busy, which slows
// the bus down. It reports false when the workers are gone and job will not run.
func (w *Workers[T]) Submit(job T) bool {
	select {
	case w.work <- job:
		return true
	default:
	}
	if w.start(job) {
		return true
	}
	w.tellBusy()
	select {
	case w.work <- job:
		return true
	case <-w.released:
		return w.hold(job)
	case <-w.ctx.Done():
		return false
	}
}

// busyInterval is how often Busy is called at most.
const busyInterval = time.Minute

func (w *Workers[T]) tellBusy() {
	if w.Busy == nil {
		return
	}
	w.mu.Lock()
	tell := w.lastBusy.IsZero() || time.Since(w.lastBusy) >= busyInterval
	if tell {
		w.lastBusy = time.Now()
	}
	w.mu.Unlock()
	if tell {
		w.Busy()
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
	w.done.Go(func() { w.begin(&job) }) // ends by quit or with ctx
	return true
}

// begin runs a worker, whose first job may be nil. A job that ends its goroutine, as
// testing.T.FailNow does, ends the worker too. Another one takes its place.
func (w *Workers[T]) begin(first *T) {
	ended := true // unless loop returns
	defer func() {
		if ended {
			w.done.Go(func() { w.begin(nil) }) // ends as this one
		}
	}()
	if first != nil {
		w.run(w.ctx, *first)
	}
	w.loop()
	ended = false
}

// hold puts job in the backlog.
func (w *Workers[T]) hold(job T) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.ctx.Err() != nil {
		return false
	}
	w.backlog = append(w.backlog, job)
	select {
	case w.more <- struct{}{}:
	default: // a worker has yet to see the last signal
	}
	return true
}

// held takes a job out of the backlog.
func (w *Workers[T]) held() (job T, ok bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if len(w.backlog) == 0 {
		return job, false
	}
	job, w.backlog = w.backlog[0], w.backlog[1:]
	return job, true
}

func (w *Workers[T]) loop() {
	for w.ctx.Err() == nil {
		if job, ok := w.held(); ok {
			w.run(w.ctx, job)
			continue
		}
		select {
		case job := <-w.work:
			w.run(w.ctx, job)
		case <-w.more:
		case <-w.quit:
			if job, ok := w.held(); ok {
				w.run(w.ctx, job)
				continue
			}
			return
		}
	}
}

// Drain waits until every submitted job is done. Nothing may be submitted any more.
// When ctx ends first, Drain cancels the jobs' ctx, gives them a second to answer
// and returns an error.
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
	}
	w.Cancel()
	select {
	case <-idle:
		return fmt.Errorf("drain: running methods were cancelled: %w", context.Cause(ctx))
	case <-time.After(cancelGrace):
		return fmt.Errorf("drain: methods still run: %w", context.Cause(ctx))
	}
}
