package peers

import (
	"maps"
	"os"
)

// profiles are options of [oslo_messaging_rabbit] that all peers of a run have,
// by the name that OSLOGEN_PROFILE gives. "today" has the options that deployment
// tools set for RabbitMQ 4.3, which refuses the queues of oslo.messaging's defaults.
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

// Profile returns the options of the run, by their names. It panics if there is no
// profile of the name.
func Profile() map[string]string {
	options, ok := profiles[os.Getenv("OSLOGEN_PROFILE")]
	if !ok {
		panic("there is no profile " + os.Getenv("OSLOGEN_PROFILE") + ", which OSLOGEN_PROFILE names")
	}
	return maps.Clone(options)
}

// Quorum reports whether the profile of the run has quorum queues only.
func Quorum() bool {
	return profiles[os.Getenv("OSLOGEN_PROFILE")]["rabbit_transient_quorum_queue"] == "true"
}
