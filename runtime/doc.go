// Package oslo makes Go speak oslo.messaging, OpenStack's RPC and notification
// library, so that Go and Python services can call each other. Generated code and
// its users import it as oslo.
//
// # The way a call travels
//
//	caller -> generated client -> Client -> Transport -> message -> broker
//	       -> Transport -> Server -> dispatch -> generated adapter -> implementation
//	result -> Transport -> broker -> Transport -> the waiting call -> Client -> caller
//
// A notification takes the same road without the way back: notifier ->
// Transport -> broker -> Transport -> listener -> event. Package notify has both ends.
//
// # Use
//
// A program opens a [Transport] by its URL and gives it to generated code:
//
//	tr, err := oslo.Open(ctx, "rabbit://user:pass@host:5672/vhost", amqp.Driver())
//	c := api.NewComputeClient(tr)
//	out, err := c.On("cmp-7").Reboot(ctx, instance, api.Soft)
//
//	srv := oslo.NewServer(tr, oslo.Target{Topic: "compute", Server: host})
//	api.RegisterCompute(srv, &manager{})
//	err = srv.Serve(ctx)
//
// Package fake has the transport of fake:// URLs: a broker within the process, for
// tests and examples.
//
// # Reading order
//
//  1. [Target], [Version], [RequestContext]: the nouns (target, version, context).
//  2. [Transport] and [Handler]: the two interfaces that other packages implement
//     (transport, method).
//  3. [Client]: how a call leaves (client, interceptor, serializer).
//  4. [Server]: how it is run and answered (server, heartbeat, incoming). Package
//     dispatch finds the method.
//  5. [RemoteError] and [Errors]: how errors travel (errors, remote).
//  6. [Service]: several servers and listeners as one unit (service).
//  7. [Open] and [ParseURL]; codec, the message format for those who write a
//     transport.
//
// # Errors
//
// What a caller may test for with errors.Is is listed with [ErrTimeout]; errors
// that carry data are the types *...Error. A method's own error arrives as a
// [RemoteError], and as the Go error it was declared to be.
//
// # Secrets
//
// Request contexts hold tokens. Neither they nor arguments, results or payloads
// appear in log lines or errors of this package, and of a context only what names
// the user goes into notifications.
package oslo
