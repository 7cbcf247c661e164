package oslo_test

import (
	"context"
	"errors"
	"fmt"
	"log"
	"strings"
	"time"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/dispatch"
)

// With makes a client with other options, also for a single call. The generated
// clients have the method too.
func ExampleClient_With() {
	tr := openExample("fake:///with")
	defer tr.Close()
	c := oslo.NewClient(tr, oslo.Target{Topic: "nobody"})
	err := c.With(oslo.WithTimeout(10*time.Millisecond)).Call(context.Background(), &greet, &greetArgs{"x"}, nil)
	fmt.Println(errors.Is(err, oslo.ErrTimeout))
	err = c.With(oslo.WithMandatory()).Call(context.Background(), &greet, &greetArgs{"x"}, nil)
	fmt.Println(errors.Is(err, oslo.ErrUndeliverable))
	// Output:
	// true
	// true
}

// CodeOf gives an error a word for metrics and logs.
func ExampleCodeOf() {
	tr := openExample("fake:///code")
	defer tr.Close()
	defer serveExample(tr, "host-1", nil)()
	c := oslo.NewClient(tr, oslo.Target{Topic: "greeter"})
	for _, err := range []error{
		c.Call(context.Background(), &greet, &greetArgs{"x"}, nil),
		c.Call(context.Background(), &oslo.Method{Name: "dance"}, nil, nil),
		c.Call(context.Background(), &greet, nil, nil),
		c.On("").Call(context.Background(), &greet, nil, nil),
	} {
		fmt.Println(oslo.CodeOf(err))
	}
	// Output:
	// ok
	// no_such_method
	// argument
	// invalid_target
}

// Page is a page of a list. Python's method returns a tuple.
type Page struct {
	oslo.Tuple

	Items []string
	Next  *string
}

// A struct that embeds Tuple is an array on the wire.
func ExampleTuple() {
	tr := openExample("fake:///tuple")
	defer tr.Close()
	srv := oslo.NewServer(tr, oslo.Target{Topic: "images", Server: "host-1"})
	dispatch.Register(srv, oslo.Endpoint{Methods: map[string]oslo.Func{
		"list": func(context.Context, *oslo.Incoming) (any, error) { return Page{Items: []string{"cirros"}}, nil },
	}})
	if err := srv.Start(context.Background()); err != nil {
		log.Fatal(err)
	}
	defer func() { _ = srv.Wait(context.Background()) }()
	c := oslo.NewClient(tr, oslo.Target{Topic: "images"})
	var page Page
	var raw any
	fmt.Println(c.Call(context.Background(), &oslo.Method{Name: "list"}, nil, &page), page.Items, page.Next)
	fmt.Println(c.Call(context.Background(), &oslo.Method{Name: "list"}, nil, &raw), raw)
	// Output:
	// <nil> [cirros] <nil>
	// <nil> [[cirros] <nil>]
}

// upper is a serializer that changes every text it sends.
type upper struct{ oslo.NoOpSerializer }

func (upper) SerializeEntity(_ context.Context, v any) (any, error) {
	if text, ok := v.(string); ok {
		return strings.ToUpper(text), nil
	}
	return v, nil
}

// A serializer changes arguments and results on their way.
func ExampleWithSerializer() {
	tr := openExample("fake:///serializer")
	defer tr.Close()
	defer serveExample(tr, "host-1", nil)()
	c := oslo.NewClient(tr, oslo.Target{Topic: "greeter"}, oslo.WithSerializer(upper{}))
	var greeting string
	err := c.Call(context.Background(), &greet, &greetArgs{"Ada"}, &greeting)
	fmt.Println(greeting, err)
	// Output: hello ADA <nil>
}
