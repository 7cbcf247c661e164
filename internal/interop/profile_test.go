package interop

import (
	"maps"
	"net/url"
	"os"
	"testing"

	"github.com/oslogen/oslogen/internal/brokertest"
)

// profiles are options of [oslo_messaging_rabbit] that all peers of a run have,
// by the name that OSLOGEN_PROFILE gives. "today" is what deployment tools set for
// RabbitMQ 4.3, which refuses the queues of oslo.messaging's defaults.
var profiles = map[string]map[string]string{
	"": {},
	"today": {
		"rabbit_quorum_queue":           "true",
		"rabbit_transient_quorum_queue": "true",
		"rabbit_stream_fanout":          "true",
		"use_queue_manager":             "true",
		"rabbit_qos_prefetch_count":     "10",
	},
}

// profile is the name of this run's profile.
func profile() string { return os.Getenv("OSLOGEN_PROFILE") }

// newBus is the shared broker with the options of the profile.
func newBus(t *testing.T) bus {
	t.Helper()
	options, ok := profiles[profile()]
	if !ok {
		t.Fatalf("OSLOGEN_PROFILE is %q", profile())
	}
	return bus{url: brokertest.For(t).URL(""), options: options}
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
