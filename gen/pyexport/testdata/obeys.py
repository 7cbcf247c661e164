"""Calls exported clients over a transport that records, and dispatches requests to
exported endpoints. It reads one JSON object:

  root     the directory of the Python packages
  calls    [module, class, parameters, stubs, version_cap, method, arguments]
  requests [module, endpoints function, parameters, version, namespace, method,
            arguments]

and writes one: sent has [label, method, kind, topic, server, arguments] or the
exception's class of each call, and answered "served" or the exception's class of each
request."""

import importlib
import json
import sys

from oslo_config import cfg
import oslo_messaging as messaging
from oslo_messaging import rpc
from oslo_messaging.rpc import dispatcher

questions = json.load(sys.stdin)
sys.path.insert(0, questions['root'])
sys.dont_write_bytecode = True
conf = cfg.CONF
conf([], project='obeys', default_config_files=[])
transport = messaging.get_rpc_transport(conf, 'fake://')
sent = []


def record(target, ctxt, message, wait_for_reply=None, **kwargs):
    kind = 'call' if wait_for_reply else 'fanout' if target.fanout else 'cast'
    sent.append([message['version'], message['method'], kind, target.topic,
                 target.server, sorted(message['args'])])
    return []


transport._send = record


def call(module, name, params, stubs, cap, method, args):
    cls = getattr(importlib.import_module(module), name)
    older = {stub: lambda self, value: 'older' for stub in stubs}
    client = type(name, (cls,), older)(transport, *params, version_cap=cap)
    before = len(sent)
    try:
        getattr(client, method)({}, **args)
    except Exception as error:
        return '%s: %s' % (type(error).__name__, error)
    return sent[-1] if len(sent) == before + 1 else len(sent) - before


class Incoming(object):
    client_timeout = None

    def __init__(self, message):
        self.ctxt, self.message = {}, message


def request(module, name, params, version, namespace, method, args):
    module = importlib.import_module(module)
    manager = getattr(module, name[1])
    stubs = {abstract: lambda self, ctxt, **kwargs: None
             for abstract in manager.__abstractmethods__}
    endpoints = getattr(module, name[0])(type('Stub', (manager,), stubs)(),
                                         *params)
    message = {'method': method, 'args': args, 'version': version}
    if namespace:
        message['namespace'] = namespace
    try:
        dispatcher.RPCDispatcher(endpoints, None).dispatch(Incoming(message))
    except rpc.ExpectedException as error:
        return type(error.exc_info[1]).__name__
    except Exception as error:
        return type(error).__name__
    return 'served'


json.dump({'sent': [call(*q) for q in questions['calls'] or []],
           'answered': [request(*q) for q in questions['requests'] or []]},
          sys.stdout)
