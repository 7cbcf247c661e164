// Package oslo makes Go speak oslo.messaging, OpenStack's RPC and notification
// library, so that Go and Python services can call each other. Generated code and
// its users import it as oslo.
//
// # The path of a call
//
//	caller -> generated client -> Client -> Transport -> message -> broker
//	       -> Transport -> Server -> dispatch -> generated adapter -> implementation
//	result -> Transport -> broker -> Transport -> the waiting call -> Client -> caller
//
// A notification takes the same path without an answer: notifier -> Transport
// -> broker -> Transport -> listener -> event. Package notify has both ends.
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
//  1. [Target], [Method], [RequestContext]: the nouns (target, method, context).
//  2. [Request] and [Incoming]: a request on its way out and in (request, incoming).
//     Package transport has what carries them.
//  3. [Client]: how a call leaves (client, client_send, client_version, interceptor,
//     serializer).
//  4. [Server]: how it is run and answered (server, server_run, heartbeat). Package
//     dispatch finds the method.
//  5. [RemoteError] and [Errors]: how errors travel (errors, remote, errors_table,
//     refusal).
//  6. [Service]: several servers and listeners as one unit (service).
//  7. [Open] (open).
//
// # Errors
//
// Test for a condition with errors.Is, and for a type with errors.As. [NotSent] says
// whether the caller may simply call again, and [CodeOf] returns the word of the
// first column.
//
//	code                 error                      known about the request        what to do
//	unavailable          ErrUnavailable             not sent, no broker in reach   call again
//	undeliverable        ErrUndeliverable           no queue took it               is the service up?
//	too_many_calls       ErrTooManyCalls            not sent                       call again later
//	too_large            ErrTooLarge                not sent                       send less, or raise the limit
//	invalid_target       *InvalidTargetError        not sent                       correct the target
//	version_cap          *VersionCapError           not sent, newer than the pin   call an older method
//	refused              ErrRefused                 refused by the broker          correct the options
//	reply_lost           ErrReplyLost               it may have run                call again if that does no harm
//	timeout              *TimeoutError, ErrTimeout  it may have run, or run still  as above
//	closed               ErrClosed                  it may have run                the transport was closed
//	no_such_method       *NoSuchMethodError         refused by the server          is the server older?
//	unsupported_version  *UnsupportedVersionError   refused by the server          is the server older?
//	argument             *ArgumentError             refused by the server          correct the arguments
//	remote               *RemoteError               it ran and failed              depends on the exception
//	no_result            ErrNoResult                it ran and returned None       make the result a pointer
//	payload              *PayloadError              a notification that can't be read
//
// A method's own error arrives as a *RemoteError, and as the Go error it was declared
// to be. Other errors: *[ListenError] when a server can't consume its queues,
// *[transport.InvalidURLError] from [Open].
//
// # Secrets
//
// Request contexts hold tokens. Log lines and errors of this package contain no
// request contexts, arguments, results or payloads. Notifications carry only
// the fields of a context that name the user.
package oslo
