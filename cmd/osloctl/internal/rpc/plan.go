package rpc

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/oslogen/oslogen/gen/fit"
	"github.com/oslogen/oslogen/runtime/wirejson"

	"github.com/oslogen/oslogen/cmd/osloctl/internal/api"
	"github.com/oslogen/oslogen/cmd/osloctl/internal/exit"
	"github.com/oslogen/oslogen/cmd/osloctl/internal/session"
)

// apiHelp explains --api in the help of commands.
const apiHelp = `With --api the method is looked up in annotated Go interfaces. Its arguments are checked before anything is sent, and key=text is read by the Go type of the argument. Namespace, version, exchange and timeout are those of the interface, unless a flag gives another.`

// plan is a checked request, with the facts that its flags leave to an interface.
type plan struct {
	method, namespace, version, exchange string
	args                                 map[string]any
	timeout, monitor                     time.Duration // zero for the defaults
	lowest                               bool          // version is the lowest with the given method and arguments
}

// plan reads the arguments of a request of a kind: call, cast or fanout. With --api
// it checks them.
func (r *request) plan(s *session.Session, kind, target string) (*plan, error) {
	if len(r.API) > 0 {
		return r.checked(s, fit.Wanted{Target: target, Namespace: r.Namespace, Method: r.Method, Kind: kind})
	}
	args, err := fields(r.Arguments, s.Stdin, plain)
	return &plan{method: r.Method, namespace: r.Namespace, version: r.Version, exchange: r.Exchange, args: args}, err
}

// checked makes the plan from the interface that has the method.
func (r *request) checked(s *session.Session, w fit.Wanted) (*plan, error) {
	interfaces, err := api.Load(s.Stderr, r.API)
	if err != nil {
		return nil, err
	}
	match, err := interfaces.Find(w)
	if err != nil {
		return nil, misfit(err, methodAdvice(interfaces.At(w.Target), err))
	}
	args, err := fields(r.Arguments, s.Stdin, typed(match))
	if err != nil {
		return nil, err
	}
	fits, err := interfaces.Plan(match, r.Version, args)
	if err != nil {
		return nil, misfit(err, argumentAdvice(match, err))
	}
	p := &plan{method: fits.Method, version: fits.Version, args: fits.Args, timeout: match.Method.Timeout, monitor: match.Method.Monitor}
	p.lowest = r.Version == ""
	p.namespace, p.exchange = match.Interface.Namespace.Text, match.Interface.Exchange.Text
	if r.Namespace != "" {
		p.namespace = r.Namespace
	}
	if r.Exchange != "" || strings.Contains(p.exchange, "{}") {
		p.exchange = r.Exchange
	}
	return p, nil
}

// typed reads texts by the Go types of the arguments. A text that is not JSON stays a
// string.
func typed(match *fit.Match) func(name, text string) any {
	return func(name, text string) any {
		var value any
		if match.IsJSON(name) && wirejson.Unmarshal([]byte(text), &value) == nil {
			return value
		}
		return text
	}
}

// misfit is the error of a request that does not fit, a line for each finding.
func misfit(err error, advice string) error {
	found, ok := errors.AsType[fit.Misfit](err)
	if !ok {
		return exit.With(err, exit.Usage, "")
	}
	lines := make([]string, len(found))
	for n, f := range found {
		lines[n] = api.Place(f.Pos) + ": " + f.Message
	}
	return exit.With(errors.New(strings.Join(lines, "\nosloctl: ")), exit.Usage, advice)
}

// methodAdvice is the next step after a method was not found.
func methodAdvice(there []*fit.Match, err error) string {
	found, ok := errors.AsType[fit.Misfit](err)
	switch {
	case ok && found[0].Code == fit.WrongKind:
		return "Use the command of its kind: osloctl call, cast or fanout."
	case ok && found[0].Code == fit.UnknownMethod:
		var names []string
		for _, m := range there {
			names = append(names, m.Method.Name)
		}
		return "The methods: " + strings.Join(names, ", ") + "."
	}
	return ""
}

// argumentAdvice lists the arguments after one did not fit.
func argumentAdvice(match *fit.Match, err error) string {
	if found, ok := errors.AsType[fit.Misfit](err); !ok || found[0].Code == fit.NoVersion {
		return ""
	}
	return fmt.Sprintf("The arguments of %s: %s.", match.Method.Name, match.Signature())
}
