#!/usr/bin/python3
"""A Python peer for interoperability tests: it hosts any number of
oslo.messaging RPC servers, RPC clients, notifiers and notification listeners.

It reads one JSON object a line from standard input and answers each with one
line on standard output; the log goes to standard error. A request has "n",
which is repeated in the answer, and "cmd", and is run in a thread of its own,
so answers may come out of order. An answer has "result" or "error". The end
of the input ends the program.

Objects are made by commands that give them an "id" and exist until "stop":

  server     topic, server, exchange, endpoints, executor, access_policy
             (default, legacy, explicit)
  client     target {topic, exchange, namespace, version, server, fanout},
             timeout, version_cap, retry, call_monitor_timeout, at_least_once
  notifier   driver (messaging, messagingv2), publisher_id, topics, retry
  listener   targets [{topic, exchange}] or topics, priorities, pool,
             allow_requeue, filter {context, publisher_id, event_type,
             metadata, payload}, batch_size, batch_timeout (either makes it a
             batch listener), answers (see Listener)

All four take url, conf {group: {option: value}} (written to a configuration
file), exmods (allowed remote exception modules), serializer (json, wrap).
An endpoint is {namespace, version, legacy_namespaces, label} and has the
methods of class Endpoint; see ENDPOINTS for the default. {class} is an
endpoint of that class of demo_service.

Acts:

  call, cast   id, method, args, ctxt, prepare {topic, exchange, namespace,
               version, server, fanout, timeout, version_cap, retry,
               call_monitor_timeout}
  can_send     id, version, prepare -> bool
  notify       id, priority, event_type, payload, ctxt, prepare {publisher_id,
               retry}, plain (ctxt is a dict, not a service's request context)
  received     id, count, timeout, clear, method: what a server or listener
               has received, when it is count messages or after timeout
               seconds; only calls and casts of the method if one is named
  stop         id: stop, wait, clean up
  versions     of the libraries

A value that JSON lacks is written {"$py": "<Python expression>"}, in requests
and in answers.
"""

import collections
import datetime
import decimal
import importlib
import json
import logging
import math
import os
import sys
import tempfile
import threading
import time
import uuid

# Standard output belongs to the protocol, whatever libraries print.
ANSWERS = os.fdopen(os.dup(1), 'w')
os.dup2(2, 1)

try:
    from oslo_config import cfg
    from oslo_context import context
    import oslo_messaging as om
    from oslo_messaging.rpc import dispatcher as rpc_dispatcher
except ImportError as error:
    json.dump({'missing': str(error)}, ANSWERS)
    sys.exit(3)

import demo_service


# --------------------------------------------------------------------------
# Values
# --------------------------------------------------------------------------

NAMES = {'datetime': datetime, 'decimal': decimal, 'uuid': uuid,
         'collections': collections, 'demo_service': demo_service}


def from_json(value):
    """Replace {"$py": expression} by its value."""
    if isinstance(value, dict):
        if set(value) == {'$py'}:
            return eval(value['$py'], dict(NAMES))
        return {k: from_json(v) for k, v in value.items()}
    if isinstance(value, list):
        return [from_json(v) for v in value]
    return value


def to_json(value):
    """The reverse, as far as repr allows."""
    if value is None or isinstance(value, (bool, int, str)):
        return value
    if isinstance(value, float):
        if math.isfinite(value):
            return value
        return {'$py': "float('%s')" % value}
    if isinstance(value, dict) and all(isinstance(k, str) for k in value):
        return {k: to_json(v) for k, v in value.items()}
    if isinstance(value, list):
        return [to_json(v) for v in value]
    return {'$py': repr(value)}


def described(error):
    """An exception as the test wants to see it."""
    answer = {
        'class': type(error).__name__,
        'module': type(error).__module__,
        'bases': [base.__module__ + '.' + base.__qualname__
                  for base in type(error).__mro__[1:-2]],
        'str': str(error),
        'args': to_json(list(error.args)),
    }
    for name in ('exc_type', 'value', 'traceback', 'kwargs', 'version',
                 'version_cap', 'url'):
        if hasattr(error, name):
            answer[name] = to_json(getattr(error, name))
    return answer


# --------------------------------------------------------------------------
# What servers and listeners do
# --------------------------------------------------------------------------

class Log:
    """What has been received, in order."""

    def __init__(self):
        self.entries, self.changed = [], threading.Condition()

    def add(self, **entry):
        with self.changed:
            self.entries.append(to_json(entry))
            self.changed.notify_all()

    def wait(self, count=0, timeout=10, clear=False, method=None):
        with self.changed:
            self.changed.wait_for(lambda: len(self.entries) >= count, timeout)
            entries = [entry for entry in self.entries
                       if not method or entry.get('method') == method]
            if clear:
                self.entries.clear()
            return entries


class Endpoint:
    """RPC methods for every case of the matrix."""

    def __init__(self, log, namespace=None, version=None,
                 legacy_namespaces=None, label=None):
        self.target = om.Target(namespace=namespace, version=version,
                                legacy_namespaces=legacy_namespaces)
        self._log, self._label = log, label

    def _note(self, method, ctxt, **args):
        self._log.add(method=method, context=ctxt, args=args,
                      label=self._label)

    @om.expose
    def echo(self, ctxt, **kwargs):
        """Return all arguments."""
        self._note('echo', ctxt, **kwargs)
        return kwargs

    def add(self, ctxt, a, b):
        self._note('add', ctxt, a=a, b=b)
        return a + b

    def optional(self, ctxt, a, b='default'):
        self._note('optional', ctxt, a=a, b=b)
        return [a, b]

    def nothing(self, ctxt):
        self._note('nothing', ctxt)

    def which(self, ctxt):
        """Return the label of the endpoint."""
        return self._label

    def context(self, ctxt):
        """Return the context."""
        return ctxt

    def record(self, ctxt, **kwargs):
        """Only be received, for casts."""
        self._note('record', ctxt, **kwargs)

    def slow(self, ctxt, seconds):
        self._note('slow', ctxt, seconds=seconds)
        time.sleep(seconds)
        return 'done'

    def big(self, ctxt, size):
        """Return a text of size characters."""
        return 'x' * size

    def value(self, ctxt, expression):
        """Return the value of a Python expression."""
        return eval(expression, dict(NAMES))

    def fail_with(self, ctxt, expression):
        """Raise the value of a Python expression."""
        raise eval(expression, dict(NAMES))

    def fail_builtin(self, ctxt):
        raise ValueError('bad value', 42)

    def fail_custom(self, ctxt):
        raise demo_service.CustomError('disk on fire', code=7,
                                       where='rack \u00e9')

    def fail_not_found(self, ctxt, instance_id):
        raise demo_service.InstanceNotFound(instance_id=instance_id)

    def fail_unconstructible(self, ctxt):
        raise demo_service.Unconstructible('one', 'two')

    @om.expected_exceptions(demo_service.CustomError)
    def fail_expected(self, ctxt):
        raise demo_service.CustomError('known trouble')

    def fail_inside(self, ctxt):
        """Call a function with an argument too few."""
        def build(size):
            return size
        return build()

    def fail_exit(self, ctxt):
        """No reply is sent for this one."""
        raise SystemExit(3)

    def unserializable(self, ctxt):
        """Nor for this one."""
        return complex(1, 2)

    def _hidden(self, ctxt):
        return 'seen'


ENDPOINTS = [
    {'version': '1.3', 'label': 'demo'},
    {'namespace': 'volumes', 'version': '2.4', 'label': 'volumes',
     'legacy_namespaces': ['old-volumes']},
]


class Listener:
    """A notification endpoint. `answers` says what becomes of the first
    messages: null or "handled", "requeue", "raise", or a number of seconds to
    sleep."""

    def __init__(self, log, priorities, batch, answers):
        self._log, self._answers = log, list(answers)
        for priority in priorities:
            setattr(self, priority, self._batch(priority) if batch else
                    self._single(priority))

    def _single(self, priority):
        def method(ctxt, publisher_id, event_type, payload, metadata):
            self._log.add(priority=priority, context=ctxt,
                          publisher_id=publisher_id, event_type=event_type,
                          payload=payload, metadata=metadata)
            return self._answer()
        return method

    def _batch(self, priority):
        def method(messages):
            self._log.add(priority=priority, messages=messages)
            return self._answer()
        return method

    def _answer(self):
        answer = self._answers.pop(0) if self._answers else None
        if answer == 'raise':
            raise RuntimeError('told to fail')
        if isinstance(answer, (int, float)):
            time.sleep(answer)
        return answer


class WrapSerializer(om.Serializer):
    """Makes itself visible: entities travel as {"wrapped": entity}, contexts
    with a key more."""

    def serialize_entity(self, ctxt, entity):
        return {'wrapped': entity}

    def deserialize_entity(self, ctxt, entity):
        return entity['wrapped']

    def serialize_context(self, ctxt):
        return dict(ctxt, serialized_by='wrap')

    def deserialize_context(self, ctxt):
        return {k: v for k, v in ctxt.items() if k != 'serialized_by'}


SERIALIZERS = {None: lambda: None, 'wrap': WrapSerializer,
               'json': om.JsonPayloadSerializer}
POLICIES = {None: om.DefaultRPCAccessPolicy,
            'default': om.DefaultRPCAccessPolicy,
            'legacy': om.LegacyRPCAccessPolicy,
            'explicit': om.ExplicitRPCAccessPolicy}
PRIORITIES = ['audit', 'debug', 'info', 'warn', 'error', 'critical', 'sample']


# --------------------------------------------------------------------------
# Objects
# --------------------------------------------------------------------------

class Thing:
    """A server, client, notifier or listener with its transport."""

    def __init__(self, transport, api=None, log=None, started=False):
        self.transport, self.api, self.log = transport, api, log
        self.started = started

    def stop(self):
        if self.started:
            self.api.stop()
            self.api.wait()
        self.transport.cleanup()


def configuration(groups):
    conf = cfg.ConfigOpts()
    with tempfile.NamedTemporaryFile('w', suffix='.conf') as file:
        for group, options in groups.items():
            file.write('[%s]\n' % group)
            for name, value in options.items():
                several = name == 'driver' and isinstance(value, list)
                for item in value if several else [value]:
                    if isinstance(item, list):
                        item = ','.join(map(str, item))
                    item = str(item).replace('$', '$$')
                    file.write('%s = %s\n' % (name, item))
        file.flush()
        conf([], default_config_files=[file.name])
    for name in ('metrics', 'tracing'):
        group = 'oslo_messaging_' + name
        try:
            # The library registers these on the global object only.
            module = importlib.import_module(
                'oslo_messaging._%s.client' % name)
        except ImportError:     # this version does not have it
            continue
        conf.register_opts(getattr(module, group), group=group)
    return conf


def transport(request, factory):
    return factory(configuration(request.get('conf', {})), request['url'],
                   allowed_remote_exmods=request.get('exmods'))


def given(request, *names):
    """The named fields that the request has."""
    return {name: from_json(request[name]) for name in names
            if name in request}


def serializer(request):
    return SERIALIZERS[request.get('serializer')]()


GLOBAL = threading.Lock()


def make_server(request):
    tr = transport(request, om.get_rpc_transport)
    log = Log()
    target = om.Target(**given(request, 'topic', 'server', 'exchange'))
    endpoints = [getattr(demo_service, options['class'])()
                 if 'class' in options else Endpoint(log, **options)
                 for options in request.get('endpoints', ENDPOINTS)]
    ping = request.get('conf', {}).get('DEFAULT', {}).get('rpc_ping_enabled')
    with GLOBAL:        # the library looks for this one option there
        cfg.CONF.register_opts(rpc_dispatcher._dispatcher_opts)
        cfg.CONF.set_override('rpc_ping_enabled', bool(ping))
        server = om.get_rpc_server(
            tr, target, endpoints,
            executor=request.get('executor', 'threading'),
            serializer=serializer(request),
            access_policy=POLICIES[request.get('access_policy')])
    server.start()
    return Thing(tr, server, log, started=True)


def make_client(request):
    tr = transport(request, om.get_rpc_transport)
    options = given(request, 'timeout', 'version_cap', 'retry',
                    'call_monitor_timeout')
    if request.get('at_least_once'):
        options['transport_options'] = om.TransportOptions(at_least_once=True)
    make = getattr(om, 'get_rpc_client', om.RPCClient)
    return Thing(tr, make(tr, om.Target(**from_json(request['target'])),
                          serializer=serializer(request), **options))


def make_notifier(request):
    tr = transport(request, om.get_notification_transport)
    return Thing(tr, om.Notifier(
        tr, serializer=serializer(request),
        **given(request, 'publisher_id', 'driver', 'topics', 'retry')))


def make_listener(request):
    tr = transport(request, om.get_notification_transport)
    log = Log()
    targets = request.get('targets') or [
        {'topic': topic} for topic in request.get('topics',
                                                  ['notifications'])]
    batch = {'batch_size', 'batch_timeout'} & set(request)
    endpoint = Listener(log, request.get('priorities', PRIORITIES), batch,
                        request.get('answers', []))
    if 'filter' in request:
        endpoint.filter_rule = om.NotificationFilter(**request['filter'])
    make = om.get_batch_notification_listener if batch else \
        om.get_notification_listener
    listener = make(
        tr, [om.Target(**target) for target in targets], [endpoint],
        executor=request.get('executor', 'threading'),
        serializer=serializer(request),
        **given(request, 'pool', 'allow_requeue', 'batch_size',
                'batch_timeout'))
    listener.start()
    return Thing(tr, listener, log, started=True)


# --------------------------------------------------------------------------
# Commands
# --------------------------------------------------------------------------

MAKERS = {'server': make_server, 'client': make_client,
          'notifier': make_notifier, 'listener': make_listener}
THINGS = {}


def prepared(request):
    api = THINGS[request['id']].api
    if 'prepare' in request:
        api = api.prepare(**from_json(request['prepare']))
    return api


def do_call(request):
    return prepared(request).call(from_json(request.get('ctxt', {})),
                                  request['method'],
                                  **from_json(request.get('args', {})))


def do_cast(request):
    return prepared(request).cast(from_json(request.get('ctxt', {})),
                                  request['method'],
                                  **from_json(request.get('args', {})))


def do_can_send(request):
    return prepared(request).can_send_version(**given(request, 'version'))


class RequestContext(dict):
    """A service's request context. Notifiers of 16 and later send what
    redacted_copy leaves, and nothing of a plain dict."""

    def redacted_copy(self):
        whole = context.RequestContext(overwrite=False)
        for name, value in self.items():
            setattr(whole, name, value)
        redacted = whole.redacted_copy()
        return {name: value for name, value in self.items()
                if getattr(redacted, name, None) == value}


def do_notify(request):
    method = getattr(prepared(request), request.get('priority', 'info'))
    wrap = dict if request.get('plain') else RequestContext
    return method(wrap(from_json(request.get('ctxt', {}))),
                  request['event_type'], from_json(request.get('payload')))


def do_received(request):
    return THINGS[request['id']].log.wait(
        **given(request, 'count', 'timeout', 'clear', 'method'))


def do_stop(request):
    THINGS.pop(request['id']).stop()


def do_versions(request=None):
    from importlib import metadata
    found = {'python': sys.version.split()[0]}
    for package in ('oslo.messaging', 'kombu', 'amqp', 'oslo.serialization'):
        try:
            found[package] = metadata.version(package)
        except metadata.PackageNotFoundError:
            found[package] = None
    return found


COMMANDS = {name[3:]: function for name, function in list(globals().items())
            if name.startswith('do_')}


def run(request):
    command = request['cmd']
    if command in MAKERS:
        if request['id'] in THINGS:
            raise KeyError('id %s is taken' % request['id'])
        THINGS[request['id']] = MAKERS[command](request)
        return None
    return COMMANDS[command](request)


WRITING = threading.Lock()


def answer(**fields):
    line = json.dumps(fields) + '\n'
    with WRITING:
        ANSWERS.write(line)
        ANSWERS.flush()


def handle(request):
    try:
        fields = {'result': to_json(run(request))}
    except Exception as error:
        logging.info('%s failed', request.get('cmd'), exc_info=True)
        fields = {'error': described(error)}
    answer(n=request.get('n'), **fields)


def main():
    logging.basicConfig(
        stream=sys.stderr, level=os.environ.get('OSLOGEN_PEER_LOG', 'INFO'),
        format='%(asctime)s %(levelname)s %(name)s %(message)s')
    answer(versions=do_versions())
    for line in sys.stdin:
        threading.Thread(target=handle, args=(json.loads(line),),
                         daemon=True).start()
    os._exit(0)      # without waiting for anything


if __name__ == '__main__':
    main()
