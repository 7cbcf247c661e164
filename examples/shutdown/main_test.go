package main

import (
	"context"
	"os"
	"strings"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"github.com/oslogen/oslogen/runtime/oslotest"
)

func TestShutdown(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		tr := oslotest.Open(t)
		ctx, terminate := context.WithCancel(t.Context())
		hup := make(chan os.Signal)
		var out strings.Builder
		served := make(chan error)
		go func() { served <- run(ctx, tr, backup{}, hup, &out) }()
		synctest.Wait()
		hup <- syscall.SIGHUP

		type result struct {
			text string
			err  error
		}
		answer := make(chan result)
		go func() {
			text, err := NewBackupClient(tr).Create(context.Background(), "vol-1")
			answer <- result{text, err}
		}()
		time.Sleep(time.Second)
		terminate() // while the method runs
		if got := <-answer; got != (result{"backup of vol-1", nil}) {
			t.Errorf("got %+v", got)
		}
		if err := <-served; err != nil {
			t.Error(err)
		}
		if want := "database opened\nready\nconfiguration read\nnot ready\ndatabase closed\n"; out.String() != want {
			t.Errorf("got %s", out.String())
		}
	})
}
