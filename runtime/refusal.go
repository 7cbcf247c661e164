package oslo

import (
	"fmt"
	"strings"
)

// refusal recognises the answers of a dispatcher that did not run the method,
// because it lacks the method or the version, or because the arguments don't
// fit. It returns nil for any other exception, and for an answer about another
// method that this one called.
func refusal(e *RemoteError, method string) error {
	switch {
	case e.Module == dispatcherModule && e.Class == "NoSuchMethod":
		if named, ok := strings.CutPrefix(e.Message, noSuchMethod); !ok || named == method {
			return &NoSuchMethodError{Method: method}
		}
	case e.Module == dispatcherModule && e.Class == "UnsupportedVersion":
		text := strings.TrimPrefix(e.Message, unsupportedVersion)
		version, named, ok := strings.Cut(text, attemptedMethod)
		if !ok || named == method {
			return &UnsupportedVersionError{Version: version, Method: method}
		}
	case e.Name() == "TypeError":
		return argumentError(e.Message, method)
	}
	return nil
}

// argumentError recognises Python's two complaints about the keyword arguments of
// the method. Python names it "method()" or, from 3.10 on, "Endpoint.method()".
func argumentError(message, method string) error {
	function, complaint, ok := strings.Cut(message, "() ")
	if !ok || function[strings.LastIndexByte(function, '.')+1:] != method {
		return nil
	}
	if _, name, ok := strings.Cut(complaint, "got an unexpected keyword argument '"); ok {
		name, _, _ = strings.Cut(name, "'")
		return &ArgumentError{Method: method, Unexpected: name}
	}
	if _, names, ok := strings.Cut(complaint, ": '"); ok && strings.HasPrefix(complaint, "missing ") {
		name, _, _ := strings.Cut(names, "'")
		return &ArgumentError{Method: method, Missing: name}
	}
	return nil
}

// isForeignRefusal reports whether e is the refusal of another server, which the
// caller of the method would take for an answer to its own request.
func (e *RemoteError) isForeignRefusal(method string) bool {
	return e.received && (e.Module == dispatcherModule || refusal(e, method) != nil)
}

// refusedElsewhere converts another server's refusal that a method passes on,
// as oslo.messaging does.
func refusedElsewhere(e *RemoteError) *RemoteError {
	out := newRemote(clientModule, "RemoteError", fmt.Errorf("Remote error: %s %s", e.Class, e.Message)) //nolint:staticcheck // Python's text
	out.Traceback = append(out.Traceback, e.Traceback...)
	return out
}
