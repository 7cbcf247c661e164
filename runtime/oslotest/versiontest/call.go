package versiontest

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/internal/rpcversion"
	"github.com/oslogen/oslogen/runtime/wirejson"
)

// call is one call of a method at one pin.
type call struct {
	*Method
	row      Row
	recorder *Recorder
	client   reflect.Value
}

// run makes the call and describes its result in the words of [Row].
func (c *call) run(t *testing.T) string {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), timeout)
	defer cancel()
	method := c.client.MethodByName(c.Name)
	params, in := c.params(t, method.Type())
	results := method.Call(append([]reflect.Value{reflect.ValueOf(ctx)}, in...))
	if err, _ := reflect.TypeAssert[error](results[len(results)-1]); err != nil {
		return refusal(err)
	}
	select {
	case got := <-c.recorder.calls:
		return c.describe(params, got)
	case <-time.After(timeout):
		return "lost: no server ran it; its log says why"
	}
}

// refusal is the outcome of a call that failed.
func refusal(err error) string {
	capped, ok := errors.AsType[*oslo.VersionCapError](err)
	switch {
	case !ok:
		return "error: " + err.Error()
	case capped.Needs == "":
		return "refused: the pin's major does not have it"
	case capped.Argument == "":
		return "refused: the method needs " + capped.Needs
	}
	return "refused: " + capped.Argument + " needs " + capped.Needs
}

// rule returns the method's rule for an argument, or nil if every version has
// it.
func (c *call) rule(name string) *oslo.Arg {
	for n := range c.Sends.Args {
		if a := &c.Sends.Args[n]; a.Name == name && !a.Constant {
			return a
		}
	}
	return nil
}

// describe prints the message and the arguments of the implementation.
func (c *call) describe(params []*param, got received) string {
	var sent map[string]json.RawMessage
	if err := wirejson.Unmarshal(got.message.Args, &sent); err != nil {
		return "the arguments of the message: " + err.Error()
	}
	if got.method != c.Name || len(got.args) != len(strings.Fields(c.Params)) {
		return fmt.Sprintf("method %s ran with %d parameters", got.method, len(got.args))
	}
	var words, without []string
	for _, p := range params {
		name, found := p.sentAs(sent)
		delete(sent, name)
		switch arrived := text(p.arrived(got.args)); {
		case found:
			words = append(words, p.describe(name, got.message.Version, arrived))
		case p.isSilent() && arrived == text(p.value.Interface()):
		case p.isSilent() || arrived != text(p.standard.Interface()):
			words = append(words, name+" read as "+arrived+" though it was not sent")
		case p.set:
			without = append(without, ", without "+name)
		}
	}
	words = append(words, c.unknown(sent, params)...)
	return fmt.Sprintf("%s %s(%s)", got.message.Version, got.message.Method, strings.Join(words, ", ")) + strings.Join(without, "")
}

// unknown are the names of arguments that no parameter has.
func (c *call) unknown(sent map[string]json.RawMessage, params []*param) (names []string) {
	open := slices.ContainsFunc(params, func(p *param) bool { return p.name == "*" })
	for name := range sent {
		constant := slices.ContainsFunc(c.Sends.Args, func(a oslo.Arg) bool { return a.Constant && a.Name == name })
		if !constant && !open {
			names = append(names, name+" unexpected")
		}
	}
	slices.Sort(names)
	return names
}

// below reports whether a version comes before another one.
func below(a, b string) bool {
	v, _ := rpcversion.Parse(a)
	w, _ := rpcversion.Parse(b)
	return v.Major < w.Major || v.Major == w.Major && v.Minor < w.Minor
}
