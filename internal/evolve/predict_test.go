package evolve_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/oslogen/oslogen/gen"
	"github.com/oslogen/oslogen/internal/ladder"
)

// predicted has the interfaces of a module, as oslogen matrix sees them.
type predicted map[string]*ladder.Interface

func predictions(t *testing.T, dir string) predicted {
	list, err := gen.Histories(gen.Config{Dir: dir}, "./...")
	if err != nil {
		t.Fatal(err)
	}
	p := predicted{}
	for _, i := range list {
		p[i.Name] = i
	}
	return p
}

// of is what the newest source predicts of a call, if it knows the versions and the
// method.
func (p predicted) of(c cell) (string, bool) {
	i := p[c.name]
	pair := ladder.Pair{Client: rung(c.client.Version), Pin: rung(c.pin), Server: rung(c.server.Version)}
	for _, v := range []ladder.Version{pair.Client, pair.Server} {
		if limit, ok := ladder.Cap(i.Tops(), v); !ok || limit != v {
			return "", false
		}
	}
	n := slices.IndexFunc(i.Methods, func(m ladder.Operation) bool { return m.GoName == c.method.Go })
	if n < 0 {
		return "", false
	}
	var set ladder.Set
	for k, a := range c.method.Args {
		at := slices.IndexFunc(i.Methods[n].Args, func(b ladder.Arg) bool { return b.At(pair.Client) == a.Name })
		if at < 0 {
			return "", false // its last major is not served any more
		}
		if c.isSet(k) {
			set = set.With(at)
		}
	}
	return outcomeText(i.Predict(pair, n, set)), true
}

func rung(v version) ladder.Version { return ladder.Version(v) }

// outcomeText is a prediction in the words of the test.
func outcomeText(out ladder.Outcome) string {
	if _, ok := errors.AsType[*ladder.PinError](out.Err); ok {
		return "no pin"
	}
	if e, ok := errors.AsType[*ladder.CapError](out.Err); ok {
		return refused(e.Arg, version(e.Needs))
	}
	result := "served"
	if out.Err != nil {
		result = out.Err.Error()
	}
	names := slices.Sorted(slices.Values(out.Names))
	return fmt.Sprintf("%s %s(%s): %s", out.Label, out.Method, strings.Join(names, ", "), result)
}

// prediction is the model's outcome without values.
func (c cell) prediction() string {
	msg, refusal := send(c.client, c.method, c.pin, c.isSet)
	if refusal != "" {
		return refusal
	}
	result := answer(c.server, msg)
	if strings.HasPrefix(result, "M") {
		result = "served"
	}
	var names []string
	for name := range msg.args {
		names = append(names, name)
	}
	slices.Sort(names)
	return fmt.Sprintf("%s %s(%s): %s", msg.label, msg.method, strings.Join(names, ", "), result)
}
