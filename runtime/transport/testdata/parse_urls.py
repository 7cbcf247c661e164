"""Parses transport URLs with oslo.messaging.

Reads a JSON list of URLs from stdin and writes a JSON list of what
TransportURL.parse made of each: {"error": class} or its fields.
"""
import json
import logging
import sys

from oslo_config import cfg
from oslo_messaging import transport

logging.disable(logging.CRITICAL)


def parse(conf, url):
    try:
        u = transport.TransportURL.parse(conf, url)
    except Exception as e:
        return {"error": type(e).__name__}
    return {
        "scheme": u.transport,
        "virtual_host": u.virtual_host,
        "query": u.query,
        "hosts": [
            {"hostname": h.hostname, "port": h.port,
             "username": h.username, "password": h.password}
            for h in u.hosts
        ],
    }


conf = cfg.ConfigOpts()
json.dump([parse(conf, url) for url in json.load(sys.stdin)], sys.stdout)
