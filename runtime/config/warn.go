package config

import (
	"log/slog"
	"strings"
)

// warn logs settings that are deprecated or unknown to oslo.messaging.
func warn(log *slog.Logger, settings []setting) {
	for _, s := range settings {
		at, name := slog.String("at", s.at.String()), slog.String("option", s.String())
		o := known[s.key]
		switch {
		case o != nil && o.key != s.key:
			log.Warn("option is deprecated", at, name, slog.String("use", o.String()))
		case o != nil && o.obsolete:
			log.Warn("option is deprecated and will be ignored", at, name)
		case o == nil && s.isOurs():
			log.Warn("option is unknown and ignored", at, name)
		}
	}
}

// isOurs reports whether the setting is probably meant for oslo.messaging: it
// stands in one of its sections, or it is a driver option that left [DEFAULT]
// long ago.
func (k key) isOurs() bool {
	if k.group == groupDefault {
		return k.name == "rpc_backend" || strings.HasPrefix(k.name, "rabbit_") || strings.HasPrefix(k.name, "kombu_")
	}
	if _, ok := known[key{groupDefault, k.name}]; ok && k.group == strings.ToLower(groupDefault) {
		return true // the section must be written in capitals
	}
	switch k.group {
	case "oslo_messaging_kafka", "oslo_messaging_amqp", "oslo_messaging_metrics":
		return false // of other drivers or other software
	}
	return strings.HasPrefix(k.group, "oslo_messaging_")
}
