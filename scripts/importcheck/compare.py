"""Compares what oslogen import found with what the real classes sent.

    compare.py [-v] FILE.json...

A file is the output of oslogen import --json, or that of record.py. This script
knows the rules of versions, and reads no Python. -v prints what differs.
"""

import collections
import json
import sys

VERBOSE = '-v' in sys.argv


def version(text):
    major, minor = (text or '1.0').split('.')[:2]
    return int(major), int(minor)


class Interface:
    def __init__(self, data):
        self.data = data
        self.methods = data['methods']
        self.last = {}
        for v in [data['version']] + data.get('also', []):
            self.last[version(v)[0]] = version(v)
        self.oldest = min(self.last)

    def limit(self, cap):
        """The highest version that a client with a cap may send."""
        if cap is None:
            return version(self.data['version'])
        return version(cap)

    def find(self, wire, kind, at):
        for m in self.methods:
            if m['kind'] != kind:
                continue
            names = {m['wire']}
            if m.get('was'):
                old = at < version(m['renamed'])
                names = {m['was'] if old else m['wire']}
            if wire in names:
                return m
        return None

    def available(self, thing, at):
        floor = version(thing['since']) if thing.get('since') else (0, 0)
        if at < floor:
            return False
        return not thing.get('until') or at <= version(thing['until'])


class Tally:
    """Counts checks, and the methods or arguments that fail any of them."""

    def __init__(self):
        self.n = collections.Counter()
        self.facts = {}

    def check(self, what, ok, fact, text):
        self.n[what, bool(ok)] += 1
        why = self.facts.setdefault((what, fact), [])
        if not ok:
            why.append(text)

    def add(self, other):
        self.n.update(other.n)
        self.facts.update(other.facts)


def wire_name(arg, at):
    if arg.get('was') and at < version(arg['renamed']):
        return arg['was']
    return arg['wire']


def compare(iface, rows, tally, seen):
    uncapped = {}
    helpers = {r['python'] for r in rows if r['python'].startswith('_')}
    helpers -= {p for m in iface.methods for p in m['python']}
    for row in rows:
        if row['python'] in helpers:
            continue
        if row['cap'] is None:
            uncapped[row['python'], row['variant']] = row
        for msg in row['sent']:
            message(iface, row, msg, tally, seen)
        refusal(iface, row, uncapped.get((row['python'], row['variant'])),
                tally)


def message(iface, row, msg, tally, seen):
    at = iface.limit(row['cap'])
    where = '%s %s cap=%s variant=%s' % (
        iface.data['class'], row['python'], row['cap'], row['variant'])
    m = iface.find(msg['wire'], msg['kind'], at)
    seen.setdefault((msg['wire'], msg['kind']), []).append(m)
    if row['cap'] is None:
        fact = '%s %s %s' % (iface.data['class'], msg['kind'], msg['wire'])
        tally.check('method and kind', m, fact, where)
    if m is None:
        return
    fact = '%s.%s' % (iface.data['class'], m['wire'])
    tally.check('method is there', iface.available(m, at), fact, where)
    known = {wire_name(a, at): a for a in m['args'] if iface.available(a, at)}
    for name in msg['args']:
        tally.check('argument is there', name in known or m.get('rest'),
                    fact + '.' + name, where)
    for name, a in known.items():
        absent = a.get('optional') or a.get('since') and not any(
            row['given'].get(f) for f in a['from'])
        tally.check('argument is sent', name in msg['args'] or absent,
                    fact + '.' + name, where)
    label(iface, m, msg, known, where, at, tally)


def label(iface, m, msg, known, where, at, tally):
    ours = version(m['since']) if m.get('since') else (0, 0)
    if ours[0] < at[0]:
        ours = (at[0], 0)
    for name, a in known.items():
        if a.get('since') and name in msg['args'] and name not in msg['absent']:
            ours = max(ours, version(a['since']))
    theirs = version(msg['version'])
    fact = '%s.%s' % (iface.data['class'], m['wire'])
    why = '%s: ours %s, theirs %s' % (where, ours, theirs)
    tally.check('label not above theirs', ours <= theirs, fact, why)
    tally.check('label equal', ours == theirs, fact, why)


def refusal(iface, row, free, tally):
    """A call that a cap refuses is one that the model refuses."""
    if row['cap'] is None or not free or not free['sent'] or row['sent']:
        return
    at = iface.limit(row['cap'])
    where = '%s %s cap=%s variant=%s' % (
        iface.data['class'], row['python'], row['cap'], row['variant'])
    for msg in free['sent']:
        m = iface.find(msg['wire'], msg['kind'], iface.limit(None))
        if m is None:
            continue
        refused = not iface.available(m, at)
        for a in m['args']:
            late = a.get('since') and at < version(a['since'])
            given = a['wire'] in msg['args'] and a['wire'] not in msg['absent']
            refused = refused or late and given and a.get('below') != 'drop'
        tally.check('refusal', refused, '%s.%s' % (
            iface.data['class'], m['wire']), where + ' ' + row['error'])


def main():
    found, recorded, todos = {}, {}, 0
    for path in sys.argv[1:]:
        if path == '-v':
            continue
        with open(path) as f:
            data = json.load(f)
        if 'interfaces' not in data:
            recorded.update(data)
            continue
        for i in data['interfaces']:
            found[i['class']] = i
    methods = [m for i in found.values() for m in i['methods']]
    todos = [m for m in methods if m.get('todos')]
    print('%d interfaces, %d methods, %d of them with a TODO' % (
        len(found), len(methods), len(todos)))
    total = Tally()
    for path, rows in recorded.items():
        tally, seen = Tally(), {}
        data = found.get(path.replace(':', '.'))
        if data is None:
            print('not imported: ' + path)
            continue
        iface = Interface(data)
        compare(iface, rows, tally, seen)
        unsent = [m['kind'] + ' ' + m['wire'] for m in iface.methods
                  if (m['wire'], m['kind']) not in seen and
                  (m.get('was'), m['kind']) not in seen]
        print('%-60s %3d methods, not recorded: %s' % (
            path, len(iface.methods), ', '.join(unsent) or 'none'))
        total.add(tally)
    report(total, VERBOSE)


def report(tally, verbose):
    print('%-24s %22s %22s' % ('', 'methods or arguments', 'checks'))
    for what in sorted({k[0] for k in tally.n}):
        facts = [why for (w, _), why in tally.facts.items() if w == what]
        good = sum(not why for why in facts)
        print('%-24s %6d of %5d %5.1f %% %8d of %6d' % (
            what, good, len(facts), 100.0 * good / max(1, len(facts)),
            tally.n[what, True], tally.n[what, True] + tally.n[what, False]))
    if verbose:
        for (what, fact), why in tally.facts.items():
            if why:
                print('  %s: %s: %s' % (what, fact, why[0]))


main()
