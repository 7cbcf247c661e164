package versioned

import "github.com/oslogen/oslogen/runtime/internal/wire"

// Meta keeps what a received object carried and a struct can't say: which fields
// were set, its version, its changes, and the fields that the struct does not have.
// Embed it in an object that is read and given back:
//
//	type Service struct {
//		versioned.Meta
//		Host       string `json:"host"`
//		ForcedDown bool   `json:"forced_down"`
//	}
//
// An object that was read travels with the version it came with. Its fields are:
//   - those that were read, also when they are zero or null,
//   - those given a value since then,
//   - those named in Set, and none named in Unset.
//
// An object made in Go has the version of its type and the fields that the json
// tags say, besides those named in Set and Unset.
//
// Fields go by their names on the wire. The methods don't lock. A copy of the
// struct has a Meta of its own.
type Meta wire.ObjectRecord

func (m *Meta) record() *wire.ObjectRecord { return (*wire.ObjectRecord)(m) }

// ReceivedVersion is the version of the object that was read, and "" for one made
// in Go (VERSION).
func (m *Meta) ReceivedVersion() string { return m.record().Version() }

// IsSet reports whether the field was read or named in Set (obj_attr_is_set).
func (m *Meta) IsSet(field string) bool { return m.record().IsSet(field) }

// Set makes fields travel whatever their values are, and adds them to the changes.
// Call it after changing a field of an object that Python is to save. Sending an
// object fails if a name is not one of its fields.
func (m *Meta) Set(fields ...string) { m.record().Set(fields...) }

// Unset makes fields not travel, and removes them from the changes.
func (m *Meta) Unset(fields ...string) { m.record().Unset(fields...) }

// Changes returns the names of the changed fields: those received and those named
// in Set (obj_what_changed).
func (m *Meta) Changes() []string { return m.record().Changes() }

// ResetChanges forgets the changes (obj_reset_changes).
func (m *Meta) ResetChanges() { m.record().ResetChanges() }

// Equal reports whether both say the same, for tests.
func (m Meta) Equal(other Meta) bool { return m.record().Equal(other.record()) }
