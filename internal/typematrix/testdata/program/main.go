// Package main calls every method that the test has generated with random values, over
// fake://, and prints what the values are on the wire, a line each. On standard error is
// what did not arrive as it was sent.
package main

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"reflect"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/fake"
	"github.com/oslogen/oslogen/runtime/wirejson"
)

var (
	tr  oslo.Transport
	out = bufio.NewWriter(os.Stdout)
)

func main() {
	defer out.Flush()
	var err error
	if tr, err = oslo.Open(context.Background(), "fake://", fake.Driver()); err != nil {
		panic(err)
	}
	callAll()
}

// start runs a server.
func start(srv *oslo.Server) {
	if err := srv.Start(context.Background()); err != nil {
		panic(err)
	}
}

// try calls a method that returns what it is given with zero and random values.
func try[T any](name string, call func(context.Context, T) (T, error)) {
	r := rand.New(rand.NewPCG(1, 2))
	for i := range 5 {
		var v T
		if i > 0 {
			v = value[T](r)
		}
		if problem := trip(v, call); problem != "" {
			fmt.Fprintf(os.Stderr, "%s (%T): %s\n", name, &v, problem)
			return
		}
	}
}

func trip[T any](v T, call func(context.Context, T) (T, error)) (problem string) {
	defer func() {
		if p := recover(); p != nil {
			problem = fmt.Sprint("panic: ", p)
		}
	}()
	sent, err := wirejson.Marshal(&v)
	if err != nil {
		return "write: " + err.Error()
	}
	fmt.Fprintf(out, "%s\n", sent)
	got, err := call(context.Background(), v)
	if err != nil {
		return fmt.Sprintf("call with %s: %v", sent, err)
	}
	back, err := wirejson.Marshal(&got)
	if err != nil || string(back) != string(sent) {
		return fmt.Sprintf("sent %s, got %s, %v", sent, back, err)
	}
	if path := difference(reflect.ValueOf(&v).Elem(), reflect.ValueOf(&got).Elem(), 0); path != "" {
		return fmt.Sprintf("sent %s, and lost %s", sent, path)
	}
	return ""
}
