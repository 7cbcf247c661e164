package life

import (
	"context"
	"errors"
	"runtime"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

func TestWorkersRunEverythingThatWasSubmitted(t *testing.T) {
	var ran atomic.Int32
	w := NewWorkers(context.Background(), 4, func(context.Context, int) { ran.Add(1) })
	for i := range 100 {
		if !w.Submit(i) {
			t.Fatal("refused")
		}
	}
	if err := w.Drain(t.Context()); err != nil {
		t.Fatal(err)
	}
	if ran.Load() != 100 || w.started > 4 {
		t.Errorf("ran %d on %d workers", ran.Load(), w.started)
	}
	if w.Submit(1) {
		t.Error("a job was taken after the drain")
	}
}

func TestSubmitBlocksWhileAllAreBusy(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := NewWorkers(context.Background(), 2, func(context.Context, int) { time.Sleep(time.Second) })
		start := time.Now()
		for i := range 4 {
			w.Submit(i)
		}
		if took := time.Since(start); took != time.Second {
			t.Errorf("four jobs on two workers were taken after %v", took)
		}
		if err := w.Drain(t.Context()); err != nil {
			t.Fatal(err)
		}
	})
}

func TestDrainThatRunsOutOfTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := NewWorkers(context.Background(), 1, func(ctx context.Context, _ int) { <-ctx.Done() })
		w.Submit(1)
		refused := make(chan bool)
		go func() { refused <- !w.Submit(2) }()
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if err := w.Drain(ctx); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("drain: %v", err)
		}
		if !<-refused {
			t.Error("a job was taken by a worker that ended")
		}
	})
}

// A job that ends its goroutine costs no worker, also while the others drain.
func TestJobThatEndsItsGoroutine(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var ran atomic.Int32
		w := NewWorkers(context.Background(), 2, func(context.Context, int) {
			ran.Add(1)
			time.Sleep(time.Second)
			runtime.Goexit()
		})
		for i := range 8 {
			w.Submit(i)
		}
		w.Release()
		w.Submit(8) // into the backlog
		if err := w.Drain(t.Context()); err != nil {
			t.Fatal(err)
		}
		if ran.Load() != 9 {
			t.Errorf("%d of 9 jobs ran", ran.Load())
		}
	})
}
