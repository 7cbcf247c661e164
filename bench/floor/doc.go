// Package floor is a call over RabbitMQ as somebody would write it by hand on
// amqp091-go who knows what it costs: the reference that generated code is
// measured against. It speaks oslo.messaging's format, byte for byte, and does
// nothing else: one method, no reconnecting, no errors of methods, and it
// trusts its peer.
//
// What it does for speed is what measuring showed to pay: one connection that
// publishes and one that consumes, one publishing channel, writes that are
// gathered in the net.Conn, the reply queue consumed without acknowledgement,
// requests acknowledged in batches, a prefetch of 100, and messages that are
// appended to a template and cut out of one.
//
// Reading order: conn.go (the gathered writes), message.go, client.go, server.go.
package floor
