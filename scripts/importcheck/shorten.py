"""Shortens what record.py wrote to what a test needs.

    shorten.py RECORDED.json... > OUT.json

It keeps the methods whose messages depend on the cap. Rows that are the same at
several caps are one. "absent" are the arguments that are None or False.
"""

import json
import sys


def main():
    out = {}
    for path in sys.argv[1:]:
        with open(path) as f:
            recorded = json.load(f)
        for name, rows in recorded.items():
            out[name.replace(':', '.')] = shorten(rows)
    json.dump(out, sys.stdout, separators=(',', ':'), sort_keys=True)
    print()


def shorten(rows):
    methods = {}
    for row in rows:
        if not row['python'].startswith('_'):
            methods.setdefault(row['python'], []).append(row)
    return {name: merge(rows) for name, rows in sorted(methods.items()) if changes(rows)}


def essence(row):
    return {'variant': row['variant'], 'error': row['error'], 'sent': [
        {'method': s['wire'], 'kind': s['kind'], 'label': s['version'], 'args': sorted(s['args']), 'absent': s['absent']}
        for s in row['sent']]}


def changes(rows):
    """Whether a cap of the newest major makes a difference, or any other."""
    seen = {}
    for row in rows:
        seen.setdefault(row['variant'], set()).add(json.dumps(
            [row['error'], [[s['wire'], sorted(s['args'])] for s in row['sent']]], sort_keys=True))
    return any(row['sent'] for row in rows) and any(len(s) > 1 for s in seen.values())


def merge(rows):
    merged = {}
    for row in rows:
        key = json.dumps(essence(row), sort_keys=True)
        merged.setdefault(key, []).append(row['cap'] or '')
    return [dict(json.loads(key), caps=caps) for key, caps in merged.items()]


main()
