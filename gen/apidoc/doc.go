// Package apidoc writes documents about annotated interfaces: for each a page in
// Markdown, for people, and an AsyncAPI document, for tools.
//
//	api        the interface that is described
//	page_*     the page: facts, methods, arguments, types, versions
//	example_*  the calls in Go, in Python and for osloctl
//	spec_*     the AsyncAPI document: channels, operations, messages, schemas
//	files      which files there are, and their marks
//
// Nothing here reads Go. Package gen fills in an [Interface].
package apidoc
