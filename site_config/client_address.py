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
    hops = [_without_port(hop.strip()) for hop in forwarded if hop.strip()]
    while hops and _is_trusted(address, settings.TRUSTED_PROXIES):
        address = hops.pop()
    return address


def bucket(address: str) -> str:
    """Return the address under which a visitor is counted: an IPv6 network counts as one."""
    try:
        ip = _parsed(address)
    except ValueError:
        return "unknown"
    if ip.version == 4:
        return str(ip)
    return str(ipaddress.ip_network((ip, IPV6_PREFIX), strict=False))


def _is_trusted(address: str, proxies: Iterable[str]) -> bool:
    proxies = list(proxies)
    if not address:
        return bool(proxies)
    try:
        ip = _parsed(address)
        return any(ip in ipaddress.ip_network(proxy, strict=False) for proxy in proxies)
    except ValueError:
        return False


def _parsed(address: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address:
    """Return the address that is meant: a socket for both kinds writes IPv4 as ::ffff:1.2.3.4."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    return getattr(ip, "ipv4_mapped", None) or ip


def _without_port(hop: str) -> str:
    """Return an address as some web servers write it, 1.2.3.4:5678 or [2001:db8::1]:5678."""
    if hop.startswith("["):
        return hop[1:].partition("]")[0]
    return hop.partition(":")[0] if hop.count(":") == 1 else hop
