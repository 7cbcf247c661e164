// Package main calls every method that the test has generated with random values, whose
// server returns them. Over fake:// it prints what the values are on the wire, a line
// each. With the URL of a broker it calls the Python server of echo.py instead, which
// calls this program's. On standard error is what did not arrive as it was sent.
package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"reflect"
	"sync"
	"time"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/amqp"
	"github.com/oslogen/oslogen/runtime/fake"
	"github.com/oslogen/oslogen/runtime/wirejson"
)

// run says how to call.
type run struct {
	url     string
	topic   string // of the server to call
	values  int    // of each type: zero and random ones
	callers int    // at the same time
	out     io.Writer
}

func main() {
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	how := run{"fake://", "go", 5, 1, out}
	if len(os.Args) > 1 {
		how = run{os.Args[1], "python", 2, 8, io.Discard}
	}
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Minute)
	defer cancel()
	tr, err := oslo.Open(ctx, how.url, fake.Driver(), amqp.Driver())
	if err == nil {
		srv := oslo.NewServer(tr, oslo.Target{Topic: "go", Server: "host"})
		register(srv)
		err = srv.Start(ctx)
	}
	if err != nil {
		panic(err)
	}
	how.all(ctx, clients(tr, how.topic))
}

// all tries all methods of the clients.
func (how run) all(ctx context.Context, clients []any) {
	var callers sync.WaitGroup
	free := make(chan struct{}, how.callers)
	for _, c := range clients {
		v := reflect.ValueOf(c)
		for i := range v.NumMethod() {
			name := v.Type().Method(i).Name
			if !isTrial(name) {
				continue
			}
			free <- struct{}{}
			callers.Go(func() { // ends after the calls of one method
				defer func() { <-free }()
				if problem := how.try(ctx, name, v.Method(i)); problem != "" {
					fmt.Fprintf(os.Stderr, "%s (%s): %s\n", name, v.Method(i).Type().In(1), problem)
				}
			})
		}
	}
	callers.Wait()
}

// isTrial reports whether a method of a client is one of an interface: M0, M1, ...
func isTrial(name string) bool {
	return len(name) > 1 && name[0] == 'M' && '0' <= name[1] && name[1] <= '9'
}

// try calls a method that returns its argument with zero and random values.
func (how run) try(ctx context.Context, name string, call reflect.Value) string {
	var number uint64
	fmt.Sscanf(name, "M%d", &number)
	r := rand.New(rand.NewPCG(1, number))
	for i := range how.values {
		v := reflect.New(call.Type().In(1))
		if i > 0 {
			fill(r, v.Elem(), 0)
		}
		if problem := how.trip(ctx, v, call); problem != "" {
			return problem
		}
	}
	return ""
}

func (how run) trip(ctx context.Context, v, call reflect.Value) (problem string) {
	defer func() {
		if p := recover(); p != nil {
			problem = fmt.Sprint("panic: ", p)
		}
	}()
	sent, err := wirejson.Marshal(v.Interface())
	if err != nil {
		return "write: " + err.Error()
	}
	fmt.Fprintf(how.out, "%s\n", sent)
	results := call.Call([]reflect.Value{reflect.ValueOf(ctx), v.Elem()})
	if err, _ := results[1].Interface().(error); err != nil {
		return fmt.Sprintf("call with %s: %v", sent, err)
	}
	got := reflect.New(v.Type().Elem())
	got.Elem().Set(results[0])
	back, err := wirejson.Marshal(got.Interface())
	if err != nil || string(back) != string(sent) {
		return fmt.Sprintf("sent %s, got %s, %v", sent, back, err)
	}
	if path := difference(v.Elem(), got.Elem(), 0); path != "" {
		return fmt.Sprintf("sent %s, and lost %s", sent, path)
	}
	return ""
}
