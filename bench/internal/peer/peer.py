"""A benchmarked client or server of oslo.messaging; protocol.go describes the
commands and results."""

import json
import logging
import os
import sys
import threading
import time

from oslo_config import cfg
import oslo_messaging as om

SPEC = json.loads(os.environ['OSLOGEN_BENCH_PEER'])
OUT = os.fdopen(os.dup(1), 'w')
os.dup2(2, 1)       # whatever libraries print


def transport():
    conf = cfg.ConfigOpts()
    conf([])
    try:
        # The library registers these on the global object only.
        from oslo_messaging._metrics import client as metrics
        conf.register_opts(metrics.oslo_messaging_metrics,
                           group='oslo_messaging_metrics')
    except ImportError:
        pass
    return om.get_rpc_transport(conf, SPEC['url'])


class Endpoint:
    target = om.Target(version='1.0')

    def __init__(self):
        self.served, self.lock = 0, threading.Lock()

    def echo(self, ctxt, data):
        self.tell(ctxt, data)
        return data

    def tell(self, ctxt, data):
        with self.lock:
            self.served += 1


class Client:
    def __init__(self):
        self.transport, self.clients = transport(), {}

    def client(self, topic):
        if topic not in self.clients:
            make = getattr(om, 'get_rpc_client', om.RPCClient)
            self.clients[topic] = make(
                self.transport, om.Target(topic=topic, version='1.0'))
        return self.clients[topic]

    def do(self, command):
        load = command['load']
        client, data = self.client(load['topic']), 'x' * load['data']
        act, method = ((client.cast, 'tell') if load['cast'] else
                       (client.call, 'echo'))
        times, errors = [], []
        start = time.monotonic()
        end = start + load['for'] / 1e9

        def repeat():
            now = time.monotonic()
            try:
                while now < end:
                    act({}, method, data=data)
                    then, now = now, time.monotonic()
                    times.append(now - then)
            except Exception as error:
                errors.append(error)

        threads = [threading.Thread(target=repeat)
                   for _ in range(load['callers'])]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        if errors:
            raise errors[0]
        took = time.monotonic() - start
        times.sort()
        return {'calls': len(times), 'took': int(took * 1e9),
                'p50': int(times[len(times) // 2] * 1e9),
                'p99': int(times[len(times) * 99 // 100] * 1e9)}


class Server:
    def __init__(self):
        self.endpoint = Endpoint()
        cfg.CONF.register_opts(om.rpc.dispatcher._dispatcher_opts)
        self.server = om.get_rpc_server(
            transport(), om.Target(topic=SPEC['topic'], server='bench'),
            [self.endpoint], executor='threading',
            access_policy=om.DefaultRPCAccessPolicy)
        self.server.start()

    def do(self, command):
        return {'calls': self.endpoint.served}


def main():
    logging.basicConfig(level=logging.ERROR)
    peer = Server() if SPEC['role'] == 'server' else Client()
    answer({})
    for line in sys.stdin:
        try:
            answer(peer.do(json.loads(line)))
        except Exception as error:
            answer({'error': '%s: %s' % (type(error).__name__, error)})
    os._exit(0)     # without waiting for anything


def answer(result):
    OUT.write(json.dumps(result) + '\n')
    OUT.flush()


main()
