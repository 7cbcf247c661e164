"""The client that oslogen exports, in the place of clients.py."""

from disks import rpcapi


class DisksAPI(rpcapi.DisksAPI):
    def _snapshot_of(self, source):
        return source['snapshot']


def make(version, transport, topic, cap):
    return DisksAPI(transport, version_cap=cap or None)
