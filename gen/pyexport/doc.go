// Package pyexport writes annotated Go interfaces in Python, for oslo.messaging: client
// classes, managers and the endpoints in front of them, exceptions, versioned objects,
// notifiers and listeners.
//
// Package gen makes the [Package] of a Go package, and [Export] makes its modules:
// module holds the text and the imports of one, client and its files write client
// classes by the rules of internal/ladder, manager and endpoint the servers, and
// printer keeps the form of PEP 8.
//
// Package pyimport reads the modules again. The history in the docstring of a client
// class is in sentences that it knows.
package pyexport
