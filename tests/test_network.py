"""The suite runs offline: pytest-recording refuses every address but this machine's own."""

import socket

import pytest

DOCUMENTATION_ADDRESS = "192.0.2.1"
"""Source: RFC 5737, section 3: assigned to nobody. A datagram socket's `connect` sends nothing, were it let through."""


def test_foreign_address_is_refused() -> None:
    with (
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock,
        pytest.raises(RuntimeError, match=r"(?i)network is disabled"),
    ):
        sock.connect((DOCUMENTATION_ADDRESS, 9))


def test_own_machine_is_reached() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        socket.create_connection(server.getsockname(), timeout=5) as client,
    ):
        assert client.getpeername() == server.getsockname()
