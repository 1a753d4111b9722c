"""Asking for one address: by GET with the body unread, hop by hop, and never at a private place.

No proxy and no cookie jar: a cookie lives for one chain of redirects, since many sites redirect in a
circle without it. Credentials go to the host that they are for, on each hop anew.
"""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterable, Mapping
from contextlib import AsyncExitStack
from email.utils import parsedate_to_datetime
from http.cookies import SimpleCookie
from typing import TYPE_CHECKING, Any, NamedTuple, Self
from urllib.parse import SplitResult, urljoin, urlsplit

from postlint.web.anchors import MOST, anchor
from postlint.web.failures import Refused, unconnected
from postlint.web.options import Options
from postlint.web.outcome import DAY, HOUR, SHORT, Outcome, State, judged
from postlint.web.private import is_public

if TYPE_CHECKING:
    from aiohttp import ClientResponse, ClientSession

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})
_HEADER = 64 * 1024
SILENT = Outcome(State.UNVERIFIED, "the host does not answer in time", lasting=SHORT)
_BROKEN_OFF = Outcome(State.UNVERIFIED, "the connection breaks off", lasting=SHORT)


class Answer(NamedTuple):
    """What asking came to.

    `wait` are the seconds to wait before it is worth asking again (0: as we like), or None. `anchors`
    are the outcomes of the fragments that were asked for, where the page is there.
    """

    outcome: Outcome
    wait: float | None = None
    anchors: Mapping[str, Outcome] = {}


class Client:
    """Connections for one run; an async context manager."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self._stack = AsyncExitStack()

    async def __aenter__(self) -> Self:
        self._public = await self._stack.enter_async_context(self._session(_guarded))
        self._private = await self._stack.enter_async_context(self._session(None))
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._stack.aclose()

    def _session(self, factory: Callable[[tuple[Any, ...]], socket.socket] | None) -> ClientSession:
        import aiohttp

        return aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit=0, ttl_dns_cache=300, socket_factory=factory),
            timeout=aiohttp.ClientTimeout(total=self._options.timeout),
            # Bodies are not read, but for anchors: then they are to come as they are.
            headers={
                "User-Agent": self._options.agent,
                "Accept": "text/html,application/xhtml+xml,*/*;q=0.8",
                "Accept-Encoding": "identity",
            },
            cookie_jar=aiohttp.DummyCookieJar(),
            auto_decompress=False,
            trust_env=False,
            max_line_size=_HEADER,
            max_field_size=_HEADER,
        )

    async def ask(self, url: str, fragments: Iterable[str] = ()) -> Answer:
        """One chain of requests; it raises nothing."""
        import aiohttp

        try:
            return await self._chain(url, tuple(fragments))
        except TimeoutError:
            return Answer(SILENT, 0.0)
        except aiohttp.ClientConnectorError as error:
            outcome, passing = unconnected(error)
            return Answer(outcome, 0.0 if passing else None)
        except (aiohttp.InvalidURL, aiohttp.NonHttpUrlClientError, ValueError):
            return Answer(Outcome(State.UNVERIFIED, "it is no address that can be asked"))
        except (aiohttp.ClientError, OSError):
            return Answer(_BROKEN_OFF, 0.0)
        except Exception as error:
            # One odd answer must not end all the others.
            return Answer(Outcome(State.UNVERIFIED, f"asking for it failed ({type(error).__name__})"))

    async def _chain(self, url: str, fragments: tuple[str, ...]) -> Answer:
        """Ask, and follow redirects."""
        jars: dict[str, dict[str, str]] = {}
        seen: set[tuple[str, str]] = set()
        at, moved, permanent = url, None, True
        for _ in range(self._options.hops + 1):
            parts = urlsplit(at)
            jar = jars.setdefault(parts.hostname or "", {})
            cookies = "; ".join(f"{name}={value}" for name, value in jar.items())
            if (at, cookies) in seen:
                return Answer(Outcome(State.BROKEN, "it redirects in a circle", lasting=HOUR))
            seen.add((at, cookies))
            async with self._get(parts, cookies) as response:
                status, headers = response.status, response.headers
                if status not in _REDIRECTS or "Location" not in headers:
                    outcome = judged(status)
                    if at != url:
                        outcome = outcome._replace(final=at, moved=moved)
                    anchors = await _anchors(response, fragments, outcome)
                    wait = _seconds(headers.get("Retry-After", "")) if status in _AGAIN else None
                    return Answer(outcome, wait, anchors)
            jar.update(_cookies(headers.getall("Set-Cookie", [])))
            at = urljoin(at, headers["Location"]).partition("#")[0]
            permanent = permanent and status in (301, 308)
            moved = at if permanent else moved
            if urlsplit(at).scheme not in ("http", "https"):
                return Answer(
                    Outcome(State.UNVERIFIED, "it redirects to no web address", status, lasting=DAY)
                )
        return Answer(Outcome(State.UNVERIFIED, f"it redirects more than {self._options.hops} times"))

    def _get(self, parts: SplitResult, cookies: str) -> Any:
        """A request; leaving its context drops the body, or keeps the connection where all of it has come."""
        host = (parts.hostname or "").lower()
        headers = {"Cookie": cookies} if cookies else {}
        authorization = self._options.authorization(parts.scheme, host, parts.port)
        if authorization:
            headers["Authorization"] = authorization
        session = self._private if host in self._options.private else self._public
        # A name and password in the address are not ours to use.
        url = parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()
        return session.get(url, headers=headers, allow_redirects=False)


def _guarded(info: tuple[Any, ...]) -> socket.socket:
    """A socket for an address that a connection is about to be made to, unless it is a private one.

    Names, literals, odd spellings and redirects all come by here, after the name was resolved: there is
    no moment between check and use.
    """
    family, kind, protocol, _, target = info
    if not is_public(str(target[0])):
        raise Refused
    made = socket.socket(family, kind, protocol)
    made.setblocking(False)
    return made


async def _anchors(
    response: ClientResponse, fragments: tuple[str, ...], found: Outcome
) -> Mapping[str, Outcome]:
    """The outcomes of the fragments that a page may lack, from as much of it as is worth reading.

    None where it is no HTML.
    """
    import aiohttp

    coded = response.headers.get("Content-Encoding", "identity").lower() != "identity"
    if not fragments or coded or found.state is not State.OK:
        return {}
    if response.content_type not in ("text/html", "application/xhtml+xml"):
        return {}
    data = bytearray()
    try:
        while len(data) < MOST and (chunk := await response.content.read(MOST)):
            data += chunk
    except (TimeoutError, aiohttp.ClientError, OSError):
        reason = "the page does not come to its end"
        return dict.fromkeys(fragments, Outcome(State.UNVERIFIED, reason, response.status, found.final))
    page = _decoded(bytes(data[:MOST]), response.charset)
    outcomes = {name: anchor(name, page, whole=len(data) < MOST) for name in fragments}
    return {name: o._replace(final=found.final) for name, o in outcomes.items() if o.state is not State.OK}


def _decoded(data: bytes, charset: str | None) -> str:
    try:
        return data.decode(charset or "utf-8", errors="replace")
    except LookupError:
        return data.decode("utf-8", errors="replace")


def _seconds(retry_after: str) -> float:
    """What a `Retry-After` header asks for: seconds, or a date; 0 where it says nothing."""
    text = retry_after.strip()
    if text.isascii() and text.isdigit():
        return float(text[:6])
    try:
        date = parsedate_to_datetime(text)
    except (TypeError, ValueError):
        return 0.0
    from datetime import UTC, datetime

    return max((date.astimezone(UTC) - datetime.now(UTC)).total_seconds(), 0.0)


def _cookies(headers: Iterable[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for header in headers:
        try:
            found |= {name: morsel.coded_value for name, morsel in SimpleCookie(header).items()}
        except ValueError:
            continue
    return found
