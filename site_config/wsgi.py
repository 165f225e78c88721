"""The entry point of the application server, which refuses to serve from a wrong environment."""

import os
import sys

from django.core import checks
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "site_config.settings")
application = get_wsgi_application()

# A server runs no system checks of its own, and a wrong DATABASE_URL must not become SQLite.
wrong = [found for found in checks.run_checks(tags=["environment"]) if found.is_serious()]
if wrong:
    sys.exit("\n".join(str(found) for found in wrong))
