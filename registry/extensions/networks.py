"""Who may share an address."""

from ipaddress import ip_address, ip_network

#: Whoever has an IPv6 address has its whole network of this size.
IPV6_NETWORK = 64


def network_of(address: str) -> str:
    """An IPv4 address by itself, the network of an IPv6 one; what is no address stays as it is."""
    try:
        known = ip_address(address)
    except ValueError:
        return address
    return str(known) if known.version == 4 else str(ip_network((known, IPV6_NETWORK), strict=False))
