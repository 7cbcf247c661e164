"""Reads context dicts and writes what oslo.context makes of each, and its own."""
import json
import sys

from oslo_context import context

answers = []
for values in json.load(sys.stdin):
    c = context.RequestContext.from_dict(values)
    answers.append({
        'user_id': c.user_id, 'user_name': c.user_name, 'project_id': c.project_id, 'domain_id': c.domain_id,
        'user_domain_id': c.user_domain_id, 'project_domain_id': c.project_domain_id, 'system_scope': c.system_scope,
        'roles': c.roles, 'is_admin': c.is_admin, 'request_id': c.request_id,
        'global_request_id': c.global_request_id, 'auth_token': c.auth_token, 'dict': c.to_dict(),
    })
json.dump(answers, sys.stdout)
