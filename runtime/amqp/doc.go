// Package amqp is the RabbitMQ driver: an oslo.Transport for rabbit:// and kombu://
// URLs that speaks to oslo.messaging's peers.
//
// # Connections
//
// A transport has three kinds of connections, because a broker that stops a
// publishing connection must not stop the others: a pool for sending (pool.go),
// one for each listener (listener.go) and one for the reply queue (reply.go).
// Package internal/conn keeps a connection. Channels, consumers and delivery
// tags belong to it and end with it. Its writes never block, and it notices a
// peer that has gone silent. Messages pass between its socket and the driver
// directly, in the frames of package internal/frame. amqp091-go does everything
// else.
//
// A link (link.go) keeps a consuming connection up:
//
//	idle --start--> connecting --dialed, declared, consuming--> ready
//	                 |   ^   ^                                     |
//	    host by host |   |   | spread, backoff                     | connection, channel or
//	    and backoff  +---+   +------------ lost <------------------+ consumer is gone
//	                                        |
//	    any state --stop--> closed          +-- the connection lives: set up again on it
//
// The pool has no link. It dials while a sender waits, and its connections are
// ready, blocked (the broker has an alarm and takes no messages) or lost. Every
// transition is logged, reported to Config.OnState and visible in [HealthOf].
//
// # The flow of a call
//
//	Call (call.go)
//	  calls.Add          a waiter for the new _msg_id (package inflight)
//	  replies.ready      the reply queue is consumed, under a name of its own
//	  pool.acquire       a share of a connection that is up; else dial, with the ctx
//	  publisher.prepare  declare the exchange once
//	  lanes.of           the lane of the exchange, which opens a channel once
//	  lane.publish       if the reply queue is still that one, into the ledger and the
//	                     socket's buffer, once it has room
//	  waiter.Wait        until the reply, the deadline, or news of the attempt
//
// The ledger (ledger.go) holds the messages that are not proven to be
// processed. When a channel or connection is lost it tells each owner the fate
// of its message: processed, never processed, refused, or unknown. A call then
// sends again or waits on (call.goesOn). Calls fail with oslo.ErrReplyLost only
// when the reply queue is gone.
//
// A server acknowledges a request as it arrives (inbox.go) and sends the reply
// without waiting (answer.go). The reply is kept until it is proven. A reply
// that is lost with its channel, or comes back because its queue is missing, is
// sent again in the background (resend.go). A notification is acknowledged
// after its handler (notifications.go), on the connection it came over last.
//
// # Reading order
//
// Sending: driver.go, send.go, call.go, pool.go, publisher.go, lanes.go,
// lane.go, ledger.go and failure.go. Consuming: link.go, listener.go,
// sources.go, inbox.go, requests.go, notifications.go, reply.go, answer.go and
// resend.go. Declarations are in queues.go and declare.go, and question.go has
// the measures for quorum queues. Packages internal/conn and internal/frame lie
// below. docs/reliability.md has the guarantees for callers.
package amqp
