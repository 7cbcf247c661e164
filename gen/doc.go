// Package gen turns annotated Go interfaces into typed clients and servers.
//
// It is a straight line, and its files are best read along it:
//
//	file       what goes in and what comes out
//	generate   all of it, for the packages of one run; write commits the result
//	load       packages and their files; nothing has to compile
//	scope      the declarations that annotated interfaces need, from any package
//	grammar    the table of directives; directive reads them by it
//	build      interfaces become the model, which is pure data; so do
//	           method, params and remote (errors); encodable and nameable refuse types
//	identify   names for what is generated, and imports, that collide with nothing
//	verify     what was made is parsed and type-checked
//	emit_*     the model becomes Go, with jennifer; layout prints it as gofmt would
//	cache      what lets a run without changes end early
//
// Everything that is wrong in a run is collected and returned at once as
// [SourceErrors]; nothing is written then.
package gen
