"""Facts about oslo.messaging that the documents state, as JSON."""

import json
import sys

from oslo_config import cfg
import oslo_messaging
from oslo_messaging import conffixture
from oslo_messaging import server
from oslo_messaging._drivers import amqp


def nested(depth):
    """Whether JSON of that depth is read."""
    try:
        json.loads('[' * depth + ']' * depth)
    except RecursionError:
        return False
    return True


json.load(sys.stdin)
conf = cfg.ConfigOpts()
conffixture.ConfFixture(conf).setUp()
conf.register_opts(server._pool_opts)
rabbit = conf.oslo_messaging_rabbit
json.dump({
    'remembered ids': amqp._MsgIdCache.DUP_MSG_CHECK_SIZE,
    'reads 900 levels': nested(900),
    'reads 1100 levels': nested(1100),
    'rpc_response_timeout': conf.rpc_response_timeout,
    'control_exchange': conf.control_exchange,
    'executor_thread_pool_size': conf.executor_thread_pool_size,
    'notification drivers': conf.oslo_messaging_notifications.driver,
    'notification topics': conf.oslo_messaging_notifications.topics,
    'rabbit_qos_prefetch_count': rabbit.rabbit_qos_prefetch_count,
    'rabbit_retry_interval': rabbit.rabbit_retry_interval,
    'rabbit_retry_backoff': rabbit.rabbit_retry_backoff,
    'rpc_conn_pool_size': conf.oslo_messaging_rabbit.rpc_conn_pool_size,
    'exceptions': [name for name in (
        'MessageDeliveryFailure', 'MessageUndeliverable', 'MessagingTimeout',
        'RPCVersionCapError', 'InvalidTarget', 'ServerListenError',
        'NoSuchMethod', 'UnsupportedVersion', 'RemoteError',
        'DriverLoadFailure', 'NotificationFilter')
        if not hasattr(oslo_messaging, name)],
}, sys.stdout)
