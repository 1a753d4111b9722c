"""Why a connection could not be made, and what that says of the link."""

from __future__ import annotations

import socket
import ssl
from pathlib import Path
from typing import TYPE_CHECKING, Any

from postlint.web.outcome import HOUR, Outcome, State

if TYPE_CHECKING:
    from aiohttp import ClientConnectorError

_PRIVATE = "not asked: postlint asks no private address"


class Refused(OSError):
    """A connection to a private address, which is not made."""

    def __init__(self) -> None:
        super().__init__(_PRIVATE)


def unconnected(error: ClientConnectorError) -> tuple[Outcome, bool]:
    """The outcome of a connection that could not be made, and whether that may pass."""
    import aiohttp

    # A failed check of a certificate keeps its cause under a name of its own.
    cause: Any = getattr(error, "certificate_error", None) or error.os_error
    # Of several addresses of a host the errors are joined into one, by their texts.
    if _PRIVATE in str(cause):
        return Outcome(State.UNVERIFIED, _PRIVATE), False
    if isinstance(error, aiohttp.ClientConnectorDNSError):
        unknown = {socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)}
        if getattr(cause, "errno", None) in unknown or getattr(cause.__cause__, "errno", None) in unknown:
            return Outcome(State.BROKEN, "there is no such host", lasting=HOUR), False
        return Outcome(State.UNVERIFIED, "the host's name cannot be looked up now"), True
    if isinstance(cause, ssl.SSLError):
        return _untrusted(cause), False
    if isinstance(cause, ConnectionRefusedError) or "Connection refused" in str(cause):
        return Outcome(State.BROKEN, "the host refuses the connection", lasting=HOUR), False
    return Outcome(State.UNVERIFIED, "no connection can be made"), True


def _untrusted(error: ssl.SSLError) -> Outcome:
    if not isinstance(error, ssl.SSLCertVerificationError):
        words = (getattr(error, "reason", None) or "handshake failure").lower().replace("_", " ")
    elif trusts_somebody():
        words = error.verify_message
    else:
        return Outcome(State.UNVERIFIED, "this machine has no certificates to check the host's with")
    return Outcome(State.BROKEN, f"the TLS connection fails: {words}", lasting=HOUR)


def trusts_somebody() -> bool:
    """Whether this machine has root certificates at all; containers and new machines may have none."""
    paths = ssl.get_default_verify_paths()
    if paths.cafile or (paths.capath and any(Path(paths.capath).iterdir())):
        return True
    return ssl.create_default_context().cert_store_stats()["x509_ca"] > 0
