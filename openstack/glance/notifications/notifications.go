// Package notifications is glance's notifications, written by hand from glance's
// source. The publisher is the option default_publisher_id, image.localhost by
// default.
package notifications

import (
	"context"
)

// Images is what happens to images.
//
//oslo:notify exchange=glance
type Images interface {
	//oslo:event image.create
	Create(ctx context.Context, payload Image) error

	//oslo:event image.update
	Update(ctx context.Context, payload Image) error

	//oslo:event image.delete
	Delete(ctx context.Context, payload Image) error

	//oslo:event image.prepare
	Prepare(ctx context.Context, payload Image) error

	//oslo:event image.upload
	Upload(ctx context.Context, payload Image) error

	//oslo:event image.activate
	Activate(ctx context.Context, payload Image) error
}

// Failures is what went wrong while an image came in. The payload is a sentence.
//
//oslo:notify exchange=glance
type Failures interface {
	//oslo:event image.upload priority=error
	Upload(ctx context.Context, payload string) error
}

// Downloads is images that went out. The priority of one that broke off is error.
//
//oslo:notify exchange=glance only=server
type Downloads interface {
	//oslo:event image.send priority=info,error
	Send(ctx context.Context, payload Download) error
}

// Members is which projects share an image.
//
//oslo:notify exchange=glance
type Members interface {
	//oslo:event image.member.create
	Create(ctx context.Context, payload Member) error

	//oslo:event image.member.update
	Update(ctx context.Context, payload Member) error

	//oslo:event image.member.delete
	Delete(ctx context.Context, payload Member) error
}

// Tasks is what happens to tasks.
//
//oslo:notify exchange=glance
type Tasks interface {
	//oslo:event task.create
	Create(ctx context.Context, payload Task) error

	//oslo:event task.delete
	Delete(ctx context.Context, payload Task) error

	//oslo:event task.run
	Run(ctx context.Context, payload Task) error

	//oslo:event task.processing
	Processing(ctx context.Context, payload Task) error

	//oslo:event task.success
	Success(ctx context.Context, payload Task) error

	//oslo:event task.failure
	Failure(ctx context.Context, payload Task) error
}

// MetadefNamespaces is what happens to namespaces of the metadata catalogue.
//
//oslo:notify exchange=glance
type MetadefNamespaces interface {
	//oslo:event metadef_namespace.create
	Create(ctx context.Context, payload MetadefNamespace) error

	//oslo:event metadef_namespace.update
	Update(ctx context.Context, payload MetadefNamespace) error

	//oslo:event metadef_namespace.delete
	Delete(ctx context.Context, payload MetadefNamespace) error

	//oslo:event metadef_namespace.delete_objects
	DeleteObjects(ctx context.Context, payload MetadefNamespace) error

	//oslo:event metadef_namespace.delete_properties
	DeleteProperties(ctx context.Context, payload MetadefNamespace) error

	//oslo:event metadef_namespace.delete_tags
	DeleteTags(ctx context.Context, payload MetadefNamespace) error
}

// MetadefObjects is what happens to objects of the metadata catalogue.
//
//oslo:notify exchange=glance
type MetadefObjects interface {
	//oslo:event metadef_object.create
	Create(ctx context.Context, payload MetadefObject) error

	//oslo:event metadef_object.update
	Update(ctx context.Context, payload MetadefObject) error

	//oslo:event metadef_object.delete
	Delete(ctx context.Context, payload MetadefObject) error
}

// MetadefProperties is what happens to properties of the metadata catalogue.
//
//oslo:notify exchange=glance
type MetadefProperties interface {
	//oslo:event metadef_property.create
	Create(ctx context.Context, payload MetadefProperty) error

	//oslo:event metadef_property.update
	Update(ctx context.Context, payload MetadefProperty) error

	//oslo:event metadef_property.delete
	Delete(ctx context.Context, payload MetadefProperty) error
}

// MetadefResourceTypes is what happens to resource types of the metadata catalogue.
//
//oslo:notify exchange=glance
type MetadefResourceTypes interface {
	//oslo:event metadef_resource_type.create
	Create(ctx context.Context, payload MetadefResourceType) error

	//oslo:event metadef_resource_type.delete
	Delete(ctx context.Context, payload MetadefResourceType) error
}

// MetadefTags is what happens to tags of the metadata catalogue.
//
//oslo:notify exchange=glance
type MetadefTags interface {
	//oslo:event metadef_tag.create
	Create(ctx context.Context, payload MetadefTag) error

	//oslo:event metadef_tag.update
	Update(ctx context.Context, payload MetadefTag) error

	//oslo:event metadef_tag.delete
	Delete(ctx context.Context, payload MetadefTag) error
}

// Image is an image.
type Image struct {
	ID                string         `json:"id"`
	Name              *string        `json:"name"`
	Status            string         `json:"status"`
	CreatedAt         string         `json:"created_at"`
	UpdatedAt         string         `json:"updated_at"`
	MinDisk           int64          `json:"min_disk"`
	MinRAM            int64          `json:"min_ram"`
	Protected         bool           `json:"protected"`
	Checksum          *string        `json:"checksum"`
	Owner             *string        `json:"owner"`
	DiskFormat        *string        `json:"disk_format"`
	ContainerFormat   *string        `json:"container_format"`
	Size              *int64         `json:"size"`
	VirtualSize       *int64         `json:"virtual_size"`
	IsPublic          bool           `json:"is_public"`
	Visibility        string         `json:"visibility"`
	Properties        map[string]any `json:"properties"`
	Tags              []string       `json:"tags"`
	Deleted           bool           `json:"deleted"`
	DeletedAt         *string        `json:"deleted_at"`
	Backend           string         `json:"backend,omitempty"`                       // of prepare
	ImportingToStores []string       `json:"os_glance_importing_to_stores,omitempty"` // of prepare and upload
	FailedImport      []string       `json:"os_glance_failed_import,omitempty"`       //
}

// Download is an image that was read.
type Download struct {
	BytesSent        int64   `json:"bytes_sent"`
	ImageID          string  `json:"image_id"`
	OwnerID          *string `json:"owner_id"`
	ReceiverTenantID *string `json:"receiver_tenant_id"`
	ReceiverUserID   *string `json:"receiver_user_id"`
	DestinationIP    string  `json:"destination_ip,omitempty"`
}

// Member is a project with which an image is shared.
type Member struct {
	ImageID   string  `json:"image_id"`
	MemberID  string  `json:"member_id"`
	Status    string  `json:"status"`
	CreatedAt string  `json:"created_at"`
	UpdatedAt string  `json:"updated_at"`
	Deleted   bool    `json:"deleted"`
	DeletedAt *string `json:"deleted_at"`
}

// Task is a task.
type Task struct {
	ID        string  `json:"id"`
	Type      string  `json:"type"`
	Status    string  `json:"status"`
	Result    any     `json:"result"`
	Owner     *string `json:"owner"`
	Message   any     `json:"message"`
	ExpiresAt *string `json:"expires_at"`
	CreatedAt string  `json:"created_at"`
	UpdatedAt string  `json:"updated_at"`
	Deleted   bool    `json:"deleted"`
	DeletedAt *string `json:"deleted_at"`
}

// MetadefNamespace is a namespace of the metadata catalogue.
type MetadefNamespace struct {
	Namespace    string  `json:"namespace"`
	NamespaceOld string  `json:"namespace_old"` // the name before an update
	DisplayName  *string `json:"display_name"`
	Protected    bool    `json:"protected"`
	Visibility   string  `json:"visibility"`
	Owner        *string `json:"owner"`
	Description  *string `json:"description"`
	CreatedAt    string  `json:"created_at"`
	UpdatedAt    string  `json:"updated_at"`
	Deleted      bool    `json:"deleted"`
	DeletedAt    *string `json:"deleted_at"`
}

// MetadefObject is an object of a namespace.
type MetadefObject struct {
	Namespace   string           `json:"namespace"`
	Name        string           `json:"name"`
	NameOld     string           `json:"name_old"` // the name before an update
	Properties  []map[string]any `json:"properties"`
	Required    any              `json:"required"`
	Description *string          `json:"description"`
	CreatedAt   string           `json:"created_at"`
	UpdatedAt   string           `json:"updated_at"`
	Deleted     bool             `json:"deleted"`
	DeletedAt   *string          `json:"deleted_at"`
}

// MetadefProperty is a property of a namespace.
type MetadefProperty struct {
	Namespace       string  `json:"namespace"`
	Name            string  `json:"name"`
	NameOld         string  `json:"name_old"` // the name before an update
	Type            any     `json:"type"`
	Title           any     `json:"title"`
	Description     any     `json:"description"`
	Default         any     `json:"default"`
	Minimum         any     `json:"minimum"`
	Maximum         any     `json:"maximum"`
	Enum            any     `json:"enum"`
	Pattern         any     `json:"pattern"`
	MinLength       any     `json:"minLength"` //
	MaxLength       any     `json:"maxLength"` //
	Confidential    any     `json:"confidential"`
	Items           any     `json:"items"`
	UniqueItems     any     `json:"uniqueItems"`     //
	MinItems        any     `json:"minItems"`        //
	MaxItems        any     `json:"maxItems"`        //
	AdditionalItems any     `json:"additionalItems"` //
	Deleted         bool    `json:"deleted"`
	DeletedAt       *string `json:"deleted_at"`
}

// MetadefResourceType is a resource type of a namespace.
type MetadefResourceType struct {
	Namespace        string  `json:"namespace"`
	Name             string  `json:"name"`
	NameOld          string  `json:"name_old"`
	Prefix           *string `json:"prefix"`
	PropertiesTarget *string `json:"properties_target"`
	CreatedAt        string  `json:"created_at"`
	UpdatedAt        string  `json:"updated_at"`
	Deleted          bool    `json:"deleted"`
	DeletedAt        *string `json:"deleted_at"`
}

// MetadefTag is a tag of a namespace.
type MetadefTag struct {
	Namespace string  `json:"namespace"`
	Name      string  `json:"name"`
	NameOld   string  `json:"name_old"` // the name before an update
	CreatedAt string  `json:"created_at"`
	UpdatedAt string  `json:"updated_at"`
	Deleted   bool    `json:"deleted"`
	DeletedAt *string `json:"deleted_at"`
}
