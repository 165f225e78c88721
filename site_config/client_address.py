"""The visitor's address when there are proxies between the visitor and us."""

import ipaddress
from collections.abc import Iterable

from django.conf import settings
from django.http import HttpRequest

IPV6_PREFIX = 64  # what one household or office gets: a visitor has all of its addresses


def client_ip(request: HttpRequest) -> str:
    """Return the right-most address that is not a trusted proxy, or "" when there is none.

    X-Forwarded-For counts only when the connection itself comes from a trusted proxy: anybody can
    write the header. An empty REMOTE_ADDR is a unix socket, which only our own proxy reaches.
    """
    address = request.META.get("REMOTE_ADDR", "")
    forwarded = request.headers.get("X-Forwarded-For", "").split(",")
    hops = [hop.strip() for hop in forwarded if hop.strip()]
    while hops and _is_trusted(address, settings.TRUSTED_PROXIES):
        address = hops.pop()
    return address


def bucket(address: str) -> str:
    """Return the address under which a visitor is counted: an IPv6 network counts as one."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return "unknown"
    if ip.version == 4:
        return str(ip)
    if ip.ipv4_mapped:
        return str(ip.ipv4_mapped)
    return str(ipaddress.ip_network((ip, IPV6_PREFIX), strict=False))


def _is_trusted(address: str, proxies: Iterable[str]) -> bool:
    proxies = list(proxies)
    if not address:
        return bool(proxies)
    try:
        ip = ipaddress.ip_address(address)
        return any(ip in ipaddress.ip_network(proxy, strict=False) for proxy in proxies)
    except ValueError:
        return False
