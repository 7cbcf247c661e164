package services

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"
)

// Ceilometer starts ceilometer-agent-notification. It writes samples to a file,
// which AwaitSample reads. A notification that comes before it listens waits in
// the queue.
func (c *Cloud) Ceilometer(tb testing.TB) *Service {
	tb.Helper()
	s := c.service(tb, "ceilometer")
	s.write(tb, "pipeline.yaml")
	s.write(tb, "event_pipeline.yaml")
	s.start(tb, "ceilometer-agent-notification")
	return s
}

// AwaitSample waits until ceilometer has written a sample that contains text.
func (s *Service) AwaitSample(tb testing.TB, text string) {
	tb.Helper()
	s.await(tb, func(context.Context) error {
		samples, err := os.ReadFile(filepath.Join(s.Dir, "samples"))
		if err == nil && !bytes.Contains(samples, []byte(text)) {
			err = errors.New("no sample has " + text)
		}
		return err
	})
}
