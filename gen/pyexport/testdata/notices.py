"""Sends the notifications of golden/odd by their notifier, and takes them by an
endpoint, over one fake transport. Prints what the endpoint gets."""

import datetime
import sys
import threading

from oslo_config import cfg
import oslo_messaging as messaging

sys.path.insert(0, sys.argv[1])
sys.dont_write_bytecode = True

from odd import notifications  # noqa: E402
from odd import objects  # noqa: E402

conf = cfg.CONF
conf([], project='notices', default_config_files=[])
messaging.set_transport_defaults('ex-north')
transport = messaging.get_notification_transport(conf, 'fake://')
done = threading.Semaphore(0)
got = []


class Endpoint(notifications.NoticesEndpoint):
    def take(self, event, payload):
        got.append('%s %s' % (event, payload))
        done.release()

    def created(self, ctxt, publisher_id, event_type, payload, metadata):
        self.take('created by ' + publisher_id,
                  '%s %s %s' % (payload.name, payload.parent.id,
                                payload.others['a'].size))

    def plain(self, ctxt, publisher_id, event_type, payload, metadata):
        self.take('plain', payload)

    def changed(self, ctxt, publisher_id, event_type, payload, metadata):
        self.take('changed', payload)

    def all(self, ctxt, publisher_id, event_type, payload, metadata):
        self.take('all', event_type)


listener = messaging.get_notification_listener(
    transport, notifications.notices_targets('north'), [Endpoint()],
    executor='threading', serializer=objects.OddSerializer())
listener.start()
notifier = notifications.NoticesNotifier(transport, 'h1', driver='messaging')
parent = objects.Server(id=7)
server = objects.Server(
    id=1, name='s', at=datetime.datetime(2026, 1, 2), up=True, load=0.5,
    tags=['t'], extra={'k': None}, sizes={'a': [1]}, parent=parent,
    disks=[objects.Disk(size=2)], others={'a': objects.Disk(size=3)},
    any={'x': 1}, nested=[{'a': 'b'}], numbers={'n': 1})
notifier.created({}, server)
notifier.plain({}, {'p': 1})
raw = messaging.Notifier(transport, publisher_id='compute:h2',
                         driver='messaging', topics=notifier.TOPICS[:1])
raw.error({'user_id': '12'}, 'volume.attach', {'state': 'in-use'})
raw.error({'user_id': 'x'}, 'volume.attach', {'state': 'in-use'})
raw.info({'user_id': '12'}, 'volumes', {'state': 'in-use'})
for _ in range(4 + 4 + 2 + 1 + 1):
    done.acquire(timeout=20)
listener.stop()
listener.wait()
print('\n'.join(sorted(got)))
