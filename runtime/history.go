package oslo

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/oslogen/oslogen/internal/ladder"
	"github.com/oslogen/oslogen/runtime/internal/rpcversion"
)

// History lists the versions that an interface serves, and the names of its
// releases. Generated code has one variable of this type for an interface with
// older versions. It is read only.
type History struct {
	// Version is the version that the interface implements.
	Version string
	// Also has the last version of each older major that it also serves.
	Also []string
	// Releases maps the names of releases to their versions. A pin may use a
	// name.
	Releases map[string]string
}

// WithHistory tells a client about the versions of its interface. Generated code
// uses it.
func WithHistory(h *History) ClientOption {
	return clientOption(func(c *Client) { c.history = h })
}

// versions returns the client's history. Without one it has the version of the
// target, or is nil if the target has none.
func (c *Client) versions() *History {
	if c.history == nil && c.target.Version != "" {
		return &History{Version: c.target.Version}
	}
	return c.history
}

// tops returns the highest version of each major that the interface serves.
func (h *History) tops() []string { return append([]string{h.Version}, h.Also...) }

// pinned returns the version that a pin's text means: a version, or the name of a
// release.
func (h *History) pinned(text string) (ladder.Version, error) {
	v, err := rung(text)
	if h == nil {
		return v, err
	}
	if release, ok := h.Releases[text]; ok {
		v, err = rung(release)
	} else if err != nil {
		return v, fmt.Errorf("pin %q is neither a version nor a release; the releases are %s", text, h.releases())
	}
	if err != nil {
		return v, err
	}
	for _, top := range h.tops() {
		if t, err := rung(top); err == nil && t.Major == v.Major {
			if t.Below(v) {
				v = t // the interface has nothing newer to send
			}
			return v, nil
		}
	}
	return v, fmt.Errorf("pin %s: the interface serves no version %d; it serves %s", text, v.Major, strings.Join(h.tops(), ", "))
}

func (h *History) releases() string {
	if len(h.Releases) == 0 {
		return "not named (oslo:release)"
	}
	return strings.Join(slices.Sorted(maps.Keys(h.Releases)), ", ")
}

// rung is a version without its revision.
func rung(text string) (ladder.Version, error) {
	v, err := rpcversion.Parse(text)
	return ladder.Version{Major: v.Major, Minor: v.Minor}, err
}

// hasMajors reports whether the interface serves more than one major.
func (h *History) hasMajors() bool { return h != nil && len(h.Also) > 0 }

// pin is the highest version that a client sends.
type pin struct { //nolint:recvcheck // resolve changes its copy
	text    string
	version ladder.Version
	exact   rpcversion.Version                    // the same, with the revision
	find    func(context.Context) (string, error) // in place of text
}

// resolve returns the pin with its version, or nil if the function says that there is
// none.
func (p pin) resolve(ctx context.Context, h *History) (*pin, error) {
	if p.find != nil {
		var err error
		if p.text, err = p.find(ctx); err != nil {
			return nil, fmt.Errorf("find the pin: %w", err)
		}
		if p.text == "" {
			return nil, nil //nolint:nilnil // no pin is no mistake
		}
	}
	var err error
	if p.version, err = h.pinned(p.text); err != nil {
		return nil, err
	}
	if p.exact, err = rpcversion.Parse(p.text); err != nil { // the name of a release
		p.exact, err = rpcversion.Version{Major: p.version.Major, Minor: p.version.Minor}, nil
	}
	return &p, err
}

// allows reports whether a message of the version may be sent.
func (p *pin) allows(version string) bool {
	v, err := rpcversion.Parse(version)
	return err == nil && p.exact.Serves(v)
}

// resolvePin gives a pin that is a text its version.
func (c *Client) resolvePin() {
	c.note(settingPin, nil)
	if c.pin == nil || c.pin.find != nil {
		return
	}
	p, err := c.pin.resolve(context.Background(), c.versions())
	if err != nil {
		c.note(settingPin, err)
		return
	}
	c.pin = p
}
