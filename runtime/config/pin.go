package config

import (
	"context"
	"fmt"
	"maps"
	"slices"

	oslo "github.com/oslogen/oslogen/runtime"
)

// upgradeLevels are the options that Nova has in [upgrade_levels]. Files may name
// others, one for each service.
var upgradeLevels = []string{"baseapi", "cells", "cert", "compute", "conductor", "console", "consoleauth", "intercell", "network", "scheduler"}

// autoLevel asks for the lowest version that all services have.
const autoLevel = "auto"

// Pin returns the pin of a service's clients that [upgrade_levels] sets: a version,
// such as 5.13, or the name of a release that the interface gives it (oslo:release).
// Without one it takes the client's pin off.
//
//	c := api.NewComputeClient(tr, cfg.Pin("compute", nil))
//
// For "auto" the pin is what auto finds for each message, such as the lowest version
// that the services have written to the database. With nil, "auto" is an error of
// every call.
func (c *Config) Pin(service string, auto func(context.Context) (string, error)) oslo.ClientOption {
	level := c.UpgradeLevels[service]
	switch {
	case level != autoLevel:
		return oslo.Pin(level)
	case auto != nil:
		return oslo.PinFunc(auto)
	}
	return oslo.PinFunc(func(context.Context) (string, error) {
		return "", fmt.Errorf("[%s] %s = auto: the program finds no level by itself; name a version or a release", groupUpgrade, service)
	})
}

// upgradeLevels reads [upgrade_levels].
func (b *builder) upgradeLevels() map[string]string {
	names := map[string]bool{}
	for _, name := range upgradeLevels {
		names[name] = true
	}
	note := func(k key) {
		if k.group == groupUpgrade {
			names[k.name] = true
		}
	}
	for _, file := range b.files {
		for k := range file {
			note(k)
		}
	}
	for k := range b.overrides {
		note(k)
	}
	for k := range b.defaults {
		note(k)
	}
	var levels map[string]string
	for _, name := range slices.Sorted(maps.Keys(names)) {
		if level := b.text(&option{key: key{groupUpgrade, name}}); level != "" {
			if levels == nil {
				levels = map[string]string{}
			}
			levels[name] = level
		}
	}
	return levels
}
