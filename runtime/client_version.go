package oslo

import (
	"cmp"
	"context"

	"github.com/oslogen/oslogen/internal/ladder"
)

// label gives the request its version, which decides its arguments and their names.
func (c *Client) label(ctx context.Context, r *Request, m *Method) error {
	if !c.versionSet {
		r.Target.Version = cmp.Or(m.Version, c.target.Version)
	}
	p := c.pin
	if p != nil && p.find != nil {
		var err error
		if p, err = p.resolve(ctx, c.versions()); err != nil {
			return err
		}
	}
	switch {
	case !c.versionSet && (m.isVersioned() || p != nil && c.history.hasMajors()):
		limit, text, err := c.limit(p)
		if err != nil {
			return err
		}
		return m.climb(r, limit, text)
	case p != nil && !p.allows(r.Target.Version):
		return &VersionCapError{Method: m.Name, Needs: cmp.Or(r.Target.Version, "1.0"), Cap: p.text}
	}
	return nil
}

// limit returns the highest version that a message may have: the pin's or the
// interface's.
func (c *Client) limit(p *pin) (limit ladder.Version, text string, err error) {
	if p != nil {
		return p.version, p.text, nil
	}
	text = cmp.Or(c.target.Version, "1.0")
	if c.history != nil {
		text = c.history.Version
	}
	limit, err = rung(text)
	return limit, text, err
}

// CanSend reports whether the client's pin allows a message of the version, or
// of the target's version if that is empty (can_send_version). It calls the function
// of a [PinFunc]. An error of that function means false.
func (c *Client) CanSend(version string) bool {
	p := c.pin
	if p != nil && p.find != nil {
		var err error
		if p, err = p.resolve(context.Background(), c.versions()); err != nil {
			return false
		}
	}
	return p == nil || p.allows(cmp.Or(version, c.target.Version))
}
