package amqp_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/oslogen/oslogen/internal/brokertest"
	oslo "github.com/oslogen/oslogen/runtime"
)

// house is a virtual host with a user of its own, whom an operator may harm.
type house struct {
	*brokertest.Broker
	vhost, user string
}

func newHouse(t *testing.T, b *brokertest.Broker) house {
	t.Helper()
	n := fmt.Sprint(lastID.Add(1))
	h := house{b, "house" + n, "tenant" + n}
	h.ctl(t, "add_user", h.user, "secret")
	h.build(t)
	t.Cleanup(func() {
		_, _ = b.Ctl(context.Background(), "delete_vhost", h.vhost)
		_, _ = b.Ctl(context.Background(), "delete_user", h.user)
	})
	return h
}

func (h house) ctl(t *testing.T, args ...string) {
	t.Helper()
	if out, err := h.Ctl(t.Context(), args...); err != nil {
		t.Fatal(err, out)
	}
}

// build makes the virtual host, and lets the user into it.
func (h house) build(t *testing.T) {
	t.Helper()
	h.ctl(t, "add_vhost", h.vhost)
	h.ctl(t, "set_permissions", "-p", h.vhost, h.user, ".*", ".*", ".*")
}

func (h house) url() string {
	return fmt.Sprintf("rabbit://%s:secret@%s/%s", h.user, h.Address(), h.vhost)
}

// Whatever an operator takes away and gives back, services go on by themselves. A limit of
// connections is waited out, also by a call that has been given back by the broker so far.
func TestOperatorTakesAwayAndGivesBack(t *testing.T) {
	b := breakable(t)
	for what, harm := range map[string]func(*testing.T, house){
		"virtual host": func(t *testing.T, h house) {
			h.ctl(t, "delete_vhost", h.vhost)
			pause(time.Second)
			h.build(t)
		},
		"connections": func(t *testing.T, h house) {
			h.ctl(t, "set_vhost_limits", "-p", h.vhost, `{"max-connections": 0}`)
			h.ctl(t, "close_all_connections", "-p", h.vhost, "test")
			pause(time.Second)
			h.ctl(t, "clear_vhost_limits", "-p", h.vhost)
		},
	} {
		t.Run(what, func(t *testing.T) {
			h := newHouse(t, b)
			topic := strings.ReplaceAll(name(t), " ", "-")
			var r, late runs
			serve(t, open(t, h.url(), brisk()), topic, "one", &r)
			tr := open(t, h.url(), brisk())
			c := client(tr, topic, patience)
			works(t, patience, c)
			unserved := callUntilServed(t, tr, topic+"-late")
			pause(200 * time.Millisecond)
			harm(t, h)
			works(t, patience, c)
			serve(t, open(t, h.url(), brisk()), topic+"-late", "one", &late)
			if err := <-unserved; err != nil && (what == "connections" || !errors.Is(err, oslo.ErrUnavailable)) {
				t.Errorf("the call that no server had: %v", err)
			}
			if late.twice()+r.twice() > 0 {
				t.Error("a request ran twice")
			}
		})
	}
}
