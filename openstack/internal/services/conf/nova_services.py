"""Creates the services of two compute hosts with nova's own code."""
import sys

from nova import config
from nova import context
from nova import objects

hosts = [sys.argv.pop(), sys.argv.pop()]
config.parse_args(sys.argv)
objects.register_all()
for host in sorted(hosts):
    objects.Service(context.get_admin_context(), host=host, binary='nova-compute', topic='compute').create()
