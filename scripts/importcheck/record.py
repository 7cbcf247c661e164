"""Records what real client classes send, with a transport that sends nothing.

The classes run inside the real oslo.messaging: versions, caps and contexts are
its own. Only the transport, the serializers and what asks a database are
replaced. Arguments are strings that name the parameter they came from.

    record.py CAPS.json OUT.json MODULE:CLASS...

CAPS.json maps MODULE:CLASS to the version caps to try. Each method is called
with every argument set, with the defaults, with each flag turned round and with
each default replaced alone.
"""

import importlib
import inspect
import json
import sys
import types

import oslo_messaging
from oslo_config import cfg
from oslo_messaging import transport as om_transport
from oslo_messaging.rpc import client as om_client


class Tag(str):
    """A value that knows where it came from, and is whatever it is taken for."""

    def __getattr__(self, name):
        if name.startswith('__'):
            raise AttributeError(name)
        return Tag(self + '.' + name)

    def __call__(self, *args, **kwargs):
        return Tag(self + '()')

    def __getitem__(self, key):
        if isinstance(key, slice):
            return Tag(self + '[:]')
        return Tag('%s[%s]' % (str(self), key))

    def __iter__(self):
        return iter([Tag(self + '[]')])

    def get(self, key, default=None):
        return Tag('%s[%s]' % (str(self), key))

    def __setitem__(self, key, value):
        pass

    def keys(self):
        return []


class Context(types.SimpleNamespace):
    def __init__(self):
        super().__init__(mq_connection=None, is_admin=True, user_id='u',
                         project_id='p')

    def to_dict(self):
        return {}

    def elevated(self):
        return self


class Transport(om_transport.RPCTransport):
    def __init__(self, conf):
        self.conf = conf
        self.sent = []

    def _require_driver_features(self, **kwargs):
        pass

    def _send(self, target, ctxt, message, wait_for_reply=None, timeout=None,
              call_monitor_timeout=None, retry=None, **kwargs):
        kind = 'call' if wait_for_reply else 'cast'
        if target.fanout:
            kind = 'fanout'
        self.sent.append({
            'wire': message['method'], 'kind': kind,
            'args': {k: repr(v) for k, v in message['args'].items()},
            'absent': sorted(k for k, v in message['args'].items()
                             if v is None or v is False),
            'version': message.get('version'), 'topic': target.topic,
            'namespace': message.get('namespace'), 'server': target.server,
            'timeout': timeout, 'monitor': call_monitor_timeout})
        return Tag('reply')


CAP = None
conf = cfg.CONF
transport = Transport(conf)
original = om_client.RPCClient.__init__


def make_client(self, _transport, target, timeout=None, version_cap=None,
                serializer=None, retry=None, call_monitor_timeout=None, **kw):
    original(self, transport, target, timeout=timeout, version_cap=CAP,
             serializer=None, retry=retry,
             call_monitor_timeout=call_monitor_timeout, _manual_load=False)


om_client.RPCClient.__init__ = make_client


def get_rpc_client(_transport, target, client_cls=om_client.RPCClient, **kw):
    return client_cls(transport, target, _manual_load=False)


oslo_messaging.get_rpc_client = get_rpc_client


def quiet(name):
    """Prepares the modules of a service that want a database or a broker."""
    for module in ('nova.rpc', 'cinder.rpc', 'manila.rpc', 'designate.rpc',
                   'ironic.common.rpc', 'neutron_lib.rpc',
                   'heat.common.messaging'):
        if module.split('.')[0].split('_')[0] != name.split('.')[0]:
            continue
        m = importlib.import_module(module)
        m.TRANSPORT = transport
        if module == 'cinder.rpc':
            m.RPCAPI.determine_rpc_version_cap = classmethod(lambda c: CAP)
            m.RPCAPI.determine_obj_version_cap = classmethod(lambda c: '1.38')
        if module == 'ironic.common.rpc':
            m.GLOBAL_MANAGER = None
        if module == 'nova.rpc':
            importlib.import_module('nova.objects').register_all()
        if module == 'neutron_lib.rpc':
            importlib.import_module('neutron.objects').register_objects()
            dhcp = importlib.import_module('neutron.conf.common')
            dhcp.register_core_common_config_opts(conf)
            agent = importlib.import_module('neutron.conf.agent.common')
            agent.register_agent_state_opts_helper(conf)


def undecorated(fn):
    """The function below decorators that hide its parameters."""
    fn = inspect.unwrap(getattr(fn, '__func__', fn))
    cells = [c.cell_contents for c in getattr(fn, '__closure__', None) or ()]
    inner = [c for c in cells if inspect.isfunction(c)]
    names = set(inspect.signature(fn).parameters)
    if inner and names <= {'self', 'args', 'kwargs'}:
        return undecorated(inner[0])
    return fn


def parameters(fn):
    rows = list(inspect.signature(undecorated(fn)).parameters.values())
    rows = [p for p in rows if p.name not in ('self', 'cls')]
    contexts = ('context', 'ctxt', 'cnxt', 'ctx', 'rpc_context', 'cntxt')
    return [p for p in rows if p.name not in contexts], [
        p.name for p in rows if p.name in contexts]


def variants(fn):
    """The arguments of some calls: (what was set beyond the defaults, kwargs)."""
    rows, contexts = parameters(fn)
    base = {name: Context() for name in contexts}
    rows = [p for p in rows if p.kind not in (p.VAR_KEYWORD, p.VAR_POSITIONAL)]
    for p in rows:
        base[p.name] = Tag(p.name) if p.default is p.empty else p.default
    yield 'defaults', dict(base)
    every = dict(base)
    for p in rows:
        if not isinstance(p.default, bool):
            every[p.name] = Tag(p.name)
    yield 'set', every
    for p in rows:
        if p.default is p.empty:
            continue
        one = dict(base)
        one[p.name] = (not p.default) if isinstance(p.default, bool) else (
            Tag(p.name))
        yield p.name, one


def make(cls):
    rows, _ = parameters(cls.__init__)
    args = {p.name: Tag(p.name) for p in rows
            if p.default is p.empty and
            p.kind not in (p.VAR_KEYWORD, p.VAR_POSITIONAL)}
    if hasattr(cls, '_instance'):
        del cls._instance
    module = sys.modules[cls.__module__]
    if hasattr(module, '_ROUTER'):
        module._ROUTER = None
    return cls(**args)


def record(cls, caps):
    global CAP
    rows = []
    names = [n for n, _ in inspect.getmembers(cls, inspect.isfunction)
             if not n.startswith('__')]
    for cap in [None] + caps:
        CAP = cap
        for name in names:
            for what, kwargs in variants(getattr(make(cls), name)):
                rows += attempt(cls, cap, name, what, kwargs)
    return rows


def attempt(cls, cap, name, what, kwargs):
    transport.sent.clear()
    given = {k: isinstance(v, Tag) for k, v in kwargs.items()
             if not isinstance(v, Context)}
    try:
        getattr(make(cls), name)(**kwargs)
        error = None
    except Exception as e:
        error = type(e).__name__
    if error is not None and not transport.sent and name.startswith('_'):
        return []
    return [{'python': name, 'cap': cap, 'variant': what, 'error': error,
             'given': given, 'sent': list(transport.sent)}]


def main():
    with open(sys.argv[1]) as f:
        caps = json.load(f)
    classes = {}
    for path in sys.argv[3:]:
        module, name = path.split(':')
        quiet(module)
        classes[path] = getattr(importlib.import_module(module), name)
    conf([], project='record', default_config_files=[])
    om_transport._get_transport(conf, 'fake://')
    out = {}
    for path, cls in classes.items():
        try:
            make(cls)
        except Exception as e:
            print('cannot make %s: %s' % (path, e))  # a mixin
            continue
        out[path] = record(cls, caps.get(path, []))
    with open(sys.argv[2], 'w') as f:
        json.dump(out, f, indent=1)


main()
