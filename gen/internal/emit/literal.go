package emit

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/dave/jennifer/jen"

	"github.com/oslogen/oslogen/gen/internal/directive"
	"github.com/oslogen/oslogen/gen/internal/model"
)

// doc makes a doc comment of the paragraphs that are not empty.
func doc(paragraphs ...string) *jen.Statement {
	paragraphs = slices.DeleteFunc(paragraphs, func(p string) bool { return p == "" })
	if len(paragraphs) == 0 {
		return new(jen.Statement)
	}
	text := settled(strings.Join(paragraphs, "\n\n"))
	var b strings.Builder
	b.Grow(len(text) + len("// \n")*(strings.Count(text, "\n")+1))
	for line := range strings.SplitSeq(text, "\n") {
		b.WriteString("//")
		if line != "" && line[0] != '\t' {
			b.WriteByte(' ')
		}
		b.WriteString(line)
		b.WriteByte('\n')
	}
	return jen.Comment(b.String())
}

// durationUnits are the units of Go's time package, largest first.
var durationUnits = []struct {
	unit time.Duration
	name string
}{
	{time.Hour, "Hour"}, {time.Minute, "Minute"}, {time.Second, "Second"},
	{time.Millisecond, "Millisecond"}, {time.Microsecond, "Microsecond"}, {time.Nanosecond, "Nanosecond"},
}

func (e Emitter) duration(d time.Duration) string {
	for _, u := range durationUnits {
		unit := e.src.Imports.Names["time"] + "." + u.name
		switch {
		case d == u.unit:
			return unit
		case d%u.unit == 0:
			return strconv.FormatInt(int64(d/u.unit), 10) + " * " + unit
		}
	}
	return "0"
}

// scalar is a literal for a place of type any. A whole number needs a type where
// int may be too small for it.
func scalar(literal string) string {
	n, err := strconv.ParseInt(literal, 10, 64)
	switch {
	case err == nil && n == int64(int32(n)):
		return literal
	case err == nil:
		return "int64(" + literal + ")"
	}
	if _, err := strconv.ParseUint(literal, 10, 64); err == nil {
		return "uint64(" + literal + ")"
	}
	return literal
}

// fields are the "name: value" pairs of a literal. Unset fields are left out.
type fields []string

func (f *fields) add(name, value string) { *f = append(*f, name+": "+value) }

func (f *fields) text(name, value string) {
	if value != "" {
		f.add(name, strconv.Quote(value))
	}
}

func (f *fields) template(name string, t directive.Template, i *model.Interface) {
	if t != "" {
		f.add(name, t.Expression(i.IDs.Params))
	}
}

// inOneLine and oneALine return the fields in braces.

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

// oneALine puts every element on its own line.
func oneALine(elems []string) string {
	return "\n" + strings.Join(elems, ",\n") + ",\n"
}
