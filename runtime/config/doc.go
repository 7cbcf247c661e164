// Package config reads the messaging options in a service's oslo.config files
// (nova.conf), and opens transports with them:
//
//	cfg, err := config.Load("/etc/nova/nova.conf", "/etc/nova/nova.conf.d")
//	...
//	tr, err := cfg.Open(ctx, amqp.Driver(config.RabbitOptions(cfg, amqp.WithOption)...))
//	...
//	srv := oslo.NewServer(tr, target, cfg.ServerOptions()...)
//
// It reads the options of oslo.messaging in [DEFAULT], [oslo_messaging_rabbit]
// and [oslo_messaging_notifications], lock_path in [oslo_concurrency], and
// [upgrade_levels], which pins clients (see [Config.Pin]). The service's own
// options in the same files matter only where a value refers to them ($my_ip).
//
// # Precedence
//
// As in oslo.config, the first of these that sets an option wins:
//
//  1. the query of the transport URL, for rabbit options, applied by the driver
//  2. [Loader.Overrides] (set_override)
//  3. the environment: OS_DEFAULT__TRANSPORT_URL,
//     OS_OSLO_MESSAGING_RABBIT__SSL
//  4. the files: a later one before an earlier one, in it the option's present
//     name before its deprecated ones, and the last line before the others
//  5. [Loader.Defaults] (set_default)
//  6. the option's default
//
// A multi-valued option (driver) collects the values of all files instead.
//
// # Substitution
//
// $name and ${name} stand for another option of the same group or else of
// [DEFAULT]. $group.name stands for an option of another group. $$ and \$ are a
// dollar sign. Passwords are no exception: double a $ in transport_url.
//
// # Errors and warnings
//
// A file that can't be parsed and a value that can't be used are an [*Error]
// with file and line. Unknown and deprecated options are logged with file and
// line. Neither ever holds a value, which may be or contain a password.
//
// # Differences from oslo.config
//
// This package refuses values that Python accepts and fails on later: a number
// below its option's minimum or in another script's digits, an unreadable
// transport URL, and a reference to an option that is not set. A number left
// empty means the default (None in Python), as does an empty line of a
// multi-valued option. A reference may name any option of the files, also one
// that no code has registered. A reference to a list yields its items joined by
// commas. The environment holds one value of a multi-valued option, where
// Python takes its characters apart.
//
// gopkg.in/ini.v1 keeps no line numbers and has other rules for quotes,
// comments and continuation lines. The format is small, so this package has a
// parser of its own.
package config
