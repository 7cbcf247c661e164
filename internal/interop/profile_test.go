package interop

import (
	"maps"
	"net/url"
	"testing"

	"github.com/oslogen/oslogen/internal/brokertest"
	"github.com/oslogen/oslogen/internal/peers"
)

// newBus is the shared broker with the options of the profile.
func newBus(t *testing.T) bus {
	t.Helper()
	return bus{url: brokertest.For(t).URL(""), options: peers.Profile()}
}

// with is b with some options replaced. An empty value removes one.
func (b bus) with(options map[string]string) bus {
	all := map[string]string{}
	maps.Copy(all, b.options)
	maps.Copy(all, options)
	maps.DeleteFunc(all, func(_, value string) bool { return value == "" })
	b.options = all
	return b
}

// query is the options as the query of a transport URL.
func (b bus) query() string {
	query := url.Values{}
	for name, value := range b.options {
		query.Set(name, value)
	}
	return query.Encode()
}
