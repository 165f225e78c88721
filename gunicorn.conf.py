"""Settings of the application server for every installation; the rest is on its command line."""

import logging

from site_config.logs import MaskedRecords

worker_class = "gthread"

# By default a proxy may hand on SCRIPT_NAME and PATH_INFO as headers, and a proxy that passes on
# what it does not know lets every client do so: `/x/beheer/` with `SCRIPT_NAME: /x` was answered as
# `/beheer/`, past the rules of the web server. The site is at the root of its host.
forwarder_headers = ""
header_map = "drop"

# Nobody steers it through a socket of its own, for which it would need a home.
control_socket_disable = True


def on_starting(_server: object) -> None:
    """Keep the codes of signed links out of gunicorn's own logs, before the workers are made."""
    for name in ("gunicorn.access", "gunicorn.error"):
        logging.getLogger(name).addFilter(MaskedRecords())
