"""Which network addresses are public: a page of an archive comes from no other."""

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

_NAT64 = IPv6Network("64:ff9b::/96")
_NAT64_LOCAL = IPv6Network("64:ff9b:1::/48")
"""RFC 6052 and RFC 8215: an IPv4 address in the last 32 bits. Python 3.11's `is_global` calls both public."""

_PRIVATE_ENDS = (".localhost", ".local", ".internal", ".home.arpa", ".intranet", ".private", ".corp", ".home", ".lan")
"""Names of private networks: RFC 6761, RFC 6762 with its appendix G, RFC 8375, and ICANN's `internal` of 2024."""


def is_public(address: str) -> bool:
    """True for an address of the public internet; False for private, loopback, link-local, multicast and reserved
    ones, also where they are wrapped in IPv6, and for what is no address.

    >>> is_public("207.241.237.3"), is_public("169.254.169.254"), is_public("::ffff:10.0.0.1")
    (True, False, False)
    """
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, IPv6Address):
        wrapped = _wrapped(found)
        if wrapped is not None:
            return is_public(str(wrapped))
        if found in _NAT64_LOCAL:
            return False
    return found.is_global and not found.is_multicast


def _wrapped(address: IPv6Address) -> IPv4Address | None:
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)


def is_local_host(host: str) -> bool:
    """True where the host's own spelling says that it is this machine or one of a private network.

    >>> is_local_host("localhost"), is_local_host("192.168.1.5"), is_local_host("wiki.desk.lan")
    (True, True, True)
    >>> is_local_host("web.archive.org")
    False
    """
    host = host.strip("[]").rstrip(".").lower()
    if host == "localhost" or host.endswith(_PRIVATE_ENDS):
        return True
    try:
        ip_address(host.partition("%")[0])
    except ValueError:
        return False
    return not is_public(host)
