"""Who may share an address."""

from ipaddress import IPv6Address, ip_address, ip_network

#: Whoever has an IPv6 address has its whole network of this size.
IPV6_NETWORK = 64


def network_of(address: str) -> str:
    """An IPv4 address by itself, the network of an IPv6 one; what is no address stays as it is."""
    try:
        known = ip_address(address)
    except ValueError:
        return address
    if isinstance(known, IPv6Address):
        inner = known.ipv4_mapped
        return str(inner or ip_network((known, IPV6_NETWORK), strict=False))
    return str(known)
