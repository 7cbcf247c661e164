"""Makes and reads versioned objects with the real oslo.versionedobjects.

Reads {"make": [{field: value}], "read": [primitive]} and writes the same keys:
the primitives of new objects, and for each primitive what Python has read.
"""
import datetime
import json
import sys

from oslo_serialization import jsonutils
from oslo_versionedobjects import base
from oslo_versionedobjects import fields


class NovaObject(base.VersionedObject):
    OBJ_SERIAL_NAMESPACE = 'nova_object'
    OBJ_PROJECT_NAMESPACE = 'nova'


@base.VersionedObjectRegistry.register
class Flavor(NovaObject):
    VERSION = '1.2'
    fields = {
        'name': fields.StringField(),
        'vcpus': fields.IntegerField(),
        'disabled': fields.BooleanField(),
    }


@base.VersionedObjectRegistry.register
class Service(NovaObject):
    VERSION = '1.22'
    fields = {
        'host': fields.StringField(),
        'disabled_reason': fields.StringField(nullable=True),
        'forced_down': fields.BooleanField(),
        'report_count': fields.IntegerField(),
        'last_seen_up': fields.DateTimeField(nullable=True),
        'flavor': fields.ObjectField('Flavor', nullable=True),
        'flavors': fields.ListOfObjectsField('Flavor'),
        'zone': fields.StringField(),
        'zones': fields.ListOfObjectsField('Flavor'),
    }


class Serializer(base.VersionedObjectSerializer):
    OBJ_BASE_CLASS = NovaObject


def make(values):
    values = dict(values)
    kept = values.pop('saved', False)
    if values.get('last_seen_up'):
        values['last_seen_up'] = datetime.datetime.fromisoformat(values['last_seen_up'])
    for name in ('flavors', 'zones'):
        if name in values:
            values[name] = [Flavor(**v) for v in values[name]]
    if values.get('flavor'):
        values['flavor'] = Flavor(**values['flavor'])
    service = Service(**values)
    if kept:
        service.obj_reset_changes(recursive=True)
    return service.obj_to_primitive()


def read(primitive):
    service = Serializer().deserialize_entity(None, primitive)
    return {
        'version': service.VERSION,
        'set': sorted(n for n in service.fields if service.obj_attr_is_set(n)),
        'changes': sorted(service.obj_what_changed()),
        'again': service.obj_to_primitive(),
    }


questions = json.load(sys.stdin)
print(jsonutils.dumps({
    'make': [make(v) for v in questions.get('make') or []],
    'read': [read(p) for p in questions.get('read') or []],
}))
