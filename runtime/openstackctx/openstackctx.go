// Package openstackctx reads and writes the request context of OpenStack
// services as a struct, with the fields of oslo.context: the user, the project,
// the roles, the request id and so on. Their names on the wire differ between
// releases of oslo.context. This package reads all of them and writes those
// that each release reads.
//
//	rc, err := openstackctx.From(ctx) // in a method
//	log.Info("resizing", "user", rc.UserID, "request_id", rc.RequestID)
//
//	ctx, err = openstackctx.With(ctx, openstackctx.Context{UserID: user, RequestID: openstackctx.NewRequestID()})
package openstackctx

import (
	"cmp"
	"context"

	"github.com/google/uuid"

	oslo "github.com/oslogen/oslogen/runtime"
)

// Context is a request context. An empty string is None in Python.
// Source: oslo_context.context.RequestContext.
type Context struct {
	UserID          string
	UserName        string
	UserDomainID    string
	ProjectID       string
	ProjectName     string
	ProjectDomainID string
	DomainID        string
	SystemScope     string
	Roles           []string
	IsAdmin         bool
	ReadOnly        bool
	ShowDeleted     bool
	RequestID       string // "req-" and a UUID
	GlobalRequestID string // of the request that began in another service
	ResourceUUID    string
	AuthToken       string // a secret: notifications and logs leave it out
}

// fields are the names on the wire, the older ones too.
type fields struct {
	UserID          *string  `json:"user_id"`
	User            *string  `json:"user"`
	UserName        *string  `json:"user_name"`
	UserDomainID    *string  `json:"user_domain_id"`
	UserDomain      *string  `json:"user_domain"`
	ProjectID       *string  `json:"project_id"`
	Project         *string  `json:"project"`
	Tenant          *string  `json:"tenant"`
	ProjectName     *string  `json:"project_name"`
	ProjectDomainID *string  `json:"project_domain_id"`
	ProjectDomain   *string  `json:"project_domain"`
	DomainID        *string  `json:"domain_id"`
	Domain          *string  `json:"domain"`
	SystemScope     *string  `json:"system_scope"`
	Roles           []string `json:"roles"`
	IsAdmin         *bool    `json:"is_admin"`
	ReadOnly        *bool    `json:"read_only"`
	ShowDeleted     *bool    `json:"show_deleted"`
	RequestID       *string  `json:"request_id"`
	GlobalRequestID *string  `json:"global_request_id"`
	ResourceUUID    *string  `json:"resource_uuid"`
	AuthToken       *string  `json:"auth_token"`
}

// From returns the request context that ctx carries, the zero Context if it carries
// none. An error says which field has another type.
func From(ctx context.Context) (Context, error) { return Read(oslo.RequestContextFrom(ctx)) }

// Read returns rc as a struct. Fields that Context does not have are left out.
func Read(rc oslo.RequestContext) (Context, error) {
	var f fields
	if err := rc.Decode(&f); err != nil {
		return Context{}, err
	}
	return Context{
		UserID: first(f.UserID, f.User), UserName: first(f.UserName), UserDomainID: first(f.UserDomainID, f.UserDomain),
		ProjectID: first(f.ProjectID, f.Project, f.Tenant), ProjectName: first(f.ProjectName),
		ProjectDomainID: first(f.ProjectDomainID, f.ProjectDomain), DomainID: first(f.DomainID, f.Domain),
		SystemScope: first(f.SystemScope), Roles: f.Roles,
		IsAdmin: first(f.IsAdmin), ReadOnly: first(f.ReadOnly), ShowDeleted: first(f.ShowDeleted),
		RequestID: first(f.RequestID), GlobalRequestID: first(f.GlobalRequestID),
		ResourceUUID: first(f.ResourceUUID), AuthToken: first(f.AuthToken),
	}, nil
}

// first returns the first value that is there and not zero.
func first[T comparable](values ...*T) (v T) {
	for _, p := range values {
		if p != nil {
			v = cmp.Or(v, *p)
		}
	}
	return v
}

// With returns a ctx whose calls, casts and notifications carry c. Fields of the
// request context of ctx that Context does not have stay.
func With(ctx context.Context, c Context) (context.Context, error) {
	rc, err := oslo.RequestContextFrom(ctx).With(c.fields())
	if err != nil {
		return ctx, err
	}
	return oslo.WithRequestContext(ctx, rc), nil
}

func (c Context) fields() map[string]any {
	roles := c.Roles
	if roles == nil {
		roles = []string{}
	}
	return map[string]any{
		"user_id": text(c.UserID), "user": text(c.UserID), "user_name": text(c.UserName),
		"user_domain_id": text(c.UserDomainID), "user_domain": text(c.UserDomainID),
		"project_id": text(c.ProjectID), "project": text(c.ProjectID), "project_name": text(c.ProjectName),
		"project_domain_id": text(c.ProjectDomainID), "project_domain": text(c.ProjectDomainID),
		"domain_id": text(c.DomainID), "domain": text(c.DomainID), "system_scope": text(c.SystemScope),
		"roles": roles, "is_admin": c.IsAdmin, "read_only": c.ReadOnly, "show_deleted": c.ShowDeleted,
		"request_id": text(c.RequestID), "global_request_id": text(c.GlobalRequestID),
		"resource_uuid": text(c.ResourceUUID), "auth_token": text(c.AuthToken),
	}
}

// text is null for "".
func text(s string) any {
	if s == "" {
		return nil
	}
	return s
}

// NewRequestID returns a request id as oslo.context makes them, for a request that
// begins here.
func NewRequestID() string { return "req-" + uuid.NewString() }
