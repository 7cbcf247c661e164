"""Writes the version caps to try for each class that was imported.

    caps.py CAPS.json IMPORT.json...

They are every minor of every major that the interface has. It prints the classes,
one a line.
"""

import json
import sys

caps = {}
for path in sys.argv[2:]:
    with open(path) as f:
        interfaces = json.load(f)['interfaces']
    for i in interfaces:
        module, _, cls = i['class'].rpartition('.')
        caps[module + ':' + cls] = [
            '%s.%d' % (v.split('.')[0], minor)
            for v in [i['version']] + i.get('also', [])
            for minor in range(int(v.split('.')[1]) + 1)]
with open(sys.argv[1], 'w') as f:
    json.dump(caps, f)
print('\n'.join(caps))
