package main

import (
	"bytes"
	"strings"
	"testing"
)

const want = `oslogen demo on fake://guest:***@localhost:5672/, server and client in one process

1. a call with a struct result
   compute.Reboot(ctx, instance, api.Soft)
   -> State: "active after a SOFT reboot", LaunchedAt: 2026-11-22 09:00:05
2. a call that returns a typed error
   errors.As(err, &notFound)
   -> InstanceNotFound of 9c77, said as: remote error: demo.exception.InstanceNotFound: instance 9c77 could not be found
3. a cast
   compute.On("cmp-2").RefreshRules(ctx, groups)
   -> cmp-2: rules of [default web] refreshed
4. a fanout reaching two servers
   compute.RefreshCache(ctx, images)
   -> cmp-1: images [cirros] refreshed
   -> cmp-2: images [cirros] refreshed
5. a call to one named server
   compute.On("cmp-1").Uptime(ctx)
   -> "up 42 days on cmp-1"
6. an unsupported version refused
   version 7.0 of a server that has 6.3
   -> Endpoint does not support RPC version 7.0. Attempted method: reboot
`

func TestDemo(t *testing.T) {
	var out bytes.Buffer
	if err := run(t.Context(), "", nil, strings.NewReader(""), &out); err != nil {
		t.Fatal(err)
	}
	if out.String() != want {
		t.Errorf("got:\n%s", out.String())
	}
}

func TestUnknownArgument(t *testing.T) {
	if err := run(t.Context(), "", []string{"sreve"}, strings.NewReader(""), &bytes.Buffer{}); err == nil {
		t.Error("no error")
	}
}
