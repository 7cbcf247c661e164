"""A made-up Python service: exceptions, importable so that clients may allow
them as remote exceptions, and an endpoint as OpenStack's services write them."""

import json


class CustomError(Exception):
    """An exception that carries keyword arguments."""

    def __init__(self, message=None, **kwargs):
        super().__init__(message)
        self.kwargs = kwargs


class InstanceNotFound(Exception):
    """In the style of OpenStack services: the text is made of kwargs."""

    msg_fmt = 'Instance %(instance_id)s could not be found.'

    def __init__(self, message=None, **kwargs):
        self.kwargs = kwargs
        super().__init__(message or self.msg_fmt % kwargs)


class Unconstructible(Exception):
    """Cannot be made again from its args, so it never arrives as itself."""

    def __init__(self, first, second):
        super().__init__('%s and %s' % (first, second))


class OverQuota(Exception):
    """Takes keywords only."""

    def __init__(self, *, limit):
        self.kwargs = {'limit': limit}
        super().__init__('over the limit of %d' % limit)


class PortNotFound(Exception):
    """In the style of Neutron: keywords only, and it keeps none of them."""

    message = 'Port %(port_id)s could not be found.'

    def __init__(self, **kwargs):
        super().__init__(self.message % kwargs)


class NodeNotFound(Exception):
    """In the style of Ironic: what it keeps of its keywords is JSON text."""

    msg_fmt = 'Node %(node)s could not be found.'

    def __init__(self, message=None, **kwargs):
        self.kwargs = {name: json.dumps(value)
                       for name, value in kwargs.items()}
        super().__init__(message or self.msg_fmt % kwargs)


class Agents:
    """Methods with optional arguments, **kwargs and tuples, and one that is
    called and cast."""

    def __init__(self):
        self.hosts = []

    def report_state(self, context, agent_state, time=None):
        self.hosts.append(agent_state['host'])
        return 'alive'

    def reported(self, context):
        return self.hosts

    def rebuild(self, context, instance, reason='', recreate=True,
                retry='never', count=-3, limits=None, disks=None, tags=None):
        return [instance, reason, recreate, retry, count, limits, disks, tags]

    def open(self, context, name, **kwargs):
        return dict(kwargs, opened=name)

    def page(self, context, marker=None):
        if marker is None:
            return ['a', 'b'], 'b', True
        return [], None, False

    def spend(self, context, amount):
        raise OverQuota(limit=amount - 1)
