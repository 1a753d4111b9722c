"""Credentials for single hosts, from the environment and nowhere else."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping

from postlint.errors import UserError

PREFIX = "POSTLINT_AUTH_"
"""Before a host in the name of a variable: `.` is written `_` there, and `-` is written `__`."""


class BadCredentials(UserError):
    """A variable whose value can be no credentials."""


def credentials(environment: Mapping[str, str]) -> dict[str, str]:
    """The `Authorization` header by host: `user:password` makes it Basic, a token Bearer.

    Raises `BadCredentials`; it does not name the value.
    """
    found = {}
    for name, value in environment.items():
        if name.upper().startswith(PREFIX) and value.strip():
            host = name[len(PREFIX) :].lower().replace("__", "-").replace("_", ".")
            found[host] = _header(name, value.strip())
    return found


def _header(name: str, value: str) -> str:
    if not value.isprintable() or not (":" in value or value.isascii()):
        raise BadCredentials(f"`{name}` holds neither `user:password` nor a token")
    if ":" in value:
        return "Basic " + b64encode(value.encode("utf-8")).decode("ascii")
    return f"Bearer {value}"
