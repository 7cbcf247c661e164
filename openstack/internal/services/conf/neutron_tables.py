"""Creates neutron's tables. Its migrations do not run on SQLite."""
import sys

from neutron.common import config
from neutron.db.migration.models import head
from neutron_lib.db import model_base
from oslo_config import cfg
import sqlalchemy

url = sys.argv.pop()
config.register_common_config_options()
cfg.CONF(sys.argv[1:])
head.get_metadata()
engine = sqlalchemy.create_engine(url)
model_base.BASEV2.metadata.create_all(engine)
