"""Reads configuration files with oslo.config.

Reads a JSON list of cases from stdin, each {"files": [text, ...], "env": {...}},
and writes a JSON list of what oslo.config and oslo.messaging's options make of
each: {"error": class} or {"default": {}, "notifications": {}, "rabbit": {}}, of
which rabbit has only what is set. A case {"parse": text} gives the assignments of
iniparser instead: [[section, key, value, line], ...].
"""
import io
import json
import logging
import os
import sys
import tempfile

from oslo_config import cfg
from oslo_config import iniparser
from oslo_messaging import server
from oslo_messaging import transport
from oslo_messaging._drivers import amqp
from oslo_messaging._drivers import base
from oslo_messaging._drivers import impl_rabbit
from oslo_messaging.notify import notifier
from oslo_messaging.notify import _impl_routing
from oslo_messaging.rpc import client
from oslo_messaging.rpc import dispatcher

logging.disable(logging.CRITICAL)

RABBIT = "oslo_messaging_rabbit"
NOTIFICATIONS = "oslo_messaging_notifications"


class Recorder(iniparser.BaseParser):
    def __init__(self):
        super().__init__()
        self.section = None
        self.found = []

    def new_section(self, section):
        self.section = section

    def assignment(self, key, value):
        if not self.section:
            raise iniparser.ParseError("no section", self.lineno, "")
        self.found.append([cfg._normalize_group_name(self.section), key,
                           "\n".join(value)])


def parse(text):
    recorder = Recorder()
    recorder.parse(io.StringIO(text, newline=None).readlines())
    return recorder.found


def conf_of(files):
    conf = cfg.ConfigOpts()
    conf([], project="none", default_config_files=files, default_config_dirs=[])
    for opts in (transport._transport_opts, server._pool_opts,
                 client._client_opts, dispatcher._dispatcher_opts):
        conf.register_opts(opts)
    # What a service has of its own.
    conf.register_opts([cfg.StrOpt(n) for n in ("my_ip", "a", "b", "c")])
    conf.register_opts([cfg.StrOpt(n) for n in ("a", "b")], group="other")
    for opts in (impl_rabbit.rabbit_opts, amqp.amqp_opts, base.base_opts):
        conf.register_opts(opts, group=RABBIT)
    conf.register_opts(notifier._notifier_opts, group=NOTIFICATIONS)
    conf.register_opt(_impl_routing.router_config, group=NOTIFICATIONS)
    return conf


def is_set(conf, name):
    where = conf.get_location(name, RABBIT)
    return where and where.location in (cfg.Locations.user,
                                        cfg.Locations.environment)


def load(case):
    with tempfile.TemporaryDirectory() as directory:
        files = []
        for i, text in enumerate(case["files"]):
            files.append(os.path.join(directory, "%d.conf" % i))
            with open(files[-1], "w", newline="") as f:
                f.write(text)
        conf = conf_of(files)
        rabbit = {n: conf[RABBIT][n] for n in conf[RABBIT]}
        return {
            "default": {n: conf[n] for n in (
                "transport_url", "control_exchange", "rpc_response_timeout",
                "executor_thread_pool_size", "rpc_ping_enabled")},
            "notifications": {n: conf[NOTIFICATIONS][n] for n in (
                "driver", "transport_url", "topics", "retry",
                "routing_config")},
            "rabbit": {n: str(v) for n, v in rabbit.items() if is_set(conf, n)},
        }


def answer(case):
    environ = dict(os.environ)
    os.environ.update(case.get("env") or {})
    try:
        if "parse" in case:
            return parse(case["parse"])
        return load(case)
    except (Exception, RecursionError) as e:
        return {"error": type(e).__name__}
    finally:
        os.environ.clear()
        os.environ.update(environ)


json.dump([answer(case) for case in json.load(sys.stdin)], sys.stdout)
