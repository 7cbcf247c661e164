"""The manager that oslogen exports, in the place of servers.py. It records what
its methods are called with."""

from disks import manager

METHODS = sorted(manager.DisksManager.__abstractmethods__)


def recorded(name):
    def method(self, ctxt, **kwargs):
        return self.seen(name, **kwargs)
    return method


Manager = type('Manager', (manager.DisksManager,),
               {name: recorded(name) for name in METHODS})


def endpoints(version, seen):
    implementation = Manager()
    implementation.seen = seen
    return manager.disks_endpoints(implementation)
