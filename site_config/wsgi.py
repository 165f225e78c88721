"""The entry point of the application server, which refuses to serve from a wrong environment."""

import gc
import os
import sys

from django.core import checks
from django.core.wsgi import get_wsgi_application
from django.db import connections

from site_config import patience

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "site_config.settings")
application = get_wsgi_application()
# Before the first connection: nobody waits forty seconds because one row is locked.
patience.limit(connections["default"].settings_dict)

# With this code of a worker gunicorn ends as a whole; with any other it starts the worker again,
# for ever. systemd knows it too (docs/operations/kenniskring-web.service).
CANNOT_BOOT = 3

# A server runs no system checks of its own, and a wrong DATABASE_URL must not become SQLite.
found = checks.run_checks(tags=["environment"], include_deployment_checks=True)
wrong = [message for message in found if message.is_serious()]
if wrong:
    sys.stderr.write("".join(f"{message}\n" for message in wrong))
    sys.exit(CANNOT_BOOT)

# What is there by now stays: the collector of garbage need not look through it during requests.
gc.collect()
gc.freeze()
