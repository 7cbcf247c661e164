package gen

import (
	"bytes"
	"fmt"
	"go/types"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/dave/jennifer/jen"
	"golang.org/x/sync/errgroup"
)

// generation is the constant of the runtime that generated code asks for. When
// the emitted code needs a runtime that older ones are not, it gets a new name.
const generation = "RuntimeSupportsGeneratedCodeV1"

// marker stands between what jennifer says on its own, which is the package, and
// the declarations.
const marker = "//oslogen:declarations"

// emitter writes the file of one source. Declarations and blocks are jennifer's;
// what is on one line, and the names of packages, it is given as text: it would
// not see what hides a name.
type emitter struct {
	src *source
}

// file writes the declarations of the generated file, a chunk for each interface.
func (e emitter) file() ([]chunk, error) {
	chunks := make([]chunk, len(e.src.interfaces))
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	for n, i := range e.src.interfaces {
		group.Go(func() (err error) { // ends with the interface
			chunks[n], err = e.chunk(i)
			return err
		})
	}
	return chunks, group.Wait()
}

// join is the text of the file with some of its chunks.
func (e emitter) join(chunks []chunk) []byte {
	text := e.preamble()
	for i, c := range chunks {
		if i > 0 {
			text = append(text, '\n')
		}
		text = append(text, c.text...)
	}
	return text
}

// preamble is what comes before the declarations.
func (e emitter) preamble() []byte {
	var b bytes.Buffer
	fmt.Fprintln(&b, header)
	if e.src.constraint != "" {
		fmt.Fprintf(&b, "\n//go:build %s\n", e.src.constraint)
	}
	fmt.Fprintf(&b, "\npackage %s\n\n", e.src.pkg.Name())
	e.src.imports.print(&b)
	fmt.Fprintf(&b, `
// An error here means that the runtime in go.mod does not fit this file:
// update github.com/oslogen/oslogen, then run oslogen again.
const _ = %s

`, e.oslo(generation))
	return b.Bytes()
}

// chunk writes the declarations for one interface.
func (e emitter) chunk(i *iface) (chunk, error) {
	f := jen.NewFile("p")
	f.NoFormat = true // layout does it
	f.Comment(marker)
	for _, decl := range e.iface(i) {
		f.Line().Add(decl)
	}
	var raw bytes.Buffer
	if err := f.Render(&raw); err != nil {
		return chunk{}, fmt.Errorf("render %s: %w", i.name, err)
	}
	_, declarations, _ := bytes.Cut(raw.Bytes(), []byte(marker))
	return layout(append(bytes.TrimSpace(declarations), '\n'))
}

// iface returns the declarations generated for one interface.
func (e emitter) iface(i *iface) []jen.Code {
	if i.notify != nil {
		return append(e.notifier(i), e.listener(i)...)
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

// notify returns the qualified name of something in package notify.
func (e emitter) notify(name string) string { return e.src.imports.names[notifyPath] + "." + name }

// oslo is the name of something of the runtime.
func (e emitter) oslo(name string) string { return e.src.imports.names[runtimePath] + "." + name }

// context is the type of contexts.
func (e emitter) context() string { return e.src.imports.names["context"] + ".Context" }

// typ is a type as this file writes it.
func (e emitter) typ(t types.Type) string {
	return types.TypeString(t, func(p *types.Package) string { return e.src.imports.names[p.Path()] })
}

// object is a package-level name as this file writes it.
func (e emitter) object(obj types.Object) string {
	if name := e.src.imports.names[obj.Pkg().Path()]; name != "" {
		return name + "." + obj.Name()
	}
	return obj.Name()
}

// doc makes a doc comment of the given paragraphs, without the empty ones.
func doc(paragraphs ...string) *jen.Statement {
	paragraphs = slices.DeleteFunc(paragraphs, func(p string) bool { return p == "" })
	if len(paragraphs) == 0 {
		return jen.Null()
	}
	var b strings.Builder
	for line := range strings.SplitSeq(settled(strings.Join(paragraphs, "\n\n")), "\n") {
		b.WriteString("//")
		if line != "" && line[0] != '\t' {
			b.WriteByte(' ')
		}
		b.WriteString(line)
		b.WriteByte('\n')
	}
	return jen.Comment(b.String())
}

// durationUnits are the units a duration is written in, largest first.
var durationUnits = []struct {
	unit time.Duration
	name string
}{
	{time.Hour, "Hour"}, {time.Minute, "Minute"}, {time.Second, "Second"},
	{time.Millisecond, "Millisecond"}, {time.Microsecond, "Microsecond"}, {time.Nanosecond, "Nanosecond"},
}

func (e emitter) duration(d time.Duration) string {
	for _, u := range durationUnits {
		unit := e.src.imports.names["time"] + "." + u.name
		switch {
		case d == u.unit:
			return unit
		case d%u.unit == 0:
			return strconv.FormatInt(int64(d/u.unit), 10) + " * " + unit
		}
	}
	return "0"
}

// fields are name: value pairs, those that are set.
type fields []string

func (f *fields) add(name, value string) { *f = append(*f, name+": "+value) }

func (f *fields) text(name, value string) {
	if value != "" {
		f.add(name, strconv.Quote(value))
	}
}

func (f *fields) template(name string, t template, i *iface) {
	if t != "" {
		f.add(name, t.expression(i.ids.params))
	}
}

// inOneLine and oneALine are the fields in braces.

func (f *fields) inOneLine() string { return "{" + strings.Join(*f, ", ") + "}" }

func (f *fields) oneALine() string { return "{\n" + strings.Join(*f, ",\n") + ",\n}" }

func quoted(list []string) string {
	var b []byte
	for i, s := range list {
		if i > 0 {
			b = append(b, ", "...)
		}
		b = strconv.AppendQuote(b, s)
	}
	return string(b)
}

// oneALine puts every element on a line of its own.
func oneALine(elems []string) []jen.Code {
	var lines []jen.Code
	for _, elem := range elems {
		lines = append(lines, jen.Line().Id(elem))
	}
	return append(lines, jen.Line())
}
