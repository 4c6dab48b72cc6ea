import pytest

from registry.extensions.networks import network_of


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("190.12.4.7", "190.12.4.7"),
        ("2001:db8:1:2:3::9", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("::ffff:190.12.4.7", "190.12.4.7"),
        ("no address", "no address"),
        ("", ""),
    ],
)
def test_an_ipv6_address_stands_for_its_network(address: str, network: str) -> None:
    assert network_of(address) == network
