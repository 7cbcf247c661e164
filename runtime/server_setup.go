package oslo

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
)

// Register adds e to the server's handler. It calls add with the present
// handler, or nil if there is none, and uses the one that add returns.
// Generated code calls dispatch.Register instead. Start returns the errors of
// add. A server whose target names no exchange takes that of its endpoints,
// which must all be the same.
//
// All endpoints are registered before Start. Register panics while the server runs,
// as grpc.Server.RegisterService does.
func (s *Server) Register(e Endpoint, add func(h Handler) (Handler, error)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.life.Running() {
		panic(fmt.Sprintf("oslo: register %s: %s is running; register before Start", e.Name, s.life.What))
	}
	h, err := add(s.handler)
	if err == nil {
		err = e.Errors.check()
	}
	if err != nil {
		s.errs = append(s.errs, fmt.Errorf("register %s: %w", e.Name, err))
		return
	}
	s.handler = h
	s.useExchange(e.Exchange)
}

// mistake records an error of the server's set-up, which Start returns.
func (s *Server) mistake(err error) {
	if err != nil {
		s.errs = append(s.errs, err)
	}
}

// useExchange makes a server whose target names no exchange serve that one, or the
// control exchange if it is empty. The caller holds mu.
func (s *Server) useExchange(exchange string) {
	name := cmp.Or(exchange, s.controlExchange)
	switch {
	case s.exchangeGiven, s.exchange == name:
	case s.exchange == "":
		s.exchange, s.target.Exchange = name, exchange
	default:
		s.errs = append(s.errs, fmt.Errorf("endpoints of exchanges %q and %q on one server: name one in its target", s.exchange, name))
	}
}

// setUp checks the endpoints and returns the handler inside its interceptors.
func (s *Server) setUp() (Func, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case len(s.errs) > 0:
		return nil, errors.Join(s.errs...)
	case s.handler == nil:
		return nil, errors.New("no endpoint is registered")
	}
	run := handling(s.handler)
	for _, i := range slices.Backward(s.interceptors) {
		run = interceptFunc(i, run)
	}
	return run, s.target.checkServe()
}
