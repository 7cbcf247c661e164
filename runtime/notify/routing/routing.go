// Package routing has the notification driver "routing": a YAML file says which
// other drivers carry which notifications.
//
//	group_1:
//	  messagingv2:
//	    accepted_events: ["compute.*"]
//	    accepted_priorities: ["info", "error"]
//	  log:
//	    accepted_events: ["*"]
//
// A driver with both lists needs both to match. A driver with neither ("log:
// {}") takes everything. The drivers of all groups form one set, and each is
// used once. Patterns are the shell's: *, ? and [...]. Priorities are in lower
// case.
//
// It is a separate package so that programs without it don't link a YAML
// parser.
package routing

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/notify"
)

// Driver is the routing driver, oslo_messaging.notify._impl_routing in Python.
type Driver struct {
	routes  []route
	drivers map[string]notify.Driver
}

var _ notify.Driver = (*Driver)(nil)

// route is one driver in one group.
type route struct {
	driver             string
	events, priorities []pattern
}

// rules is a route in the file. An absent list accepts everything, and an empty
// one nothing.
type rules struct {
	Events     []string `yaml:"accepted_events"`
	Priorities []string `yaml:"accepted_priorities"`
}

// Open is [Load] for oslo.messaging's own drivers. Pass it to
// config.NotifierOptions.
func Open(file string) (notify.Driver, error) { return Load(file, nil) }

// Load makes the driver for a file. The file may name the given drivers
// beside oslo.messaging's own, which notify.DriverNamed makes.
func Load(file string, drivers map[string]notify.Driver) (*Driver, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("routing: %w", err)
	}
	d, err := Parse(text, drivers)
	if err != nil {
		return nil, fmt.Errorf("routing: %s: %w", file, err)
	}
	return d, nil
}

// Parse is Load for the text of a file.
func Parse(text []byte, drivers map[string]notify.Driver) (*Driver, error) {
	var groups map[string]map[string]*rules
	if err := yaml.Unmarshal(text, &groups); err != nil {
		return nil, err
	}
	d := &Driver{drivers: map[string]notify.Driver{}}
	var errs []error
	for _, group := range slices.Sorted(maps.Keys(groups)) {
		for _, name := range slices.Sorted(maps.Keys(groups[group])) {
			if err := d.add(name, groups[group][name], drivers); err != nil {
				errs = append(errs, fmt.Errorf("%s: %w", group, err))
			}
		}
	}
	return d, errors.Join(errs...)
}

func (d *Driver) add(name string, r *rules, given map[string]notify.Driver) (err error) {
	if r == nil {
		return fmt.Errorf("%s: no rules", name)
	}
	for i, p := range r.Priorities {
		r.Priorities[i] = strings.ToLower(p)
	}
	to := route{driver: name}
	if to.events, err = compileAll(r.Events); err == nil {
		to.priorities, err = compileAll(r.Priorities)
	}
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	driver, ok := given[name]
	if !ok {
		if driver, err = notify.DriverNamed(name); err != nil {
			return err
		}
	}
	d.routes, d.drivers[name] = append(d.routes, to), driver
	return nil
}

// Notify implements notify.Driver.
func (d *Driver) Notify(ctx context.Context, tr oslo.Transport, n *notify.Notification) error {
	chosen := map[string]bool{}
	for _, r := range d.routes {
		if accepts(r.events, n.EventType) && accepts(r.priorities, string(n.Priority)) {
			chosen[r.driver] = true
		}
	}
	var errs []error
	for _, name := range slices.Sorted(maps.Keys(chosen)) {
		message := *n
		errs = append(errs, d.drivers[name].Notify(ctx, tr, &message))
	}
	return errors.Join(errs...)
}
