"""The servers of examples/versions/disks, one for each version, written as
OpenStack writes them: a new argument has a default, a renamed one is taken
by both names, and a new major is served beside a proxy for the old one."""

import oslo_messaging as messaging


class DisksV1_0(object):
    target = messaging.Target(version='1.0')

    def __init__(self, seen):
        self.seen = seen

    def create(self, context, name, size):
        return self.seen('create', name=name, size=size)

    def delete(self, context, disk):
        return self.seen('delete', disk=disk)

    def extend(self, context, disk, size):
        return self.seen('extend', disk=disk, size=size)

    def detach(self, context, disk):
        return self.seen('detach', disk=disk)

    def migrate(self, context, disk, host):
        return self.seen('migrate', disk=disk, host=host)

    def tag(self, context, disk, tags=None):
        return self.seen('tag', disk=disk, tags=tags or [])

    def scrub(self, context):
        return self.seen('scrub')

    def stats(self, context, disk, detailed):
        return self.seen('stats', disk=disk, detailed=detailed)

    def rescan(self, context, host):
        return self.seen('rescan', host=host)


class DisksV1_1(DisksV1_0):
    target = messaging.Target(version='1.1')

    def delete(self, context, disk, force=False):
        return self.seen('delete', disk=disk, force=force)

    def attach(self, context, disk, host):
        return self.seen('attach', disk=disk, host=host)


class DisksV1_2(DisksV1_1):
    target = messaging.Target(version='1.2')

    def snapshot(self, context, disk):
        return self.seen('snapshot', disk=disk)

    def restore(self, context, disk, snapshot_id):
        return self.seen('restore', disk=disk, snapshot_id=snapshot_id)

    def scrub(self, context, depth=0):
        return self.seen('scrub', depth=depth)


class DisksV1_3(DisksV1_2):
    target = messaging.Target(version='1.3')

    def extend(self, context, disk, new_size=None, size=None):
        # TODO(disks): remove size in 2.0
        if new_size is None:
            new_size = size
        return self.seen('extend', disk=disk, new_size=new_size)

    def attach(self, context, disk, host, mode='rw'):
        return self.seen('attach', disk=disk, host=host, mode=mode)


class DisksV1_4(DisksV1_3):
    target = messaging.Target(version='1.4')

    def stats(self, context, disk, detailed=None):
        # detailed is not used any more
        return self.seen('stats', disk=disk)


class DisksV2_0(object):
    target = messaging.Target(version='2.0')

    def __init__(self, seen):
        self.seen = seen

    def create(self, context, name, size):
        return self.seen('create', name=name, size=size)

    def delete(self, context, disk, force):
        return self.seen('delete', disk=disk, force=force)

    def extend(self, context, disk, new_size):
        return self.seen('extend', disk=disk, new_size=new_size)

    def attach(self, context, disk, host, mode='rw'):
        return self.seen('attach', disk=disk, host=host, mode=mode)

    def release(self, context, disk, host):
        return self.seen('release', disk=disk, host=host)

    def move(self, context, disk, host):
        return self.seen('move', disk=disk, host=host)

    def snapshot(self, context, disk):
        return self.seen('snapshot', disk=disk)

    def restore(self, context, disk, source):
        return self.seen('restore', disk=disk, source=source)

    def tag(self, context, disk, tags=None):
        return self.seen('tag', disk=disk, tags=tags or [])

    def scrub(self, context):
        return self.seen('scrub')

    def stats(self, context, disk):
        return self.seen('stats', disk=disk)

    def rescan(self, context, host):
        return self.seen('rescan', host=host)


class DisksV2_1(DisksV2_0):
    target = messaging.Target(version='2.1')

    def snapshot(self, context, disk, limits=None):
        return self.seen('snapshot', disk=disk, limits=limits)

    def replicate(self, context, disk, host):
        return self.seen('replicate', disk=disk, host=host)


class DisksV2_2(DisksV2_1):
    target = messaging.Target(version='2.2')

    def replicate(self, context, disk, host, priority=0, verify=True):
        return self.seen('replicate', disk=disk, host=host,
                         priority=priority, verify=verify)


class _DisksV1Proxy(DisksV1_4):
    """Version 1.4 of a server of version 2."""


def endpoints(version, seen):
    cls = globals()['DisksV' + version.replace('.', '_')]
    if version.startswith('2.'):
        return [cls(seen), _DisksV1Proxy(seen)]
    return [cls(seen)]
