import pytest
from django.test import RequestFactory

from site_config.client_address import bucket, client_ip


@pytest.mark.parametrize(
    ("remote", "forwarded", "proxies", "expected"),
    [
        ("203.0.113.7", "", [], "203.0.113.7"),
        ("203.0.113.7", "198.51.100.1", [], "203.0.113.7"),
        ("203.0.113.7", "198.51.100.1", ["10.0.0.0/8"], "203.0.113.7"),
        ("10.0.0.1", "198.51.100.1", ["10.0.0.0/8"], "198.51.100.1"),
        ("10.0.0.1", "6.6.6.6, 198.51.100.1", ["10.0.0.0/8"], "198.51.100.1"),
        ("10.0.0.1", "198.51.100.1, 10.2.2.2", ["10.0.0.0/8"], "198.51.100.1"),
        ("10.0.0.1", "", ["10.0.0.1"], "10.0.0.1"),
        ("", "198.51.100.1", ["127.0.0.1"], "198.51.100.1"),
        ("", "198.51.100.1", [], ""),
        ("10.0.0.1", "no address", ["10.0.0.1"], "no address"),
        ("10.0.0.1", "198.51.100.1:4711", ["10.0.0.1"], "198.51.100.1"),
        ("10.0.0.1", "[2001:db8::1]:4711", ["10.0.0.1"], "2001:db8::1"),
        ("10.0.0.1", "[2001:db8::1]", ["10.0.0.1"], "2001:db8::1"),
        ("10.0.0.1", "2001:db8::1", ["10.0.0.1"], "2001:db8::1"),
        ("10.0.0.1", "198.51.100.1:1, 10.0.0.2:2", ["10.0.0.0/8"], "198.51.100.1"),
        ("::ffff:10.0.0.1", "198.51.100.1", ["10.0.0.1"], "198.51.100.1"),
        ("::ffff:10.0.0.1", "198.51.100.1", ["10.0.0.2"], "::ffff:10.0.0.1"),
    ],
)
def test_client_is_the_right_most_address_that_is_no_proxy(
    settings, remote, forwarded, proxies, expected
):
    settings.TRUSTED_PROXIES = proxies
    request = RequestFactory().get(
        "/", REMOTE_ADDR=remote, headers={"X-Forwarded-For": forwarded} if forwarded else {}
    )
    assert client_ip(request) == expected


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("no address", "unknown"),
        ("", "unknown"),
    ],
)
def test_bucket_takes_a_network_as_one(address, expected):
    assert bucket(address) == expected
