package gen

import (
	"bytes"
	"fmt"
	"go/types"
	"sync"

	"github.com/dave/jennifer/jen"
)

// generation names the runtime's constant that generated code refers to. It gets
// a new name when the emitted code needs a newer runtime.
const generation = "RuntimeSupportsGeneratedCodeV1"

// marker separates jennifer's own output, the package clause, from the
// declarations.
const marker = "//oslogen:declarations"

// emitter writes the generated file of one source. jennifer renders
// declarations and blocks. Single lines and package names are text, because
// jennifer does not know which names are hidden in a scope.
type emitter struct {
	src   *source
	texts map[types.Type]string // the types of one interface in Go syntax
}

// newEmitter returns the emitter of a source.
func newEmitter(src *source) emitter { return emitter{src: src} }

// join returns the text of the file with the given chunks.
func (e emitter) join(chunks []chunk) []byte {
	preamble := e.preamble()
	size := len(preamble)
	for _, c := range chunks {
		size += len(c.text) + 1
	}
	text := append(make([]byte, 0, size), preamble...)
	for i, c := range chunks {
		if i > 0 {
			text = append(text, '\n')
		}
		text = append(text, c.text...)
	}
	return text
}

// preamble returns the text before the declarations.
func (e emitter) preamble() []byte {
	var b bytes.Buffer
	fmt.Fprintln(&b, header)
	if e.src.constraint != "" {
		fmt.Fprintf(&b, "\n//go:build %s\n", e.src.constraint)
	}
	fmt.Fprintf(&b, "\npackage %s\n\n", e.src.pkg.Name())
	printImports(&b, e.src.imports)
	fmt.Fprintf(&b, `
// An error here means that the runtime in go.mod does not fit this file:
// update github.com/oslogen/oslogen, then run oslogen again.
const _ = %s

`, e.oslo(generation))
	return b.Bytes()
}

// chunk renders the declarations for one interface.
func (e emitter) chunk(i *iface) (chunk, error) {
	e.texts = map[types.Type]string{}
	f := jen.NewFile("p")
	f.NoFormat = true // layout formats it
	f.Comment(marker)
	for _, decl := range e.iface(i) {
		f.Line().Add(decl)
	}
	raw := buffers.Get().(*bytes.Buffer)
	defer buffers.Put(raw)
	raw.Reset()
	if err := f.Render(raw); err != nil {
		return chunk{}, fmt.Errorf("render %s: %w", i.name, err)
	}
	_, declarations, _ := bytes.Cut(raw.Bytes(), []byte(marker))
	return layout(append(bytes.TrimSpace(declarations), '\n'))
}

// buffers keeps buffers for the next chunk.
var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// iface returns the declarations for one interface.
func (e emitter) iface(i *iface) []jen.Code {
	if i.notify != nil {
		var decls []jen.Code
		if i.only != serverSide {
			decls = e.notifier(i)
		}
		if i.only != clientSide {
			decls = append(decls, e.listener(i)...)
		}
		return decls
	}
	decls := e.constants(i)
	if i.only != serverSide {
		decls = append(decls, e.client(i)...)
	}
	decls = append(decls, e.messages(i)...)
	if i.only != clientSide {
		decls = append(decls, e.server(i)...)
	}
	return decls
}

// notify returns the qualified name of an identifier in package notify.
func (e emitter) notify(name string) string { return e.src.imports.names[notifyPath] + "." + name }

// oslo returns the qualified name of an identifier in the runtime.
func (e emitter) oslo(name string) string { return e.src.imports.names[runtimePath] + "." + name }

// context returns the qualified name of context.Context.
func (e emitter) context() string { return e.src.imports.names["context"] + ".Context" }

// typ writes a type with this file's package names.
func (e emitter) typ(t types.Type) string {
	text, ok := e.texts[t]
	if !ok {
		text = types.TypeString(t, func(p *types.Package) string { return e.src.imports.names[p.Path()] })
		if e.texts != nil {
			e.texts[t] = text
		}
	}
	return text
}

// object writes a package-level name with this file's package names.
func (e emitter) object(obj types.Object) string {
	if name := e.src.imports.names[obj.Pkg().Path()]; name != "" {
		return name + "." + obj.Name()
	}
	return obj.Name()
}
