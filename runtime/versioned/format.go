// Package versioned lets plain Go structs travel as OpenStack's versioned objects,
// in RPC and in notifications.
//
// On the wire an object stands in an envelope:
//
//	{"nova_object.name": "ServiceStatusPayload", "nova_object.namespace": "nova",
//	 "nova_object.version": "1.1", "nova_object.data": {"host": "host1"}}
//
// In Go it is a struct that says which object it is:
//
//	type ServiceStatusPayload struct {
//		Host string `json:"host"`
//	}
//
//	func (ServiceStatusPayload) VersionedObject() versioned.Type {
//		return versioned.Nova.Type("ServiceStatusPayload", "1.1")
//	}
//
// Such a struct has its envelope wherever it stands: as an argument, a result or a
// payload, and within lists, maps and other objects. No serializer is needed.
//
// # Reading
//
// The name, the namespace and the major version must be those of the Go type. The
// minor version may be any. Otherwise reading fails with an [*IncompatibleError].
// Data without an envelope is an error too, as is an envelope read into a struct
// without the method VersionedObject. Null needs a pointer.
//
// # Giving an object back
//
// A plain struct can't tell a field that is missing from one that is zero, and it
// drops the fields of newer minor versions. That is fine for an object that is only
// read. Embed [Meta] in objects that are passed on, also in those inside lists and
// other objects. What the struct does not change then travels as it came.
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

// Type says which object a Go type is. [Format.Type] makes one. Its fields are
// Prefix, Namespace, Name and Version.
type Type = wire.ObjectType

// Format is how a service writes its objects.
type Format struct {
	Prefix    string // of the envelope's keys (OBJ_SERIAL_NAMESPACE)
	Namespace string // OBJ_PROJECT_NAMESPACE
}

// The formats of OpenStack's services. Default is that of oslo.versionedobjects.
var (
	Nova    = Format{"nova_object", "nova"}
	Ironic  = Format{"ironic_object", "ironic"}
	Cinder  = Format{"versioned_object", "cinder"}
	Default = Format{"versioned_object", "versionedobjects"}
)

// Type is the object of that name. The version is "major.minor", the newest whose
// fields the Go type knows.
func (f Format) Type(name, version string) Type {
	return Type{Prefix: f.Prefix, Namespace: f.Namespace, Name: name, Version: version}
}

// IncompatibleError is an object that can't be read as the Go type. Its fields are
// Name and Version, as received, and Want, what the Go type reads. Find it with
// errors.As. (IncompatibleObjectVersion, UnsupportedObjectError)
type IncompatibleError = wire.IncompatibleError

// Marshal returns the JSON text of v as a message carries it. The error names the
// place of a value that can't be sent.
func Marshal(v any) ([]byte, error) { return wire.AppendValue(nil, v) }

// Unmarshal reads the JSON text raw into v, a pointer. v may be filled in part
// when it returns an error.
func Unmarshal(raw []byte, v any) error { return wire.Unmarshal(raw, v) }
