// Package gen turns annotated Go interfaces into typed clients and servers.
//
// [Generate] makes the files for the packages of one run, and [Commit] writes
// them. A run collects all mistakes in the sources and returns them together as
// [SourceErrors]. It then writes nothing.
//
// A run passes through the packages below internal in this order. Each imports
// only packages above it in the list:
//
//	naming     how names are written, which are free, which word is meant
//	report     collects the mistakes and notes of a run
//	directive  reads the language of the directives, without types
//	output     the generated files on disk
//	load       lists packages and parses their files, compiling nothing
//	wiretype   decides which Go types travel, and how
//	model      annotated interfaces as plain data
//	annotated  finds the interfaces and methods with directives
//	build      makes the model of them
//	identify   gives generated declarations and imports free names
//	layout     prints code as gofmt would
//	emit       turns the model into Go with jennifer
//	verify     type-checks the generated code
//	cache      ends a run early when nothing has changed
//
// [Breaking] compares the model with that of an earlier state, and [Bump] edits
// the sources by the findings:
//
//	earlier   the files of the earlier state, from git or a directory
//	past      makes their model without the go command
//	state     describes a model by its messages
//	breaking  compares two descriptions
//	edit      sets keys of directives
//
// [Export] hands the model to package pyexport, which writes it in Python.
//
// [Documents] describes interfaces for documents about them:
//
//	document  describes a model with comments and examples
//	apidoc    writes pages and AsyncAPI documents
package gen
