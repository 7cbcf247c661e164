package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/oslogen/oslogen/examples/api"
	oslo "github.com/oslogen/oslogen/runtime"
)

// play is the client's part: every way to use a generated client once.
func play(ctx context.Context, tr oslo.Transport, t *transcript) error {
	if _, err := t.event(); err != nil { // the servers are ready
		return err
	}
	compute := api.NewComputeClient(tr)
	for _, step := range []func(context.Context, *api.ComputeClient, *transcript) error{
		call, typedError, cast, fanout, oneServer,
	} {
		if err := step(ctx, compute, t); err != nil {
			return err
		}
	}
	return unsupported(ctx, tr, t)
}

func call(ctx context.Context, compute *api.ComputeClient, t *transcript) error {
	t.step("a call with a struct result", `compute.Reboot(ctx, instance, api.Soft)`)
	instance := api.Instance{UUID: "4b1e", Name: "wéb-1", Networks: []string{"public"}}
	out, err := compute.Reboot(ctx, instance, api.Soft)
	if err != nil {
		return err
	}
	// The transcript leaves out the host's name, because any host may have
	// answered.
	t.result("State: %q, LaunchedAt: %s", out.State, out.LaunchedAt.Format(time.DateTime))
	return nil
}

func typedError(ctx context.Context, compute *api.ComputeClient, t *transcript) error {
	t.step("a call that returns a typed error", `errors.As(err, &notFound)`)
	_, err := compute.Reboot(ctx, api.Instance{UUID: "9c77"}, api.Hard)
	var notFound *api.InstanceNotFound
	if !errors.As(err, &notFound) {
		return fmt.Errorf("want an *api.InstanceNotFound, got %w", err)
	}
	t.result("InstanceNotFound of %s, said as: %v", notFound.InstanceID, err)
	return nil
}

func cast(ctx context.Context, compute *api.ComputeClient, t *transcript) error {
	t.step("a cast", `compute.On("cmp-2").RefreshRules(ctx, groups)`)
	if err := compute.On("cmp-2").RefreshRules(ctx, []string{"default", "web"}); err != nil {
		return err
	}
	return t.events(1)
}

func fanout(ctx context.Context, compute *api.ComputeClient, t *transcript) error {
	t.step("a fanout reaching two servers", `compute.RefreshCache(ctx, images)`)
	if err := compute.RefreshCache(ctx, []string{"cirros"}); err != nil {
		return err
	}
	return t.events(len(hosts))
}

func oneServer(ctx context.Context, compute *api.ComputeClient, t *transcript) error {
	t.step("a call to one named server", `compute.On("cmp-1").Uptime(ctx)`)
	uptime, err := compute.On("cmp-1").Uptime(ctx)
	if err != nil {
		return err
	}
	t.result("%q", uptime)
	return nil
}

// unsupported calls as a client of a later release would.
func unsupported(ctx context.Context, tr oslo.Transport, t *transcript) error {
	t.step("an unsupported version refused", `version 7.0 of a server that has 6.3`)
	later := oslo.NewClient(tr, oslo.Target{Exchange: "demo", Topic: "demo_compute", Namespace: "compute", Version: "7.0"})
	err := later.Call(ctx, &oslo.Method{Name: "reboot"}, nil, nil)
	var unsupported *oslo.UnsupportedVersionError
	if !errors.As(err, &unsupported) {
		return fmt.Errorf("want an *oslo.UnsupportedVersionError, got %w", err)
	}
	t.result("%v", unsupported)
	return nil
}
