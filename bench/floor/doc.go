// Package floor is a call over RabbitMQ as an expert would write it by hand on
// amqp091-go. Generated code is measured against it. It speaks oslo.messaging's
// format, byte for byte, and does nothing else: one method, no reconnecting, no
// errors of methods, and it trusts its peer.
//
// Each of its measures for speed has shown its worth in a measurement: one
// connection that publishes and one that consumes, one publishing channel, writes
// that are gathered in the net.Conn, the reply queue consumed without
// acknowledgement, requests acknowledged in batches, a prefetch of 100, and messages
// that are appended to a template and cut out of one.
//
// Reading order: conn.go (the gathered writes), message.go, client.go, server.go.
package floor
