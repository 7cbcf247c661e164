package state

import (
	"go/token"
	"go/types"

	"github.com/oslogen/oslogen/gen/breaking"
	"github.com/oslogen/oslogen/gen/internal/load"
	"github.com/oslogen/oslogen/gen/internal/model"
)

// Describer describes types for documents, with comments and named values.
type Describer struct {
	State *breaking.State // of the interfaces
	b     *stateBuilder
}

// NewDescriber describes the interfaces of sources as [Of] does, for documents.
func NewDescriber(l *load.Loader, sources []*model.Source, module string) *Describer {
	b := newBuilder(l, module)
	b.shapes.notes = readNotes(l)
	return &Describer{b.state(sources), b}
}

// Type describes a type.
func (d *Describer) Type(t types.Type) *breaking.Type { return d.b.shapes.of(t) }

// Doc returns the comment of the declaration whose name is at pos.
func (d *Describer) Doc(pos token.Pos) string { return d.b.shapes.notes.doc(pos) }

// Struct returns the description of a struct type, or an empty one.
func (d *Describer) Struct(t types.Type) *breaking.Struct {
	if s := d.State.Structs[d.Type(t).Ref]; s != nil {
		return s
	}
	return &breaking.Struct{}
}
