// Package emit writes the code for a model with jennifer.
package emit

import (
	"bytes"
	"fmt"
	"go/types"
	"sync"

	"github.com/dave/jennifer/jen"

	"github.com/oslogen/oslogen/gen/internal/layout"
	"github.com/oslogen/oslogen/gen/internal/model"
	"github.com/oslogen/oslogen/gen/internal/output"
)

// generation names the runtime's constant that generated code refers to. It gets
// a new name when the emitted code needs a newer runtime.
const generation = "RuntimeSupportsGeneratedCodeV1"

// marker separates jennifer's own output, the package clause, from the
// declarations.
const marker = "//oslogen:declarations"

// Emitter writes the generated file of one source. jennifer renders
// declarations and blocks. Single lines and package names are text, because
// jennifer does not know which names are hidden in a scope.
type Emitter struct {
	src   *model.Source
	texts map[types.Type]string // the types of one interface in Go syntax
}

// New returns the emitter of a source.
func New(src *model.Source) Emitter { return Emitter{src: src} }

// Join returns the text of the file with the given chunks.
func (e Emitter) Join(chunks []layout.Chunk) []byte {
	preamble := e.preamble()
	size := len(preamble)
	for _, c := range chunks {
		size += len(c.Text) + 1
	}
	text := append(make([]byte, 0, size), preamble...)
	for i, c := range chunks {
		if i > 0 {
			text = append(text, '\n')
		}
		text = append(text, c.Text...)
	}
	return text
}

// preamble returns the text before the declarations.
func (e Emitter) preamble() string {
	return e.clause() + `
// An error here means that the runtime in go.mod does not fit this file:
// update github.com/oslogen/oslogen, then run oslogen again.
const _ = ` + e.oslo(generation) + "\n\n"
}

// clause returns the header, the package clause and the imports.
func (e Emitter) clause() string {
	constraint := ""
	if e.src.Constraint != "" {
		constraint = "\n//go:build " + e.src.Constraint + "\n"
	}
	return output.Header + "\n" + constraint + "\npackage " + e.src.Package.Name() + "\n\n" + importDecl(e.src.Imports)
}

// Chunk renders the declarations for one interface.
func (e Emitter) Chunk(i *model.Interface) (layout.Chunk, error) {
	e.texts = map[types.Type]string{}
	f := jen.NewFile("p")
	f.NoFormat = true // layout formats it
	f.Comment(marker)
	for _, decl := range e.iface(i) {
		f.Add(emptyLine, decl)
	}
	raw := buffers.Get().(*bytes.Buffer)
	defer buffers.Put(raw)
	raw.Reset()
	if err := f.Render(raw); err != nil {
		return layout.Chunk{}, fmt.Errorf("render %s: %w", i.Name, err)
	}
	_, declarations, _ := bytes.Cut(raw.Bytes(), []byte(marker))
	return layout.Print(append(bytes.TrimSpace(declarations), '\n'))
}

// emptyLine separates declarations.
var emptyLine = jen.Line()

// buffers keeps buffers for the next chunk.
var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// iface returns the declarations for one interface.
func (e Emitter) iface(i *model.Interface) []jen.Code {
	if i.Notify != nil {
		var decls []jen.Code
		if i.Only != model.ServerSide {
			decls = e.notifier(i)
		}
		if i.Only != model.ClientSide {
			decls = append(decls, e.listener(i)...)
		}
		return decls
	}
	decls := e.constants(i)
	if i.Only != model.ServerSide {
		decls = append(decls, e.client(i)...)
	}
	decls = append(decls, e.messages(i)...)
	if i.Only != model.ClientSide {
		decls = append(decls, e.server(i)...)
	}
	return decls
}

// notify returns the qualified name of an identifier in package notify.
func (e Emitter) notify(name string) string {
	return e.src.Imports.Names[model.NotifyPath] + "." + name
}

// oslo returns the qualified name of an identifier in the runtime.
func (e Emitter) oslo(name string) string { return e.src.Imports.Names[model.RuntimePath] + "." + name }

// context returns the qualified name of context.Context.
func (e Emitter) context() string { return e.src.Imports.Names["context"] + ".Context" }

// typ writes a type with this file's package names.
func (e Emitter) typ(t types.Type) string {
	text, ok := e.texts[t]
	if !ok {
		text = types.TypeString(t, func(p *types.Package) string { return e.src.Imports.Names[p.Path()] })
		if e.texts != nil {
			e.texts[t] = text
		}
	}
	return text
}

// object writes a package-level name with this file's package names.
func (e Emitter) object(obj types.Object) string {
	if name := e.src.Imports.Names[obj.Pkg().Path()]; name != "" {
		return name + "." + obj.Name()
	}
	return obj.Name()
}
