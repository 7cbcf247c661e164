package world

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/google/uuid"
)

// User is a user of the broker in one virtual host.
type User struct {
	Name, Password string
	// Tag gives more rights: "" none, "monitoring" the right to see the
	// management API.
	Tag string
	// Configure, Write and Read are the permissions. Without Configure the user has
	// no access.
	Configure, Write, Read string
}

// AddUser makes a user, or changes it.
func (b *Broker) AddUser(ctx context.Context, vhost string, u User) error {
	if err := b.Put(ctx, map[string]any{"password": u.Password, "tags": u.Tag}, "users", u.Name); err != nil || u.Configure == "" {
		return err
	}
	return b.Put(ctx, map[string]any{"configure": u.Configure, "write": u.Write, "read": u.Read}, "permissions", vhost, u.Name)
}

// NewVhost makes a virtual host for one test.
func (b *Broker) NewVhost(tb testing.TB) string {
	tb.Helper()
	name := "t-" + uuid.NewString()[:8]
	if err := b.AddVhost(tb.Context(), name); err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		b.DeleteVhost(context.Background(), name) //nolint:errcheck // it goes with the broker
	})
	return name
}

// AddVhost makes a virtual host, in which guest may do everything.
func (b *Broker) AddVhost(ctx context.Context, name string) error {
	if err := b.Put(ctx, map[string]any{}, "vhosts", name); err != nil {
		return err
	}
	return b.AddUser(ctx, name, User{Name: "guest", Password: "guest", Tag: "administrator", Configure: ".*", Write: ".*", Read: ".*"})
}

// DeleteVhost removes a virtual host and closes the connections to it.
func (b *Broker) DeleteVhost(ctx context.Context, name string) error {
	return b.request(ctx, http.MethodDelete, nil, nil, "vhosts", name)
}

// Put changes the broker by the management API.
func (b *Broker) Put(ctx context.Context, body any, path ...string) error {
	text, err := json.Marshal(body)
	if err != nil {
		return err
	}
	return b.request(ctx, http.MethodPut, bytes.NewReader(text), nil, path...)
}

// Get reads the management API.
func (b *Broker) Get(ctx context.Context, v any, path ...string) error {
	return b.request(ctx, http.MethodGet, nil, v, path...)
}

func (b *Broker) request(ctx context.Context, method string, body io.Reader, v any, path ...string) error {
	where := []string{b.ManagementURL, "api"}
	for _, element := range path {
		where = append(where, url.PathEscape(element))
	}
	req, err := http.NewRequestWithContext(ctx, method, strings.Join(where, "/"), body)
	if err != nil {
		return err
	}
	req.SetBasicAuth("guest", "guest")
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= http.StatusBadRequest {
		return fmt.Errorf("management API: %s of %s %s", resp.Status, method, where)
	}
	if v == nil {
		return nil
	}
	return json.NewDecoder(resp.Body).Decode(v)
}
