package main

import (
	"bytes"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/oslogen/oslogen/runtime/oslotest"
)

func TestVersions(t *testing.T) {
	const want = `pinned to "apple":
  limits need version 2.1, so there are none
  server: attach disk-1 to node-2, mode rw
  server: detach disk-1
  client: method snapshot needs version 1.2, and the client is pinned to apple
  client: method restore needs version 1.2, and the client is pinned to apple
pinned to "cedar":
  limits need version 2.1, so there are none
  server: snapshot of disk-1
  server: attach disk-1 to node-2, mode rw
  server: detach disk-1
  server: restore disk-1 from snapshot snap-1
pinned to "dogwood":
  server: snapshot of disk-1
  server: attach disk-1 to node-2, mode rw
  server: restore disk-1 from snapshot snap-1
  client: method detach has gone, and the client is pinned to dogwood
pinned to "":
  server: snapshot of disk-1
  server: attach disk-1 to node-2, mode rw
  server: restore disk-1 from snapshot snap-1
  client: method detach has gone, and the client is pinned to 2.2
`
	var out bytes.Buffer
	if err := run(t.Context(), oslotest.URL(t), &out); err != nil {
		t.Error(err)
	}
	if d := cmp.Diff(want, out.String()); d != "" {
		t.Errorf("output (-want +got):\n%s", d)
	}
}
