"""Runs the client half of oslo.messaging's own functional tests against Go.

    functional.py BRIDGE TESTCASE

The fixtures that start Python's servers and notification listeners are replaced
by ones that have BRIDGE, a program of internal/interop/bridge, start Go's. The
tests themselves are as they come. The environment has RPC_TRANSPORT_URL,
NOTIFY_TRANSPORT_URL and RABBIT_OPTIONS, the options of
[oslo_messaging_rabbit] as a URL's query, for both languages. One JSON line on standard output for each test: test,
result (ok, skip, fail), detail. A library that is missing is the only line:
missing.
"""

import itertools
import json
import os
import queue
import subprocess
import sys
import threading
import unittest
import urllib.parse

# Standard output belongs to the results, whatever libraries print.
RESULTS = os.fdopen(os.dup(1), 'w')
os.dup2(2, 1)

try:
    from oslo_messaging._drivers import impl_rabbit
    from oslo_messaging.tests.functional import test_functional
    from oslo_messaging.tests.functional import utils
except ImportError as error:
    json.dump({'missing': str(error)}, RESULTS)
    sys.exit(0)

OPTIONS = os.environ['RABBIT_OPTIONS']
for opt in impl_rabbit.rabbit_opts:
    value = dict(urllib.parse.parse_qsl(OPTIONS)).get(opt.name)
    if value is not None:
        opt.default = opt.type(value)

# Tests that have no server of ours in them.
NOT_OURS = {
    'test_bad_endpoint': "is about the constructor of Python's server",
    'test_functional': "is about the statistics of Python's client",
}


class Bridge:
    """The program that hosts Go's servers and listeners."""

    def __init__(self, path):
        self.process = subprocess.Popen([path], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, text=True)
        self.numbers, self.lock = itertools.count(1), threading.Lock()
        self.answers, self.events = queue.Queue(), {}
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self):
        for line in self.process.stdout:
            line = json.loads(line)
            if 'event' in line:
                self.events[line['id']].put(line['event'])
            else:
                self.answers.put(line)

    def do(self, cmd, peer, **fields):
        """Run a command and return its answer."""
        with self.lock:
            line = dict(fields, cmd=cmd, id=str(id(peer)),
                        n=next(self.numbers))
            self.process.stdin.write(json.dumps(line) + '\n')
            self.process.stdin.flush()
            answer = self.answers.get(timeout=60)
        if answer.get('error'):
            raise RuntimeError('bridge: ' + answer['error'])
        return answer

    def start(self, cmd, peer, events, **fields):
        """Start a server or listener whose events go to a queue; the fixture
        stops it."""
        self.events[str(id(peer))] = events
        self.do(cmd, peer, url=peer.url + '?' + OPTIONS, **{k: v for k, v in fields.items()
                              if v is not None})
        peer.addCleanup(self.do, 'stop', peer)


BRIDGE = Bridge(sys.argv[1])


class State:
    """What the methods of a server in Go have left."""

    def __init__(self, fixture):
        self._fixture = fixture

    def __getattr__(self, name):
        return BRIDGE.do('state', self._fixture)[name]


class RpcServerFixture(utils.fixtures.Fixture):
    """Takes the place of the fixture of that name."""

    def __init__(self, conf, url, target, endpoint=None, ctrl_target=None,
                 executor=None):
        self.url, self.target, self.syncq = url, target, queue.Queue()
        self.interface = getattr(endpoint, 'target', None)
        self.endpoint = State(self)

    def _setUp(self):
        BRIDGE.start('server', self, self.syncq,
                     topic=self.target.topic, server=self.target.server,
                     exchange=self.target.exchange,
                     namespace=self.interface and self.interface.namespace,
                     version=self.interface and self.interface.version)


def keep_topics(fixture, transport, targets):
    fixture.bridged = [target.topic for target in targets]


def start_listener(fixture):
    BRIDGE.start('listener', fixture, fixture.events,
                 topics=fixture.bridged,
                 batch_size=getattr(fixture, 'batch_size', None),
                 batch_timeout=getattr(fixture, 'batch_timeout', None))


utils.RpcServerFixture = RpcServerFixture
utils.NotificationFixture._get_server = keep_topics
utils.BatchNotificationFixture._get_server = keep_topics
utils.NotificationFixture._start = start_listener
utils.NotificationFixture._stop = lambda fixture: None     # the bridge does


class Results(unittest.TestResult):
    """Prints one line a test."""

    def _print(self, test, result, detail=''):
        name = test.id().split('.')[-1]
        print(json.dumps({'test': name, 'result': result,
                          'detail': str(detail)}), file=RESULTS, flush=True)

    def addSuccess(self, test):
        self._print(test, 'ok')

    def addSkip(self, test, reason):
        self._print(test, 'skip', reason)

    def addFailure(self, test, error):
        self._print(test, 'fail', self._exc_info_to_string(error, test))

    addError = addFailure


suite = unittest.TestSuite(
    test for test in unittest.defaultTestLoader.loadTestsFromTestCase(
        getattr(test_functional, sys.argv[2]))
    if test.id().split('.')[-1] not in NOT_OURS)
suite.run(Results())
BRIDGE.process.stdin.close()
BRIDGE.process.wait(30)
RESULTS.flush()
os._exit(0)      # without waiting for the library's threads
