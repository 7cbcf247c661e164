// Package versioned lets plain Go structs travel as OpenStack's versioned objects,
// in RPC and in notifications.
//
// On the wire an object stands in an envelope:
//
//	{"nova_object.name": "ServiceStatusPayload", "nova_object.namespace": "nova",
//	 "nova_object.version": "1.1", "nova_object.data": {"host": "host1"}}
//
// In Go it is a struct with a method that names the object:
//
//	type ServiceStatusPayload struct {
//		Host string `json:"host"`
//	}
//
//	func (ServiceStatusPayload) VersionedObject() versioned.Type {
//		return versioned.Nova.Type("ServiceStatusPayload", "1.1")
//	}
//
// Such a struct gets its envelope in every position: as an argument, a result
// or a payload, and within lists, maps and other objects. No serializer is
// needed.
//
// # Reading
//
// The name, the namespace and the major version must match the Go type. The
// minor version may be any. Otherwise reading fails with an
// [*IncompatibleError]. Data without an envelope is an error too, and so is an
// envelope in the place of a struct without the method VersionedObject. Null
// needs a pointer.
//
// # Giving an object back
//
// A plain struct can't tell a missing field from a zero one, and it drops the
// fields of newer minor versions. That is fine for objects that a service only
// reads. Embed [Meta] in objects that it passes on, including those inside
// lists and other objects. Fields that the service does not change then travel
// as they came.
//
// # Times
//
// A time.Time in the data of an object is in UTC, in whole seconds, and ends in Z.
// Elsewhere times are not changed.
package versioned

import "github.com/oslogen/oslogen/runtime/internal/wire"

// Object is a struct that travels as a versioned object. The method is called on
// the zero value.
type Object interface{ VersionedObject() Type }

// Type names the object of a Go type. [Format.Type] makes one. Its fields are
// Prefix, Namespace, Name and Version.
type Type = wire.ObjectType

// Format is a service's form of envelope.
type Format struct {
	Prefix    string // of the envelope's keys (OBJ_SERIAL_NAMESPACE)
	Namespace string // OBJ_PROJECT_NAMESPACE
}

// The formats of OpenStack's services. Default is the format of
// oslo.versionedobjects.
var (
	Nova    = Format{"nova_object", "nova"}
	Ironic  = Format{"ironic_object", "ironic"}
	Cinder  = Format{"versioned_object", "cinder"}
	Default = Format{"versioned_object", "versionedobjects"}
)

// Type returns the type of an object. version is "major.minor", the newest
// whose fields the Go type has.
func (f Format) Type(name, version string) Type {
	return Type{Prefix: f.Prefix, Namespace: f.Namespace, Name: name, Version: version}
}

// IncompatibleError is an object that can't be read as the Go type. Name and
// Version are the received ones, and Want is the Go type's. Find it with
// errors.As (IncompatibleObjectVersion, UnsupportedObjectError).
type IncompatibleError = wire.IncompatibleError

// Marshal returns the JSON text of v as a message carries it. The error names the
// place of a value that can't be sent.
func Marshal(v any) ([]byte, error) { return wire.AppendValue(nil, v) }

// Unmarshal reads the JSON text raw into v, a pointer. After an error v may be
// partly filled.
func Unmarshal(raw []byte, v any) error { return wire.Unmarshal(raw, v) }
