package dispatch

import (
	"strings"

	oslo "github.com/oslogen/oslogen/runtime"
)

// Access decides whether a registered method may be called.
type Access func(e oslo.Endpoint, method string) bool

// DefaultAccess refuses names that begin with an underscore
// (DefaultRPCAccessPolicy).
func DefaultAccess(_ oslo.Endpoint, method string) bool { return !strings.HasPrefix(method, "_") }

// LegacyAccess allows every registered method (LegacyRPCAccessPolicy).
func LegacyAccess(oslo.Endpoint, string) bool { return true }

// ExplicitAccess allows only the given methods (ExplicitRPCAccessPolicy).
func ExplicitAccess(methods ...string) Access {
	exposed := map[string]bool{}
	for _, m := range methods {
		exposed[m] = true
	}
	return func(_ oslo.Endpoint, method string) bool { return exposed[method] }
}

// WithAccess sets the access policy. Defaults to [DefaultAccess].
func WithAccess(a Access) Option { return func(d *Dispatcher) { d.access = a } }
