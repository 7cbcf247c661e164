package emit

import (
	"strings"

	"github.com/dave/jennifer/jen"
)

// function emits a function or a method from its signature and the lines of its
// body.
func function(doc *jen.Statement, signature string, lines ...string) jen.Code {
	return doc.Id("func " + signature + " {\n" + strings.Join(lines, "\n") + "\n}")
}

// structure emits a struct type from its fields.
func structure(doc *jen.Statement, name string, fields ...string) jen.Code {
	return typeDecl(doc, name, "struct", fields)
}

// methodSet emits an interface from its methods.
func methodSet(doc *jen.Statement, name string, methods ...string) jen.Code {
	return typeDecl(doc, name, "interface", methods)
}

func typeDecl(doc *jen.Statement, name, kind string, lines []string) jen.Code {
	if len(lines) == 0 {
		return doc.Id("type " + name + " " + kind + "{}")
	}
	return doc.Id("type " + name + " " + kind + " {\n" + strings.Join(lines, "\n") + "\n}")
}
