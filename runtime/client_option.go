package oslo

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/oslogen/oslogen/runtime/internal/rpcversion"
)

// ClientOption changes a client, at [NewClient] or by [Client.With].
type ClientOption interface{ applyClient(c *Client) }

type clientOption func(*Client)

func (f clientOption) applyClient(c *Client) { f(c) }

// WithTimeout sets how long a call waits for its answer. It takes the place of the
// method's own timeout. An earlier deadline of ctx ends the call earlier. Without it,
// and for 0, calls wait as long as their method says, or else the transport's
// rpc_response_timeout, 60 s.
func WithTimeout(d time.Duration) ClientOption {
	return clientOption(func(c *Client) {
		c.timeout = d
		c.note(settingTimeout, notNegative("WithTimeout", d))
	})
}

// minMonitor is the shortest monitor for which servers send heartbeats: they send
// them at half of it, in whole seconds.
const minMonitor = 2 * time.Second

// WithMonitor sets how long a call waits without hearing from its server, which
// sends heartbeats at half of that time (call_monitor_timeout). It takes the place of
// the method's own monitor. 0 means that the call asks for no heartbeats. At least
// 2 s, in whole seconds. Without it the method's monitor counts, or none.
func WithMonitor(d time.Duration) ClientOption {
	return clientOption(func(c *Client) {
		c.monitor, c.monitorSet = d, true
		c.note(settingMonitor, nil)
		if d != 0 && d < minMonitor {
			c.note(settingMonitor, fmt.Errorf("WithMonitor(%v): servers send no heartbeats below 2s, want 0 or at least 2s", d))
		}
	})
}

// WithRetry sets how many further attempts are made to reach the broker. Negative
// means no limit but ctx. It takes the place of the method's own limit. Defaults to -1
// (retry).
func WithRetry(n int) ClientOption {
	return clientOption(func(c *Client) { c.delivery.Retry, c.retrySet = n, true })
}

// WithMandatory makes calls and casts fail with ErrUndeliverable when no server
// has the target (TransportOptions.at_least_once).
func WithMandatory() ClientOption {
	return clientOption(func(c *Client) { c.delivery.Mandatory = true })
}

// WithoutConfirm makes casts return when they are written, before the broker has
// confirmed them: fire and forget. It has no effect with quorum queues, because
// RabbitMQ may lose unconfirmed messages, and those after them, with a leader.
func WithoutConfirm() ClientOption {
	return clientOption(func(c *Client) { c.delivery.Unconfirmed = true })
}

// Pin caps the version of the client's messages (version_cap). It is a version, or
// the name of a release that the interface gives it (oslo:release). A message that
// needs a newer version is a *VersionCapError and is not sent. Pin takes the place of
// an earlier one. An empty pin takes it off.
func Pin(pinned string) ClientOption {
	return clientOption(func(c *Client) {
		c.pin = nil
		c.note(settingPinFunc, nil)
		if pinned != "" {
			c.pin = &pin{text: pinned}
		}
	})
}

// PinFunc is [Pin] with a function that finds the pin for each message, such as the
// lowest version of all services (auto). An empty result is no pin. An error of the
// function is the error of the call. It is called concurrently.
func PinFunc(find func(context.Context) (string, error)) ClientOption {
	return clientOption(func(c *Client) {
		c.pin = &pin{find: find}
		c.note(settingPinFunc, nil)
		if find == nil {
			c.pin = nil
			c.note(settingPinFunc, errors.New("PinFunc: the function is nil"))
		}
	})
}

// WithTarget changes a copy of the client's target by f (prepare). A version that f
// sets takes the place of the methods' own. With Fanout set, casts are fanouts, and
// calls are errors.
func WithTarget(f func(*Target)) ClientOption {
	return clientOption(func(c *Client) {
		if f == nil {
			c.note(settingTarget, errors.New("WithTarget: the function is nil"))
			return
		}
		before := c.target
		f(&c.target)
		if c.target.Version != before.Version {
			c.versionSet = c.target.Version != ""
		}
		if c.target.Server != before.Server {
			c.note(settingServer, nil)
		}
		c.note(settingTarget, nil)
	})
}

// WithInterceptor adds interceptors. The first one added runs first.
func WithInterceptor(i ...Interceptor) ClientOption {
	return clientOption(func(c *Client) {
		if slices.ContainsFunc(i, func(i Interceptor) bool { return i == nil }) {
			c.note(settingInterceptor, errors.New("WithInterceptor: an interceptor is nil"))
			return
		}
		c.interceptors = append(slices.Clip(c.interceptors), i...)
	})
}

// setting names the setting of an option. A client keeps the latest error of
// each, so that a copy can correct it.
type setting uint8

const (
	settingTransport setting = iota
	settingNil
	settingTarget
	settingVersion
	settingServer
	settingTopic
	settingTimeout
	settingMonitor
	settingPin
	settingPinFunc
	settingInterceptor
)

// note keeps the error of a setting, or drops it if err is nil.
func (c *Client) note(s setting, err error) {
	if c.bad[s] == err { //nolint:errorlint // most often both are nil
		return
	}
	c.bad = maps.Clone(c.bad) // a copy may share it
	if c.bad == nil {
		c.bad = map[setting]error{}
	}
	if c.bad[s] = err; err == nil {
		delete(c.bad, s)
	}
}

// mistake returns the error of the first setting that has one.
func (c *Client) mistake() error {
	for _, s := range slices.Sorted(maps.Keys(c.bad)) {
		return c.bad[s]
	}
	return nil
}

// checkVersion returns the mistake in a version's text, which may be empty.
func checkVersion(s string) error {
	if s == "" {
		return nil
	}
	_, err := rpcversion.Parse(s)
	return err
}
