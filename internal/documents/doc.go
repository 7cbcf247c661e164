// Package documents tests what oslogen docs writes, with tools that a service does not
// need: AsyncAPI documents against the JSON Schema of AsyncAPI, and the examples on
// pages with the Go compiler, with real oslo.messaging and with osloctl.
package documents
