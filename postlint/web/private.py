"""Which network addresses postlint asks, and which never: those that only this machine or its network has.

Posts are other people's text. A link in one must not make postlint knock at the router, at a service
on this machine, or at a cloud's metadata service, which hands out credentials.
"""

from __future__ import annotations

from functools import cache
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

# IANA's special-purpose registries (RFC 6890 and its successors), multicast and reserved space; and the
# one public address that is a metadata service: Azure's.
_IPV4 = (
    "0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 168.63.129.16/32 169.254.0.0/16 172.16.0.0/12 "
    "192.0.0.0/24 192.0.2.0/24 192.88.99.0/24 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 "
    "224.0.0.0/3"
)
# Of IPv6 only this block is given out to hosts; the exceptions in it are protocol assignments (with
# Teredo), documentation, and 6to4, which is judged by the IPv4 address in it.
_IPV6 = "2000::/3"
_IPV6_EXCEPT = "2001::/23 2001:db8::/32 3fff::/20"


@cache
def _networks(names: str) -> tuple[IPv4Network | IPv6Network, ...]:
    return tuple(ip_network(name) for name in names.split())


def is_public(address: str) -> bool:
    """Whether an IP address, as a socket names it, belongs to the public internet; False for what is none."""
    try:
        parsed = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(parsed, IPv6Address):
        inner = _embedded(parsed)
        if inner is None:
            return _in(parsed, _IPV6) and not _in(parsed, _IPV6_EXCEPT)
        parsed = inner
    return not _in(parsed, _IPV4)


def _in(address: IPv4Address | IPv6Address, names: str) -> bool:
    return any(address in network for network in _networks(names))


def _embedded(address: IPv6Address) -> IPv4Address | None:
    """The IPv4 address that an IPv6 address leads to: mapped, translated (RFC 6052), or 6to4."""
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address.sixtofour is not None:
        return address.sixtofour
    if _in(address, "64:ff9b::/96"):
        return IPv4Address(int(address) & 0xFFFF_FFFF)
    return None
