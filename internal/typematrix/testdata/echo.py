"""An oslo.messaging server at the topic "python", at the broker whose URL is the
argument, that calls the server of the topic "go" with what it is given and returns
its result. It ends with its standard input."""

import re
import sys

from oslo_config import cfg
import oslo_messaging as om
from oslo_serialization import jsonutils


class Echo:
    def __init__(self, client):
        self.client = client

    def __getattr__(self, name):
        if not re.fullmatch(r'm\d+', name):
            raise AttributeError(name)

        def echo(ctxt, v):
            result = self.client.call(ctxt, name, v=v)
            if jsonutils.dumps(result) != jsonutils.dumps(v):
                raise ValueError('sent %r, and got %r' % (v, result))
            return result
        return echo


conf = cfg.CONF
conf([])
transport = om.get_rpc_transport(conf, url=sys.argv[1])
client = om.get_rpc_client(transport, om.Target(topic='go'))
server = om.get_rpc_server(
    transport, om.Target(topic='python', server='host'), [Echo(client)],
    executor='threading', access_policy=om.LegacyRPCAccessPolicy)
server.start()
print('ready', flush=True)
sys.stdin.read()
server.stop()
server.wait()
