"""Which network addresses are public: those that a stranger's link may lead us to.

Registries: IANA's special-purpose addresses (RFC 6890), NAT64 (RFC 6052, RFC 8215), mapped (RFC 4291), 6to4, Teredo.
"""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network

_NAT64 = IPv6Network("64:ff9b::/96")
# What is_global of Python's ipaddress takes for public in some of its versions, and is not.
_NOT_PUBLIC = tuple(
    map(
        ip_network,
        (
            "192.0.0.0/24",
            "192.88.99.0/24",  # relays of 6to4
            "::/96",  # IPv4 in IPv6 as it was once written
            "64:ff9b:1::/48",  # NAT64 of a local network
            "100::/64",
            "2001::/23",  # Teredo and other protocols' own
            "2002::/16",  # 6to4: the address inside may be any
            "3fff::/20",
            "5f00::/16",
            "fec0::/10",
        ),
    )
)

Address = IPv4Address | IPv6Address


def find_reason_against(text: str, *, allow_private: bool = False) -> str | None:
    """Return why an address must not be connected to ("a loopback address"), or None where it may be.

    >>> find_reason_against("::ffff:127.0.0.1")
    'a loopback address'
    """
    address = _inner(ip_address(text.partition("%")[0]))
    for name, is_so in (
        ("no address of a host", address.is_unspecified),
        ("a multicast address", address.is_multicast),
    ):
        if is_so:
            return name
    if allow_private:
        return None
    for name, is_so in (
        ("a loopback address", address.is_loopback),
        ("a link-local address", address.is_link_local),
        ("a private address", not address.is_global or address.is_reserved),
        ("no public address", any(address in network for network in _NOT_PUBLIC)),
    ):
        if is_so:
            return name
    return None


def _inner(address: Address) -> Address:
    """Return the IPv4 address that is meant by one in IPv6."""
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped:
            return address.ipv4_mapped
        if address in _NAT64:
            return IPv4Address(int(address) & 0xFFFF_FFFF)
    return address
