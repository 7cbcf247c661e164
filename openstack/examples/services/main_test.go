package main

import (
	"bytes"
	"context"
	"testing"

	"github.com/oslogen/oslogen/runtime/oslotest"

	"github.com/oslogen/oslogen/openstack/nova/conductor"
	"github.com/oslogen/oslogen/openstack/nova/objects"
)

// fakeConductor has two compute services.
type fakeConductor struct {
	conductor.UnimplementedConductor
	saved []string // the changes of what was saved
}

func (*fakeConductor) ObjectClassActionVersions(_ context.Context, objname, objmethod, _, args, _ any) (any, error) {
	if objname != "ServiceList" || objmethod != "get_by_binary" || args.([]any)[0] != "nova-compute" {
		return nil, nil
	}
	return objects.ServiceList{Objects: []objects.Service{service("host1"), service("host2")}}, nil
}

func service(host string) objects.Service { return objects.Service{Host: &host} }

func (c *fakeConductor) ObjectAction(_ context.Context, objinst, objmethod, _, _ any) (any, error) {
	var s objects.Service
	if err := read(objinst, &s); err != nil || objmethod != "save" {
		return nil, err
	}
	c.saved = append(c.saved, text(s.Host))
	c.saved = append(c.saved, s.Changes()...)
	return []any{map[string]any{}, nil}, nil
}

func TestDisable(t *testing.T) {
	c := &fakeConductor{}
	oslotest.Start(t, conductor.NewConductorServer(oslotest.Open(t), "host1", c))
	var out bytes.Buffer
	if err := run(t.Context(), oslotest.URL(t), "host2", "broken", &out); err != nil {
		t.Fatal(err)
	}
	want := "host1 disabled=false reason=\"\"\nhost2 disabled=true reason=\"broken\"\n"
	if out.String() != want {
		t.Errorf("got %q, want %q", out.String(), want)
	}
	if len(c.saved) != 3 || c.saved[0] != "host2" {
		t.Errorf("saved %v", c.saved)
	}
}
