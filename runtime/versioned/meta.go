package versioned

import "github.com/oslogen/oslogen/runtime/internal/wire"

// Meta keeps the facts about a received object that a struct can't hold: the
// fields that were set, the object's version, its changes, and fields that the
// struct does not have. Embed it in an object that is read and given back:
//
//	type Service struct {
//		versioned.Meta
//		Host       string `json:"host"`
//		ForcedDown bool   `json:"forced_down"`
//	}
//
// A received object travels with the version it came with. These fields travel:
//   - fields that were read, even if they are zero or null
//   - fields that have got a value since then
//   - fields named in Set, and none named in Unset
//
// An object made in Go has the version of its type. Its json tags decide which
// fields travel, besides Set and Unset.
//
// Fields have their names on the wire. The methods don't lock. A copy of the
// struct has a Meta of its own.
type Meta wire.ObjectRecord //nolint:recvcheck // Equal compares values

func (m *Meta) record() *wire.ObjectRecord { return (*wire.ObjectRecord)(m) }

// ReceivedVersion returns the version of a received object, and "" for one made
// in Go (VERSION).
func (m *Meta) ReceivedVersion() string { return m.record().Version() }

// IsSet reports whether the field was read or named in Set (obj_attr_is_set).
func (m *Meta) IsSet(field string) bool { return m.record().IsSet(field) }

// Set makes fields travel with any value, and adds them to the changes. Call it
// after changing a field that Python is to save. Sending an object fails if it
// has no field of that name.
func (m *Meta) Set(fields ...string) { m.record().Set(fields...) }

// Unset makes fields not travel, and removes them from the changes.
func (m *Meta) Unset(fields ...string) { m.record().Unset(fields...) }

// Changes returns the names of the changed fields: those received and those named
// in Set (obj_what_changed).
func (m *Meta) Changes() []string { return m.record().Changes() }

// ResetChanges forgets the changes (obj_reset_changes).
func (m *Meta) ResetChanges() { m.record().ResetChanges() }

// Equal reports whether both hold the same facts, for tests.
func (m Meta) Equal(other Meta) bool { return m.record().Equal(other.record()) }
