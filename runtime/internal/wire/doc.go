// Package wire turns messages of oslo.messaging into bytes and back, exactly as Python does it.
//
// A message is a JSON object: a [Request], a [Reply] or a [Notification]. Its
// text goes into the envelope, another object, which is the body of the AMQP
// message. A [Failure] inside a reply is text a third time. The package writes
// byte for byte the text of Python's json.dumps, and reads everything that
// json.loads reads.
//
// Reading order: envelope.go, request.go with context.go, reply.go with
// failure.go, and notification.go. Below them, encode.go writes Go values as
// JSON and decode.go reads them, with a codec for each type that codec.go
// compiles. scan.go and escape.go hold the grammar.
package wire
