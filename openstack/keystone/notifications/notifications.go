// Package notifications is keystone's notifications, CADF's included, written by
// hand from keystone's and pycadf's source. Notifications of project tags have a
// blank in their event type and no method: AuditEvents hears them.
package notifications

import (
	"context"
)

// Identity is what happens to identities, with notification_format=basic.
//
//oslo:notify publisher=identity.{host} exchange=keystone
type Identity interface {
	//oslo:event identity.user.created
	UserCreated(ctx context.Context, payload Resource) error

	//oslo:event identity.user.updated
	UserUpdated(ctx context.Context, payload Resource) error

	//oslo:event identity.user.deleted
	UserDeleted(ctx context.Context, payload Resource) error

	//oslo:event identity.group.created
	GroupCreated(ctx context.Context, payload Resource) error

	//oslo:event identity.group.updated
	GroupUpdated(ctx context.Context, payload Resource) error

	//oslo:event identity.group.deleted
	GroupDeleted(ctx context.Context, payload Resource) error

	//oslo:event identity.project.created
	ProjectCreated(ctx context.Context, payload Resource) error

	//oslo:event identity.project.updated
	ProjectUpdated(ctx context.Context, payload Resource) error

	//oslo:event identity.project.disabled
	ProjectDisabled(ctx context.Context, payload Resource) error

	//oslo:event identity.project.deleted
	ProjectDeleted(ctx context.Context, payload Resource) error

	//oslo:event identity.domain.created
	DomainCreated(ctx context.Context, payload Resource) error

	//oslo:event identity.domain.updated
	DomainUpdated(ctx context.Context, payload Resource) error

	//oslo:event identity.domain.disabled
	DomainDisabled(ctx context.Context, payload Resource) error

	//oslo:event identity.domain.deleted
	DomainDeleted(ctx context.Context, payload Resource) error

	//oslo:event identity.role.created
	RoleCreated(ctx context.Context, payload Resource) error

	//oslo:event identity.role.updated
	RoleUpdated(ctx context.Context, payload Resource) error

	//oslo:event identity.role.deleted
	RoleDeleted(ctx context.Context, payload Resource) error

	//oslo:event identity.region.created
	RegionCreated(ctx context.Context, payload Resource) error

	//oslo:event identity.region.updated
	RegionUpdated(ctx context.Context, payload Resource) error

	//oslo:event identity.region.deleted
	RegionDeleted(ctx context.Context, payload Resource) error

	//oslo:event identity.service.created
	ServiceCreated(ctx context.Context, payload Resource) error

	//oslo:event identity.service.updated
	ServiceUpdated(ctx context.Context, payload Resource) error

	//oslo:event identity.service.deleted
	ServiceDeleted(ctx context.Context, payload Resource) error

	//oslo:event identity.endpoint.created
	EndpointCreated(ctx context.Context, payload Resource) error

	//oslo:event identity.endpoint.updated
	EndpointUpdated(ctx context.Context, payload Resource) error

	//oslo:event identity.endpoint.deleted
	EndpointDeleted(ctx context.Context, payload Resource) error

	//oslo:event identity.policy.created
	PolicyCreated(ctx context.Context, payload Resource) error

	//oslo:event identity.policy.updated
	PolicyUpdated(ctx context.Context, payload Resource) error

	//oslo:event identity.policy.deleted
	PolicyDeleted(ctx context.Context, payload Resource) error

	//oslo:event identity.credential.created
	CredentialCreated(ctx context.Context, payload Resource) error

	//oslo:event identity.application_credential.created
	ApplicationCredentialCreated(ctx context.Context, payload Resource) error

	//oslo:event identity.application_credential.deleted
	ApplicationCredentialDeleted(ctx context.Context, payload Resource) error

	//oslo:event identity.access_rule.deleted
	AccessRuleDeleted(ctx context.Context, payload Resource) error

	//oslo:event identity.OS-TRUST:trust.created
	TrustCreated(ctx context.Context, payload Resource) error

	//oslo:event identity.OS-TRUST:trust.deleted
	TrustDeleted(ctx context.Context, payload Resource) error

	//oslo:event identity.OS-OAUTH1:consumer.created
	OauthConsumerCreated(ctx context.Context, payload Resource) error

	//oslo:event identity.OS-OAUTH1:consumer.updated
	OauthConsumerUpdated(ctx context.Context, payload Resource) error

	//oslo:event identity.OS-OAUTH1:consumer.deleted
	OauthConsumerDeleted(ctx context.Context, payload Resource) error

	//oslo:event identity.OS-OAUTH1:access_token.created
	OauthAccessTokenCreated(ctx context.Context, payload Resource) error

	//oslo:event identity.OS-OAUTH1:access_token.deleted
	OauthAccessTokenDeleted(ctx context.Context, payload Resource) error

	//oslo:event identity.OS-OAUTH1:request_token.created
	OauthRequestTokenCreated(ctx context.Context, payload Resource) error
}

// Audit is what happens to identities, with notification_format=cadf, the default.
// The authentication and the assignment of roles are CADF events in both formats.
//
//oslo:notify publisher=identity.{host} exchange=keystone
type Audit interface {
	//oslo:event identity.user.created
	UserCreated(ctx context.Context, payload Event) error

	//oslo:event identity.user.updated
	UserUpdated(ctx context.Context, payload Event) error

	//oslo:event identity.user.deleted
	UserDeleted(ctx context.Context, payload Event) error

	//oslo:event identity.group.created
	GroupCreated(ctx context.Context, payload Event) error

	//oslo:event identity.group.updated
	GroupUpdated(ctx context.Context, payload Event) error

	//oslo:event identity.group.deleted
	GroupDeleted(ctx context.Context, payload Event) error

	//oslo:event identity.project.created
	ProjectCreated(ctx context.Context, payload Event) error

	//oslo:event identity.project.updated
	ProjectUpdated(ctx context.Context, payload Event) error

	//oslo:event identity.project.disabled
	ProjectDisabled(ctx context.Context, payload Event) error

	//oslo:event identity.project.deleted
	ProjectDeleted(ctx context.Context, payload Event) error

	//oslo:event identity.domain.created
	DomainCreated(ctx context.Context, payload Event) error

	//oslo:event identity.domain.updated
	DomainUpdated(ctx context.Context, payload Event) error

	//oslo:event identity.domain.disabled
	DomainDisabled(ctx context.Context, payload Event) error

	//oslo:event identity.domain.deleted
	DomainDeleted(ctx context.Context, payload Event) error

	//oslo:event identity.role.created
	RoleCreated(ctx context.Context, payload Event) error

	//oslo:event identity.role.updated
	RoleUpdated(ctx context.Context, payload Event) error

	//oslo:event identity.role.deleted
	RoleDeleted(ctx context.Context, payload Event) error

	//oslo:event identity.region.created
	RegionCreated(ctx context.Context, payload Event) error

	//oslo:event identity.region.updated
	RegionUpdated(ctx context.Context, payload Event) error

	//oslo:event identity.region.deleted
	RegionDeleted(ctx context.Context, payload Event) error

	//oslo:event identity.service.created
	ServiceCreated(ctx context.Context, payload Event) error

	//oslo:event identity.service.updated
	ServiceUpdated(ctx context.Context, payload Event) error

	//oslo:event identity.service.deleted
	ServiceDeleted(ctx context.Context, payload Event) error

	//oslo:event identity.endpoint.created
	EndpointCreated(ctx context.Context, payload Event) error

	//oslo:event identity.endpoint.updated
	EndpointUpdated(ctx context.Context, payload Event) error

	//oslo:event identity.endpoint.deleted
	EndpointDeleted(ctx context.Context, payload Event) error

	//oslo:event identity.policy.created
	PolicyCreated(ctx context.Context, payload Event) error

	//oslo:event identity.policy.updated
	PolicyUpdated(ctx context.Context, payload Event) error

	//oslo:event identity.policy.deleted
	PolicyDeleted(ctx context.Context, payload Event) error

	//oslo:event identity.credential.created
	CredentialCreated(ctx context.Context, payload Event) error

	//oslo:event identity.application_credential.created
	ApplicationCredentialCreated(ctx context.Context, payload Event) error

	//oslo:event identity.application_credential.deleted
	ApplicationCredentialDeleted(ctx context.Context, payload Event) error

	//oslo:event identity.access_rule.deleted
	AccessRuleDeleted(ctx context.Context, payload Event) error

	//oslo:event identity.OS-TRUST:trust.created
	TrustCreated(ctx context.Context, payload Event) error

	//oslo:event identity.OS-TRUST:trust.deleted
	TrustDeleted(ctx context.Context, payload Event) error

	//oslo:event identity.OS-OAUTH1:consumer.created
	OauthConsumerCreated(ctx context.Context, payload Event) error

	//oslo:event identity.OS-OAUTH1:consumer.updated
	OauthConsumerUpdated(ctx context.Context, payload Event) error

	//oslo:event identity.OS-OAUTH1:consumer.deleted
	OauthConsumerDeleted(ctx context.Context, payload Event) error

	//oslo:event identity.OS-OAUTH1:access_token.created
	OauthAccessTokenCreated(ctx context.Context, payload Event) error

	//oslo:event identity.OS-OAUTH1:access_token.deleted
	OauthAccessTokenDeleted(ctx context.Context, payload Event) error

	//oslo:event identity.OS-OAUTH1:request_token.created
	OauthRequestTokenCreated(ctx context.Context, payload Event) error

	//oslo:event identity.authenticate
	Authenticate(ctx context.Context, payload Event) error

	//oslo:event identity.role_assignment.created
	RoleAssignmentCreated(ctx context.Context, payload Event) error

	//oslo:event identity.role_assignment.deleted
	RoleAssignmentDeleted(ctx context.Context, payload Event) error
}

// AuditEvents hears all of keystone's CADF events.
//
//oslo:notify exchange=keystone only=server
type AuditEvents interface {
	//oslo:event identity.* priority=any
	Event(ctx context.Context, payload Event) error
}

// Resource is a basic payload.
type Resource struct {
	ResourceInfo    string `json:"resource_info"`      // the id
	ActorID         string `json:"actor_id,omitempty"` // of who joins or leaves a group
	ActorType       string `json:"actor_type,omitempty"`
	ActorOperation  string `json:"actor_operation,omitempty"` // added or removed
	RequestID       string `json:"request_id,omitempty"`
	GlobalRequestID string `json:"global_request_id,omitempty"`
}

// Event is an event of CADF, the Cloud Auditing Data Federation.
type Event struct {
	TypeURI             string       `json:"typeURI"`   //
	EventType           string       `json:"eventType"` // activity
	ID                  string       `json:"id"`
	EventTime           string       `json:"eventTime"` //
	Action              string       `json:"action"`    // such as created.user
	Outcome             string       `json:"outcome"`   // success, failure, unknown or pending
	Initiator           Entity       `json:"initiator"`
	InitiatorID         string       `json:"initiatorId,omitempty"` //
	Target              Entity       `json:"target"`
	TargetID            string       `json:"targetId,omitempty"` //
	Observer            Entity       `json:"observer"`
	ObserverID          string       `json:"observerId,omitempty"` //
	Reason              *Reason      `json:"reason,omitempty"`
	Name                string       `json:"name,omitempty"`
	Severity            string       `json:"severity,omitempty"`
	Measurements        []any        `json:"measurements,omitempty"`
	Tags                []any        `json:"tags,omitempty"`
	Attachments         []Attachment `json:"attachments,omitempty"`
	ReporterChain       []any        `json:"reporterchain,omitempty"` //
	ResourceInfo        string       `json:"resource_info,omitempty"` // the id of the resource
	Role                string       `json:"role,omitempty"`          // of an assignment
	User                string       `json:"user,omitempty"`
	Group               string       `json:"group,omitempty"`
	Project             string       `json:"project,omitempty"`
	Domain              string       `json:"domain,omitempty"`
	InheritedToProjects bool         `json:"inherited_to_projects,omitempty"`
}

// Entity is who acts, what is acted upon, or who observes (CADF's resource).
type Entity struct {
	TypeURI         string       `json:"typeURI"` //
	ID              string       `json:"id,omitempty"`
	Name            string       `json:"name,omitempty"`
	Domain          string       `json:"domain,omitempty"`
	Ref             string       `json:"ref,omitempty"`
	Credential      *Credential  `json:"credential,omitempty"`
	Host            *Host        `json:"host,omitempty"`
	Geolocation     any          `json:"geolocation,omitempty"`
	GeolocationID   string       `json:"geolocationId,omitempty"` //
	Addresses       []any        `json:"addresses,omitempty"`
	Attachments     []Attachment `json:"attachments,omitempty"`
	UserID          string       `json:"user_id,omitempty"`
	UserName        string       `json:"username,omitempty"` //
	ProjectID       string       `json:"project_id,omitempty"`
	DomainID        string       `json:"domain_id,omitempty"`
	RequestID       string       `json:"request_id,omitempty"`
	GlobalRequestID string       `json:"global_request_id,omitempty"`
}

// Host is where an entity is.
type Host struct {
	ID       string `json:"id,omitempty"`
	Address  string `json:"address,omitempty"`
	Agent    string `json:"agent,omitempty"`
	Platform string `json:"platform,omitempty"`
}

// Credential is how an entity proves itself.
type Credential struct {
	Type             string `json:"type"`
	Token            string `json:"token,omitempty"`
	IdentityProvider string `json:"identity_provider,omitempty"`
	User             string `json:"user,omitempty"`
	Groups           []any  `json:"groups,omitempty"`
}

// Reason is why an event has its outcome.
type Reason struct {
	Type       string `json:"reasonType,omitempty"` //
	Code       string `json:"reasonCode,omitempty"` //
	PolicyType string `json:"policyType,omitempty"` //
	PolicyID   string `json:"policyId,omitempty"`   //
}

// Attachment is more about an event.
type Attachment struct {
	TypeURI string `json:"typeURI"` //
	Content any    `json:"content"`
	Name    string `json:"name,omitempty"`
}
