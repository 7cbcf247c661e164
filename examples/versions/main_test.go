package main

import (
	"bytes"
	"testing"

	"github.com/oslogen/oslogen/runtime/oslotest"
)

func TestVersions(t *testing.T) {
	const want = `this release reads "by the last release" of nobody
the last release reads "by this release"
pinned to 1.3, version 1.4 is not sent
`
	var out bytes.Buffer
	if err := run(t.Context(), oslotest.URL(t), &out); err != nil || out.String() != want {
		t.Errorf("got %s%v", out.String(), err)
	}
}
