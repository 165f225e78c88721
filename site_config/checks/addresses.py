"""Under which address the site stands, and whom it believes about that."""

import ipaddress
import re
from collections.abc import Iterable, Iterator
from urllib.parse import SplitResult, urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, register

from site_config.checks.finding import TAG, wrong

HOST_NAME = re.compile(r"\*|\.?[\w.-]+|\[[0-9a-fA-F:.]+\]")
LOOPBACK = {"127.0.0.1", "localhost", "[::1]", "::1"}


@register(TAG)
def addresses_agree(**_kwargs: object) -> Iterable[CheckMessage]:
    """E007: no address. E008: unknown host. E009: no TLS. E010: DEBUG in public. E011: any host.

    E022: an invalid host name.
    """
    return list(_addresses())


def _addresses() -> Iterator[CheckMessage]:
    base, hosts = _site_address(), settings.ALLOWED_HOSTS
    if base is None:
        sentence = f"BASE_URL={settings.BASE_URL!r} is not the address of a site."
        yield wrong(7, sentence, "Give scheme and host, as in https://kenniskring.example.")
        return
    for host in hosts:
        if not HOST_NAME.fullmatch(host):
            sentence = f"ALLOWED_HOSTS holds {host!r}, which is no name of a host."
            yield wrong(22, sentence, "Leave out https://, the port and the path.")
    here = base.hostname in LOOPBACK
    if settings.DEBUG:
        public = sorted({base.hostname, *hosts} - LOOPBACK - {"testserver"})
        if public:
            sentence = f"DEBUG=1 and the site has a public name: {', '.join(public)}."
            yield wrong(10, sentence, "DEBUG shows settings and mail to visitors: switch it off.")
        return
    if not hosts:
        yield wrong(8, "ALLOWED_HOSTS is empty.", f"Set it to {base.hostname}.")
    elif "*" in hosts:
        sentence = "ALLOWED_HOSTS='*' lets anyone choose the name that stands in our mail."
        yield wrong(11, sentence, f"Set it to {base.hostname}.")
    elif not any(_covers(pattern, base.hostname) for pattern in hosts):
        sentence = f"BASE_URL={settings.BASE_URL!r} is not among ALLOWED_HOSTS."
        yield wrong(8, sentence, f"Add {base.hostname} to ALLOWED_HOSTS, or correct BASE_URL.")
    if base.scheme == "http" and not here:
        sentence = f"BASE_URL={settings.BASE_URL!r} is not encrypted."
        yield wrong(9, sentence, "Serve the site through https and say so in BASE_URL.")


@register(TAG)
def preload_covers_what_its_list_asks(**_kwargs: object) -> list[CheckMessage]:
    """E025: preload without subdomains, or without https: browsers' lists take no such site."""
    if not settings.SECURE_HSTS_PRELOAD:
        return []
    if settings.SECURE_HSTS_INCLUDE_SUBDOMAINS and settings.BASE_URL.startswith("https:"):
        return []
    sentence = "HSTS_PRELOAD=1 needs HSTS_SUBDOMAINS=1 and a BASE_URL with https:."
    hint = "Set them, or leave HSTS_PRELOAD out: a domain on the list comes off it in months."
    return [wrong(25, sentence, hint)]


def _site_address() -> SplitResult | None:
    try:
        base = urlsplit(settings.BASE_URL)
        # Read here: an invalid port raises only when it is read.
        stands = base.hostname and base.port != 0
    except ValueError:
        return None
    more = base.path or base.query or base.fragment or base.username
    return base if base.scheme in ("http", "https") and stands and not more else None


def _covers(pattern: str, host: str) -> bool:
    name = pattern.strip("[]").lower()
    return host == name or (name.startswith(".") and (host == name[1:] or host.endswith(name)))


@register(TAG)
def proxies_are_networks(**_kwargs: object) -> Iterable[CheckMessage]:
    """E012: a trusted proxy that is not an address; E013: every address is trusted."""
    found = []
    for value in settings.TRUSTED_PROXIES:
        try:
            network = ipaddress.ip_network(value.strip(), strict=False)
        except ValueError:
            sentence = f"TRUSTED_PROXIES holds {value!r}, which is no address or network."
            found.append(wrong(12, sentence, "Write it as 10.0.0.7 or 10.0.0.0/24."))
            continue
        if network.prefixlen == 0:
            sentence = f"TRUSTED_PROXIES holds {value!r}: every visitor could choose an address."
            found.append(wrong(13, sentence, "Name the proxies only."))
    return found
