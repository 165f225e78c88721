"""Settings of the application server for every installation; the rest is on its command line."""

import logging

from site_config.logs import MaskedRecords

worker_class = "gthread"


def on_starting(_server: object) -> None:
    """Keep the codes of signed links out of gunicorn's own logs, before the workers are made."""
    for name in ("gunicorn.access", "gunicorn.error"):
        logging.getLogger(name).addFilter(MaskedRecords())
