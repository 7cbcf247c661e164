// Package amqp is the RabbitMQ driver: an oslo.Transport for rabbit:// and kombu://
// URLs that speaks to oslo.messaging's peers.
//
// # Connections
//
// A transport has three kinds of connections, because a broker that stops one that
// publishes must not stop the others: a pool for sending (pool.go), one for each
// listener (listener.go) and one for the reply queue (reply.go). Package internal/conn
// keeps a connection: channels, consumers and delivery tags belong to it and end with
// it. Its writes never block, and it notices a peer that has gone silent. Messages pass
// between its socket and the driver directly, as package internal/frame reads and writes
// them; amqp091-go does all the rest.
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
// The pool has no link: it dials while somebody waits to send, and its connections
// are ready, blocked (the broker has an alarm and takes no messages) or lost. Every
// transition is logged, told to Config.OnState and seen in [HealthOf].
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
// The ledger (ledger.go) knows what is not proven to have been processed. When a channel
// or connection is lost it tells each owner what became of its message: processed, never
// processed, refused, or unknown. A call then sends again or waits on (call.goesOn). Only
// when the reply queue is gone calls fail with oslo.ErrReplyLost.
//
// A server acknowledges a request as it arrives (inbox.go) and sends the reply without
// waiting (answer.go). It is kept until it is proven. One that is lost with its channel,
// or comes back because its queue is missing, is sent again in the background (resend.go).
// A notification is acknowledged after its handler (notifications.go), on the connection
// it came over last.
//
// # Reading order
//
// driver.go, send.go, call.go, pool.go, publisher.go, lanes.go,
// lane.go, ledger.go and failure.go; link.go,
// listener.go, sources.go, inbox.go, requests.go, notifications.go, reply.go, answer.go and
// resend.go; queues.go and declare.go for everything that is declared; question.go for what
// quorum queues need; then internal/conn and internal/frame for what lies below. What a
// caller can rely on is in docs/reliability.md.
package amqp
