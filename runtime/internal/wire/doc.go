// Package wire turns messages of oslo.messaging into bytes and back, exactly as Python does it.
//
// A message is a JSON object: a [Request], a [Reply] or a [Notification]. As text it goes into the envelope, another
// object, which is the body of the AMQP message; a [Failure] inside a reply is text a third time. What is written is
// byte for byte what Python's json.dumps would have written; what is read is whatever json.loads would have read.
//
// Reading order: envelope.go, request.go with context.go, reply.go with failure.go, and notification.go. Below them, Go
// values become JSON in encode.go and come back in decode.go, compiled for each type by codec.go; scan.go and escape.go
// know the grammar.
package wire
