"""Creates a node with ironic's own code. The last argument is its UUID."""
import sys

from ironic.common import context
from ironic.common import service
from ironic import objects

uuid = sys.argv.pop()
service.prepare_service('ironic_conductor', sys.argv)
objects.register_all()
node = objects.Node(context.get_admin_context(), uuid=uuid, driver='fake-hardware', power_state='power off',
                    provision_state='available', driver_info={}, properties={})
for name in ('bios', 'boot', 'console', 'deploy', 'inspect', 'management', 'power', 'raid', 'rescue', 'vendor'):
    setattr(node, name + '_interface', 'fake')
node.network_interface = node.storage_interface = 'noop'
node.create()
