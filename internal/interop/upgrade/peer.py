"""Hosts the Python servers and clients of examples/versions/disks of all
versions. It reads one JSON object a line and answers each with one line:

  serve    version, topic: starts a server
  records  version, count: what it did with its last requests, once they are
           count: [label, method, "served" or the exception's class, arguments]
  call     version, cap, topic, method, args: calls a method of a client:
           "" or the exception's class
"""

import json
import sys
import threading

from oslo_config import cfg
import oslo_messaging as messaging
from oslo_messaging import server as messaging_server
from oslo_messaging.rpc import dispatcher as rpc_dispatcher
from oslo_messaging.rpc import server as rpc_server

import clients
import servers


class Records(object):
    """What a server has done with its requests, in order."""

    def __init__(self):
        self.list = []
        self.changed = threading.Condition()
        self.local = threading.local()

    def seen(self, method, **kwargs):
        self.local.args = kwargs
        return {} if method == 'stats' else 'an answer' if method in ('create', 'snapshot') else None

    def add(self, entry):
        with self.changed:
            self.list.append(entry)
            self.changed.notify_all()

    def take(self, count):
        with self.changed:
            self.changed.wait_for(lambda: len(self.list) >= count, timeout=20)
            taken, self.list = self.list, []
            return taken


class Dispatcher(rpc_dispatcher.RPCDispatcher):
    """oslo.messaging's own, with records."""

    def __init__(self, records, *args):
        super().__init__(*args)
        self.records = records

    def dispatch(self, incoming):
        label, method = incoming.message.get('version'), incoming.message.get('method')
        try:
            result = super().dispatch(incoming)
        except Exception as error:
            self.records.add([label, method, type(error).__name__, {}])
            raise
        self.records.add([label, method, 'served', self.records.local.args])
        return result


def configure(url):
    conf = cfg.CONF
    conf([], project='disks', default_config_files=[])
    conf.register_opts(messaging_server._pool_opts)
    conf.set_override('executor_thread_pool_size', 1)
    return conf, messaging.get_rpc_transport(conf, url)


def main():
    conf, transport = configure(sys.argv[1])
    records = {}

    def serve(version, topic):
        records[version] = Records()
        target = messaging.Target(topic=topic, server='host')
        policy = rpc_dispatcher.DefaultRPCAccessPolicy
        dispatcher = Dispatcher(records[version], servers.endpoints(version, records[version].seen), None, policy)
        server = rpc_server.RPCServer(transport, target, dispatcher, 'threading')
        server.start()

    def call(version, cap, topic, method, args):
        client = clients.make(version, transport, topic, cap)
        try:
            getattr(client, method)({}, **args)
        except Exception as error:
            return type(error).__name__
        return ''

    commands = {'serve': serve, 'call': call, 'records': lambda version, count: records[version].take(count)}
    for line in sys.stdin:
        command = json.loads(line)
        print(json.dumps(commands[command.pop('cmd')](**command)), flush=True)


main()
