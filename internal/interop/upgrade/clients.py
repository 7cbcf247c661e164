"""The clients of examples/versions/disks, one for each version, written as
OpenStack writes them: what is new raises the version, and ladders of
can_send_version take it away again."""

import oslo_messaging as messaging


class CannotSend(Exception):
    pass


class DisksAPIV1_0(object):
    version = '1.0'

    def __init__(self, transport, topic, cap=None):
        target = messaging.Target(topic=topic, version=self.version.split('.')[0] + '.0')
        self.client = messaging.get_rpc_client(transport, target, version_cap=cap or self.version, timeout=20)

    def create(self, ctxt, name, size):
        return self.client.prepare(version='1.0').call(ctxt, 'create', name=name, size=size)

    def delete(self, ctxt, disk):
        self.client.prepare(version='1.0').cast(ctxt, 'delete', disk=disk)

    def extend(self, ctxt, disk, size):
        return self.client.prepare(version='1.0').call(ctxt, 'extend', disk=disk, size=size)

    def detach(self, ctxt, disk):
        return self.client.prepare(version='1.0').call(ctxt, 'detach', disk=disk)

    def migrate(self, ctxt, disk, host):
        return self.client.prepare(version='1.0').call(ctxt, 'migrate', disk=disk, host=host)

    def tag(self, ctxt, disk, tags=None):
        self.client.prepare(version='1.0').cast(ctxt, 'tag', disk=disk, tags=tags)

    def scrub(self, ctxt):
        self.client.prepare(version='1.0', fanout=True).cast(ctxt, 'scrub')

    def stats(self, ctxt, disk, detailed):
        return self.client.prepare(version='1.0').call(ctxt, 'stats', disk=disk, detailed=detailed)

    def rescan(self, ctxt, host):
        self.client.prepare(version='1.0').cast(ctxt, 'rescan', host=host)


class DisksAPIV1_1(DisksAPIV1_0):
    version = '1.1'

    def delete(self, ctxt, disk, force=False):
        version = '1.1'
        kwargs = {'disk': disk, 'force': force}
        if not self.client.can_send_version(version):
            version = '1.0'
            kwargs.pop('force')
        self.client.prepare(version=version).cast(ctxt, 'delete', **kwargs)

    def attach(self, ctxt, disk, host):
        return self.client.prepare(version='1.1').call(ctxt, 'attach', disk=disk, host=host)


class DisksAPIV1_2(DisksAPIV1_1):
    version = '1.2'

    def snapshot(self, ctxt, disk):
        return self.client.prepare(version='1.2').call(ctxt, 'snapshot', disk=disk)

    def restore(self, ctxt, disk, snapshot_id):
        return self.client.prepare(version='1.2').call(ctxt, 'restore', disk=disk, snapshot_id=snapshot_id)

    def scrub(self, ctxt, depth=0):
        version = '1.2'
        kwargs = {'depth': depth}
        if not self.client.can_send_version(version):
            version = '1.0'
            kwargs = {}
        self.client.prepare(version=version, fanout=True).cast(ctxt, 'scrub', **kwargs)


class DisksAPIV1_3(DisksAPIV1_2):
    version = '1.3'

    def extend(self, ctxt, disk, new_size):
        version = '1.3'
        kwargs = {'disk': disk, 'new_size': new_size}
        if not self.client.can_send_version(version):
            version = '1.0'
            kwargs['size'] = kwargs.pop('new_size')
        return self.client.prepare(version=version).call(ctxt, 'extend', **kwargs)

    def attach(self, ctxt, disk, host, mode='rw'):
        version = '1.3'
        kwargs = {'disk': disk, 'host': host, 'mode': mode}
        if not self.client.can_send_version(version):
            if mode != 'rw':
                raise CannotSend('mode needs version 1.3')
            version = '1.1'
            kwargs.pop('mode')
        return self.client.prepare(version=version).call(ctxt, 'attach', **kwargs)


class DisksAPIV1_4(DisksAPIV1_3):
    version = '1.4'

    def stats(self, ctxt, disk):
        version = '1.4'
        kwargs = {'disk': disk}
        if not self.client.can_send_version(version):
            version = '1.0'
            kwargs['detailed'] = False
        return self.client.prepare(version=version).call(ctxt, 'stats', **kwargs)


class DisksAPIV2_0(object):
    version = '2.0'

    def __init__(self, transport, topic, cap=None):
        target = messaging.Target(topic=topic, version='2.0')
        self.client = messaging.get_rpc_client(transport, target, version_cap=cap or self.version, timeout=20)

    def _ver(self, old):
        return '2.0' if self.client.can_send_version('2.0') else old

    def create(self, ctxt, name, size):
        return self.client.prepare(version=self._ver('1.0')).call(ctxt, 'create', name=name, size=size)

    def delete(self, ctxt, disk, force=False):
        self.client.prepare(version=self._ver('1.1')).cast(ctxt, 'delete', disk=disk, force=force)

    def extend(self, ctxt, disk, new_size):
        return self.client.prepare(version=self._ver('1.3')).call(ctxt, 'extend', disk=disk, new_size=new_size)

    def attach(self, ctxt, disk, host, mode='rw'):
        return self.client.prepare(version=self._ver('1.3')).call(ctxt, 'attach', disk=disk, host=host, mode=mode)

    def release(self, ctxt, disk, host):
        return self.client.prepare(version='2.0').call(ctxt, 'release', disk=disk, host=host)

    def move(self, ctxt, disk, host):
        method = 'move' if self.client.can_send_version('2.0') else 'migrate'
        return self.client.prepare(version=self._ver('1.0')).call(ctxt, method, disk=disk, host=host)

    def snapshot(self, ctxt, disk):
        return self.client.prepare(version=self._ver('1.2')).call(ctxt, 'snapshot', disk=disk)

    def restore(self, ctxt, disk, source):
        version = '2.0'
        kwargs = {'disk': disk, 'source': source}
        if not self.client.can_send_version(version):
            version = '1.2'
            kwargs['snapshot_id'] = kwargs.pop('source')['snapshot']
        return self.client.prepare(version=version).call(ctxt, 'restore', **kwargs)

    def tag(self, ctxt, disk, tags=None):
        self.client.prepare(version=self._ver('1.0')).cast(ctxt, 'tag', disk=disk, tags=tags)

    def scrub(self, ctxt):
        self.client.prepare(version=self._ver('1.0'), fanout=True).cast(ctxt, 'scrub')

    def stats(self, ctxt, disk):
        return self.client.prepare(version=self._ver('1.4')).call(ctxt, 'stats', disk=disk)

    def rescan(self, ctxt, host):
        self.client.prepare(version=self._ver('1.0')).cast(ctxt, 'rescan', host=host)


class DisksAPIV2_1(DisksAPIV2_0):
    version = '2.1'

    def snapshot(self, ctxt, disk, limits=None):
        version = '2.1'
        kwargs = {'disk': disk, 'limits': limits}
        if not self.client.can_send_version(version):
            if limits is not None:
                raise CannotSend('limits need version 2.1')
            version = self._ver('1.2')
            kwargs.pop('limits')
        return self.client.prepare(version=version).call(ctxt, 'snapshot', **kwargs)

    def replicate(self, ctxt, disk, host):
        return self.client.prepare(version='2.1').call(ctxt, 'replicate', disk=disk, host=host)


class DisksAPIV2_2(DisksAPIV2_1):
    version = '2.2'

    def replicate(self, ctxt, disk, host, priority=0, verify=True):
        version = '2.2'
        kwargs = {'disk': disk, 'host': host, 'priority': priority, 'verify': verify}
        if not self.client.can_send_version(version):
            if verify is not True:
                raise CannotSend('verify needs version 2.2')
            version = '2.1'
            kwargs.pop('priority')
            kwargs.pop('verify')
        return self.client.prepare(version=version).call(ctxt, 'replicate', **kwargs)


def make(version, transport, topic, cap):
    return globals()['DisksAPIV' + version.replace('.', '_')](transport, topic, cap)
