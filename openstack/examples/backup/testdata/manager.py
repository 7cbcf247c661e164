"""Stands for cinder-backup: the methods of its manager, at a given version.

It prints a line of JSON for each method that is run.
"""
import json
import sys

from oslo_config import cfg
import oslo_messaging as messaging

url, version = sys.argv[1:]


def report(method, **kwargs):
    print(json.dumps(dict(kwargs, method=method), sort_keys=True), flush=True)


class BackupManager(object):
    target = messaging.Target(version=version)

    def create_backup(self, context, backup):
        data = backup['versioned_object.data']
        report('create_backup', backup=data['id'], status=data['status'])

    if version < '2.4':
        def restore_backup(self, context, backup, volume_id):
            report('restore_backup', volume=volume_id)
    else:
        def restore_backup(self, context, backup, volume_id, volume_is_new):
            report('restore_backup', volume=volume_id, new=volume_is_new)


conf = cfg.ConfigOpts()
conf([])
transport = messaging.get_rpc_transport(conf, url=url)
server = messaging.get_rpc_server(transport, messaging.Target(topic='cinder-backup', server='host1'), [BackupManager()],
                                  executor='threading')
server.start()
print('ready', flush=True)
server.wait()
