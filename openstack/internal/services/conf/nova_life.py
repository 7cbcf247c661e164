"""Takes an instance through its life with nova's own code.

Nova sends the notifications of each change. The last argument is the UUID.
"""
import sys

from nova import config
from nova import context
from nova import objects
from nova import rpc
from nova.compute import utils
from nova.compute import vm_states
from nova.network import model
from nova.objects import fields

uuid = sys.argv.pop()
config.parse_args(sys.argv)
objects.register_all()
ctxt = context.get_admin_context()
ctxt.user_id, ctxt.project_id = 'alice', 'demo'

flavor = objects.Flavor(name='small', memory_mb=512, vcpus=1, root_gb=1, ephemeral_gb=0, swap=0, flavorid='f1',
                        rxtx_factor=1.0, vcpu_weight=None, disabled=False, is_public=True, description=None,
                        extra_specs={}, projects=[], id=1, created_at=None, updated_at=None, deleted_at=None, deleted=False)
instance = objects.Instance(ctxt, uuid=uuid, user_id='alice', project_id='demo', host='host1', node='host1',
                            display_name='web', display_description='', hostname='web', vm_state=vm_states.BUILDING,
                            image_ref='image', metadata={}, system_metadata={}, availability_zone='nova',
                            memory_mb=512, vcpus=1, root_gb=1, ephemeral_gb=0, instance_type_id=1,
                            info_cache=objects.InstanceInfoCache(network_info=model.NetworkInfo()))
instance.flavor, instance.old_flavor, instance.new_flavor = flavor, None, None
instance.create()

notifier = rpc.get_notifier('compute', 'host1')


def act(action, phase):
    utils.notify_about_instance_usage(notifier, ctxt, instance, '%s.%s' % (action, phase), network_info=[])
    utils.notify_about_instance_action(ctxt, instance, 'host1', action=action, phase=phase)


act(fields.NotificationAction.POWER_ON, fields.NotificationPhase.START)
instance.vm_state = vm_states.ACTIVE
instance.save()
act(fields.NotificationAction.POWER_ON, fields.NotificationPhase.END)
instance.vm_state = vm_states.DELETED
instance.save()
act(fields.NotificationAction.DELETE, fields.NotificationPhase.END)
