package config_test

import (
	"errors"
	"log/slog"
	"strings"
	"testing"

	"github.com/oslogen/oslogen/internal/corpus"
	"github.com/oslogen/oslogen/runtime/config"
	"github.com/oslogen/oslogen/runtime/transport"
)

// FuzzLoad checks that a file is read or refused with an *Error, that what was
// read holds together, and that no password gets out.
func FuzzLoad(f *testing.F) {
	for _, text := range configCorpus {
		f.Add(text)
	}
	for _, d := range configDifferences {
		f.Add(d.text)
	}
	for _, text := range corpus.Of(f, "FuzzLoad") {
		f.Add(text)
	}
	const canary = "c4n4ry"
	silent := config.Loader{LookupEnv: noEnv, Logger: slog.New(slog.DiscardHandler)}
	f.Fuzz(func(t *testing.T, text string) {
		c, err := silent.LoadText(text)
		if err != nil {
			if _, ok := errors.AsType[*config.Error](err); !ok {
				t.Fatalf("%q: %v is no *Error", text, err)
			}
		} else {
			check(t, c)
		}
		_, err = silent.LoadText("[DEFAULT]\ntransport_url = rabbit://u:" + canary + text)
		if err != nil && strings.Contains(err.Error(), canary) {
			t.Fatalf("%q: the password gets out: %v", text, err)
		}
	})
}

// check reports what no file may lead to.
func check(t *testing.T, c *config.Config) {
	t.Helper()
	if c.ResponseTimeout <= 0 || c.Workers <= 0 {
		t.Errorf("got timeout %s, %d workers", c.ResponseTimeout, c.Workers)
	}
	for _, u := range []config.URL{c.TransportURL, c.Notifications.TransportURL} {
		if _, err := transport.ParseURL(string(u)); err != nil && u != "" {
			t.Errorf("got URL %q: %v", string(u), err)
		}
	}
	for _, o := range c.Rabbit {
		if o.Name == "" || o.File == "" || o.Line == 0 {
			t.Errorf("got option %+v", o)
		}
	}
}
