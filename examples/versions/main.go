// Command versions is one server that serves two major versions of an interface,
// so that clients of the last release and of this one can call it during an
// upgrade.
package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/amqp"
	"github.com/oslogen/oslogen/runtime/fake"
)

//go:generate go run github.com/oslogen/oslogen/cmd/oslogen

// StoreV1 is the interface of the last release.
//
//oslo:rpc topic=demo_store version=1.4
type StoreV1 interface {
	//oslo:call
	Put(ctx context.Context, key, value string) error

	//oslo:call since=1.4
	Get(ctx context.Context, key string) (string, error)
}

// StoreV2 is the interface of this release, whose values have an owner.
//
//oslo:rpc topic=demo_store version=2.0
type StoreV2 interface {
	//oslo:call
	Put(ctx context.Context, key string, value Value) error

	//oslo:call
	Get(ctx context.Context, key string) (Value, error)
}

// Value is a value of version 2.
type Value struct {
	Text  string `json:"text"`
	Owner string `json:"owner"`
}

// store implements version 2, and version 1 in its terms.
type store map[string]Value

func (s store) Put(_ context.Context, key string, value Value) error {
	s[key] = value
	return nil
}

func (s store) Get(_ context.Context, key string) (Value, error) { return s[key], nil }

// storeV1 makes version 1 of a store.
type storeV1 struct{ store }

func (s storeV1) Put(ctx context.Context, key, value string) error {
	return s.store.Put(ctx, key, Value{Text: value, Owner: "nobody"})
}

func (s storeV1) Get(ctx context.Context, key string) (string, error) {
	value, err := s.store.Get(ctx, key)
	return value.Text, err
}

func main() {
	if err := run(context.Background(), cmp.Or(os.Getenv("OSLO_TRANSPORT_URL"), "fake://"), os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "versions:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, url string, out io.Writer) error {
	tr, err := oslo.Open(ctx, url, amqp.Driver(), fake.Driver())
	if err != nil {
		return err
	}
	defer tr.Close()

	s := store{}
	srv := oslo.NewServer(tr, oslo.Target{Topic: "demo_store", Server: "host-1"}, oslo.WithWorkers(1))
	RegisterStoreV1(srv, storeV1{s})
	RegisterStoreV2(srv, s)
	if err := srv.Start(ctx); err != nil {
		return err
	}
	return errors.Join(call(ctx, tr, out), srv.Wait(ctx))
}

func call(ctx context.Context, tr oslo.Transport, out io.Writer) error {
	last, this := NewStoreV1Client(tr), NewStoreV2Client(tr)
	if err := last.Put(ctx, "a", "by the last release"); err != nil {
		return err
	}
	if err := this.Put(ctx, "b", Value{"by this release", "me"}); err != nil {
		return err
	}
	value, err := this.Get(ctx, "a")
	if err != nil {
		return err
	}
	text, err := last.Get(ctx, "b")
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "this release reads %q of %s\nthe last release reads %q\n", value.Text, value.Owner, text)

	// Servers of 1.3 may still be around. A pinned client does not call methods
	// that they lack.
	_, err = last.With(oslo.Pin("1.3")).Get(ctx, "b")
	var capped *oslo.VersionCapError
	if !errors.As(err, &capped) {
		return fmt.Errorf("want a *oslo.VersionCapError, got %w", err)
	}
	fmt.Fprintf(out, "pinned to %s, version %s is not sent\n", capped.Cap, capped.Needs)
	return nil
}
