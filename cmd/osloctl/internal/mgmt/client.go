// Package mgmt reads RabbitMQ's management API. It changes nothing.
package mgmt

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/oslogen/oslogen/cmd/osloctl/internal/connect"
	"github.com/oslogen/oslogen/cmd/osloctl/internal/exit"
	"github.com/oslogen/oslogen/runtime/transport"
)

// The ports of the API.
const (
	plainPort  = "15672"
	securePort = "15671"
)

// lookTimeout bounds how long [Find] looks for the API on a host where it may not be.
const lookTimeout = 2 * time.Second

// Client reads the management API of one broker. It is safe for concurrent use.
type Client struct {
	base     url.URL
	user     *url.Userinfo
	vhost    string
	http     *http.Client
	Overview Overview
}

// UnavailableError says why the management API can't be used.
type UnavailableError struct{ Err error }

func (e *UnavailableError) Error() string { return "no management API: " + e.Err.Error() }

// Unwrap gives access to the cause.
func (e *UnavailableError) Unwrap() error { return e.Err }

// Find returns a client of the API at --management-url, or at its usual port on a
// host of the bus. The error is an *UnavailableError if none answers.
func Find(ctx context.Context, bus *connect.Bus) (*Client, error) {
	if bus.ManagementURL != "" {
		base, err := url.Parse(bus.ManagementURL)
		if err != nil || base.Host == "" || base.Scheme != "http" && base.Scheme != "https" {
			return nil, exit.Usagef("--management-url: want one such as http://host:15672")
		}
		return try(ctx, bus, bus.Hosts()[0], *base)
	}
	var errs []error
	for _, host := range bus.Hosts() {
		for _, base := range places(bus, host) {
			c, err := try(ctx, bus, host, base)
			if err == nil {
				return c, nil
			}
			if none, ok := errors.AsType[*UnavailableError](err); ok {
				err = none.Err
			}
			errs = append(errs, err)
		}
	}
	return nil, &UnavailableError{errors.Join(errs...)}
}

// places lists where the API of a host may be.
func places(bus *connect.Bus, host transport.Host) []url.URL {
	plain := url.URL{Scheme: "http", Host: net.JoinHostPort(host.Hostname, plainPort)}
	if !bus.Rabbit.TLS.Enabled {
		return []url.URL{plain}
	}
	return []url.URL{{Scheme: "https", Host: net.JoinHostPort(host.Hostname, securePort)}, plain}
}

// try returns a client if the API answers.
func try(ctx context.Context, bus *connect.Bus, host transport.Host, base url.URL) (*Client, error) {
	transport := http.DefaultTransport.(*http.Transport).Clone()
	tls := bus.Rabbit.TLS
	tls.Enabled = base.Scheme == "https"
	cfg, err := tls.Client(base.Hostname())
	if err != nil {
		return nil, exit.With(err, exit.Usage, "")
	}
	transport.TLSClientConfig = cfg
	c := &Client{base: base, vhost: bus.URL.VirtualHost, http: &http.Client{Transport: transport}}
	c.user, c.base.User = base.User, nil
	if c.user == nil {
		c.user = url.UserPassword(host.Username, host.Password)
	}
	ctx, cancel := context.WithTimeout(ctx, lookTimeout)
	defer cancel()
	if err := c.get(ctx, &c.Overview, "overview"); err != nil {
		return nil, &UnavailableError{err}
	}
	return c, nil
}

// String returns where the API is.
func (c *Client) String() string { return c.base.String() }

// get reads the API at a path, whose elements are escaped.
func (c *Client) get(ctx context.Context, v any, path ...string) error {
	u := c.base
	u.RawQuery = ""
	elements := []string{"/api"}
	for _, element := range path {
		elements = append(elements, url.PathEscape(element))
	}
	where := strings.Join(elements, "/")
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u.JoinPath(where).String(), nil)
	if err != nil {
		return err
	}
	password, _ := c.user.Password()
	req.SetBasicAuth(c.user.Username(), password)
	resp, err := c.http.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return &StatusError{resp.StatusCode, where, u.Host}
	}
	if err := json.NewDecoder(resp.Body).Decode(v); err != nil {
		return fmt.Errorf("%s of the management API: %w", where, err)
	}
	return nil
}

// StatusError is an answer of the API that is not 200.
type StatusError struct {
	Status int
	Path   string
	Host   string
}

func (e *StatusError) Error() string {
	text := cmp.Or(http.StatusText(e.Status), "status")
	advice := ""
	if e.Status == http.StatusUnauthorized {
		advice = " (the user needs the tag monitoring: rabbitmqctl set_user_tags USER monitoring)"
	}
	return fmt.Sprintf("%s answers %d %s for %s%s", e.Host, e.Status, text, e.Path, advice)
}
