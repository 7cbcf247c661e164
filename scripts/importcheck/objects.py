"""Compares imported versioned objects with the real classes.

    objects.py IMPORTED.json MODULE...

It imports the modules, so that their classes exist, and asks each class for its
version, its fields, their types and whether they are nullable. Types are judged
by the field objects of the real library. Nothing here reads syntax.
"""

import importlib
import json
import sys

from oslo_versionedobjects import base
from oslo_versionedobjects import fields

SCALARS = [
    (fields.FlexibleBoolean, 'bool'), (fields.Boolean, 'bool'),
    (fields.Integer, 'int64'), (fields.Float, 'float64'),
    (fields.DateTime, 'time.Time'), (fields.String, 'string'),
    (fields.IPAddress, 'string'), (fields.IPNetwork, 'string'),
    (fields.MACAddress, 'string'), (fields.PCIAddress, 'string'),
    (fields.UUID, 'string'), (fields.StringPattern, 'string'),
]


def go_type(t):
    """The Go type of the values of a field type, or None if it is unknown."""
    if isinstance(t, fields.Object):
        return None if t._subclasses else t._obj_name
    if isinstance(t, (fields.List, fields.Set)):
        inner = element(t._element_type)
        return inner and '[]' + inner
    if isinstance(t, fields.Dict):
        inner = element(t._element_type)
        return inner and 'map[string]' + inner
    for kind, name in SCALARS:
        if isinstance(t, kind):
            return name
    if type(t).__name__ == 'FlexibleDict':
        return 'map[string]any'
    if type(t).__name__ == 'MACAddress':
        return 'string'
    return None


def element(f):
    inner = go_type(f._type)
    plain = inner and inner.startswith(('[]', 'map['))
    return '*' + inner if inner and f.nullable and not plain else inner


def expected(field, payload):
    t = go_type(field._type)
    if t is None:
        return 'any'
    if t.startswith(('[]', 'map[')):
        return t
    is_object = isinstance(field._type, fields.Object)
    return '*' + t if field.nullable or is_object and not payload else t


def main():
    with open(sys.argv[1]) as f:
        imported = json.load(f)
    for module in sys.argv[2:]:
        importlib.import_module(module)
    real = {}
    for c in all_classes(base.VersionedObject):
        real.setdefault((c.__module__.replace('.', '/') + '.py', c.__name__), c)
    classes = right = total = 0
    for o in imported['objects']:
        c = real.get((o['pos']['file'], o['class']))
        if c is None:
            print('not found:', o['class'])
            continue
        classes += 1
        if o['version'] != c.VERSION:
            print('%s: version %s, and it is %s' % (
                o['class'], o['version'], c.VERSION))
        mine = {f['wire']: f for f in o['fields']}
        for name in sorted(set(mine) | set(c.fields)):
            total += 1
            if name not in mine or name not in c.fields:
                print('%s.%s: only %s' % (
                    o['class'], name, 'here' if name in mine else 'there'))
                continue
            field, f = c.fields[name], mine[name]
            want = expected(field, o['payload'])
            if f['type'] == want and f.get('nullable', False) == bool(field.nullable):
                right += 1
            else:
                print('%s.%s: %s, and it is %s (%r)' % (
                    o['class'], name, f['type'], want, field))
    print('%d classes, %d of %d fields right' % (classes, right, total))


def all_classes(c):
    for sub in c.__subclasses__():
        yield sub
        yield from all_classes(sub)


main()
