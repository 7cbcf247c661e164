// Package gen turns annotated Go interfaces into typed clients and servers.
//
// [Generate] makes the files for the packages of one run, and [Commit] writes
// them. A run collects all mistakes in the sources and returns them together as
// [SourceErrors]. It then writes nothing.
//
// A run passes through the files of this package in this order:
//
//	file       the configuration and the generated files
//	generate   the run
//	load       lists packages and parses their files, compiling nothing
//	scope      picks the declarations that annotated interfaces need
//	grammar    the table of directives, by which directive parses them
//	build      turns interfaces into the model, with method, params and remote
//	encodable  refuses types that can't be sent, as nameable does for names
//	identify   gives generated declarations and imports free names
//	emit_*     turns the model into Go with jennifer, and layout formats it
//	verify     type-checks the generated code
//	cache      ends a run early when nothing has changed
//	write      writes the files
//
// [Breaking] compares the model with that of an earlier state, and [Bump] edits
// the sources by what it finds:
//
//	earlier   the files of the earlier state, from git or a directory
//	past      loads them without the go command
//	state     describes a model by what travels, and shape the types in it
//	breaking  compares two descriptions
//	edit      sets keys of directives
package gen
