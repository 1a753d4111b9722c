"""What a connection that could not be made says of a link, and whether asking again may help."""

from __future__ import annotations

import socket
import ssl
from typing import Any

import pytest

pytest.importorskip("aiohttp")

from aiohttp import ClientConnectorCertificateError, ClientConnectorDNSError, ClientConnectorError
from aiohttp.client_reqrep import ConnectionKey

from postlint.web import failures
from postlint.web.outcome import State

KEY = ConnectionKey("example.com", 443, True, True, None, None, None)


def untrusted(message: str) -> ClientConnectorCertificateError:
    error = ssl.SSLCertVerificationError(1, message)
    error.verify_message = message
    return ClientConnectorCertificateError(KEY, error)


@pytest.mark.parametrize(
    ("error", "state", "reason", "again"),
    [
        (ConnectionRefusedError(), State.BROKEN, "the host refuses the connection", False),
        (OSError("[Errno 111] Connection refused; [Errno 101] x"), State.BROKEN, "the host refuses", False),
        (OSError(101, "Network is unreachable"), State.UNVERIFIED, "no connection can be made", True),
        (ssl.SSLError(1, "x"), State.BROKEN, "the TLS connection fails: handshake failure", False),
        (socket.gaierror(socket.EAI_NONAME, "x"), State.BROKEN, "there is no such host", False),
        (socket.gaierror(socket.EAI_AGAIN, "x"), State.UNVERIFIED, "the host's name cannot be looked", True),
    ],
)
def test_no_connection(error: OSError, state: State, reason: str, again: bool) -> None:
    kind: Any = ClientConnectorDNSError if isinstance(error, socket.gaierror) else ClientConnectorError
    outcome, may_pass = failures.unconnected(kind(KEY, error))
    assert (outcome.state, may_pass) == (state, again)
    assert outcome.reason.startswith(reason)


@pytest.mark.parametrize(
    ("trusts", "state", "reason"),
    [
        (True, State.BROKEN, "the TLS connection fails: it has expired"),
        (False, State.UNVERIFIED, "this machine has no certificates to check the host's with"),
    ],
)
def test_a_certificate_that_is_not_trusted(
    trusts: bool, state: State, reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(failures, "trusts_somebody", lambda: trusts)
    outcome, again = failures.unconnected(untrusted("it has expired"))
    assert (outcome.state, outcome.reason, again) == (state, reason, False)


def test_where_certificates_may_be(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    def paths(cafile: Any, capath: Any) -> ssl.DefaultVerifyPaths:
        return ssl.DefaultVerifyPaths(cafile, capath, "", "", "", "")

    class Nobody:
        def cert_store_stats(self) -> dict[str, int]:
            return {"x509_ca": 0}

    monkeypatch.setattr(ssl, "create_default_context", Nobody)
    for given, expected in (
        (paths("/etc/ssl/cert.pem", None), True),
        (paths(None, None), False),
        (paths(None, str(tmp_path)), False),
    ):
        monkeypatch.setattr(ssl, "get_default_verify_paths", lambda given=given: given)
        assert failures.trusts_somebody() is expected
    (tmp_path / "one.pem").touch()
    assert failures.trusts_somebody() is True
