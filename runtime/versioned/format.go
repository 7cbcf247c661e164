// Package versioned reads and writes OpenStack's versioned objects, in
// notifications and in RPC, as plain Go structs.
//
// On the wire an object is wrapped:
//
//	{"nova_object.name": "ServiceStatusPayload", "nova_object.namespace": "nova",
//	 "nova_object.version": "1.1", "nova_object.data": {"host": "host1"}}
//
// In Go it is a struct that says what it is:
//
//	type ServiceStatusPayload struct {
//		Host string `json:"host"`
//	}
//
//	func (ServiceStatusPayload) VersionedObject() (name, version string) {
//		return "ServiceStatusPayload", "1.1"
//	}
//
// Objects may hold objects, also in lists and maps.
//
// What is read may have any minor version: fields that a newer one added are
// ignored, fields that an older one lacks stay zero. Another major version is
// refused.
package versioned

import (
	"fmt"

	oslo "github.com/oslogen/oslogen/runtime"
)

// Object is a struct that travels as a versioned object. The method is called on
// zero values too.
//
// A field whose JSON name is the prefix and ".changes" holds the names of the
// fields that were set; it travels beside the data, and only if it is not empty.
type Object interface {
	VersionedObject() (name, version string)
}

// Format is how a service writes its objects.
type Format struct {
	Prefix    string // of the keys
	Namespace string
}

// The formats of OpenStack's services; Default is that of oslo.versionedobjects.
var (
	Nova    = Format{"nova_object", "nova"}
	Ironic  = Format{"ironic_object", "ironic"}
	Cinder  = Format{"versioned_object", "cinder"}
	Default = Format{"versioned_object", "versionedobjects"}
)

func (f Format) key(name string) string { return f.Prefix + "." + name }

// IncompatibleError is an object that can't be read as the Go type it was to be.
type IncompatibleError struct {
	Name, Version string // as received
	Want          string // what can be read instead
}

func (e *IncompatibleError) Error() string {
	return fmt.Sprintf("versioned object %s %s: want %s", e.Name, e.Version, e.Want)
}

// compatible checks that an object of a version can be read by who implements another.
func compatible(name, version, implemented string) error {
	got, err := oslo.ParseVersion(version)
	if err != nil {
		return fmt.Errorf("versioned object %s: %w", name, err)
	}
	have, err := oslo.ParseVersion(implemented)
	if err != nil {
		return fmt.Errorf("versioned object %s in Go: %w", name, err)
	}
	if got.Major != have.Major {
		return &IncompatibleError{name, version, fmt.Sprintf("version %d.x", have.Major)}
	}
	return nil
}
