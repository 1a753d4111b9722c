"""Asking for addresses: many at once, politely, and never a private one.

Each address is asked by GET with the body unread, which costs what HEAD does and is refused by no
server. Redirects are followed hop by hop, each hop checked as the first address was. No proxy, no
credentials; a cookie lives for one chain of redirects, since many sites redirect in a circle
without it.
"""

from __future__ import annotations

import asyncio
import random
import socket
import ssl
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from http.cookies import SimpleCookie
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from postlint import __version__
from postlint.web.hosts import Host, by_host, lanes
from postlint.web.memory import Memory
from postlint.web.outcome import DAY, HOUR, Outcome, State, judged
from postlint.web.private import is_public

if TYPE_CHECKING:
    from aiohttp import ClientResponse, ClientSession

_PRIVATE = "not asked: postlint asks no private address"
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})


@dataclass(frozen=True, slots=True)
class Options:
    """How addresses are asked.

    `concurrency` is the number of requests at once in all, `per_host` for one host (more for a host with
    many addresses). `timeout` is in seconds for one request, `retries` how often a request is made
    again after a time-out, a reset, 429 or 5xx; `backoff` seconds pass before the first one,
    twice as many before each further one. `hops` bounds redirects. `private` are the
    names of hosts, as in the addresses, that may be asked though they are private.
    """

    concurrency: int = 100
    per_host: int = 6
    timeout: float = 15.0
    retries: int = 2
    backoff: float = 1.0
    hops: int = 10
    private: frozenset[str] = frozenset()
    agent: str = f"postlint/{__version__} (link check; +https://postlint.readthedocs.io)"


def verify(urls: Iterable[str], options: Options, tell: Callable[[str, Outcome], None]) -> None:
    """Ask for each address once, and tell its outcome as soon as it is known.

    Addresses are absolute `http:` or `https:` URLs without fragment, as `findings.address` makes
    them. Ctrl-C stops at once: what was told until then is known.
    """
    hosts = by_host(dict.fromkeys(urls))
    if hosts:
        asyncio.run(_Asking(options, tell).all(hosts))


_SILENT = Outcome(State.UNVERIFIED, "the host does not answer in time")


def outcomes(
    urls: Iterable[str], memory: Memory, options: Options, tell: Callable[[str, Outcome], None]
) -> dict[str, Outcome]:
    """The outcome of each address: remembered where it lasts, else asked for, told and remembered.

    After Ctrl-C these are the outcomes that are known by then.
    """
    wanted = dict.fromkeys(urls)
    known = {url: outcome for url in wanted if (outcome := memory.get(url)) is not None}

    def learn(url: str, outcome: Outcome) -> None:
        known[url] = outcome
        memory.put(url, outcome)
        tell(url, outcome)

    with suppress(KeyboardInterrupt):
        verify((url for url in wanted if url not in known), options, learn)
    return known


class _Refused(OSError):
    """A connection to a private address that was not made."""


def _guarded(info: tuple[Any, ...]) -> socket.socket:
    """A socket for an address that a connection is about to be made to, unless it is a private one.

    Names, literals, odd spellings and redirects all come by here, after the name was resolved: there is
    no moment between check and use.
    """
    family, kind, protocol, _, target = info
    if not is_public(str(target[0])):
        raise _Refused(_PRIVATE)
    made = socket.socket(family, kind, protocol)
    made.setblocking(False)
    return made


class _Asking:
    """One run over all hosts."""

    def __init__(self, options: Options, tell: Callable[[str, Outcome], None]) -> None:
        self.options = options
        self.tell = tell
        self.room = asyncio.Semaphore(options.concurrency)

    async def all(self, hosts: list[Host]) -> None:
        # Names are looked up in threads, of which asyncio has few on a small machine.
        asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(32))
        async with self._session(_guarded) as public, self._session(None) as private:
            self.sessions = (public, private)
            async with asyncio.TaskGroup() as group:
                for host in hosts:
                    for _ in range(lanes(len(host), self.options.per_host)):
                        group.create_task(self._lane(host))

    def _session(self, factory: Callable[[tuple[Any, ...]], socket.socket] | None) -> ClientSession:
        import aiohttp

        connector = aiohttp.TCPConnector(limit=0, ttl_dns_cache=300, socket_factory=factory)
        return aiohttp.ClientSession(
            connector=connector,
            timeout=aiohttp.ClientTimeout(total=self.options.timeout),
            headers={"User-Agent": self.options.agent, "Accept": "text/html,application/xhtml+xml,*/*;q=0.8"},
            cookie_jar=aiohttp.DummyCookieJar(),
            auto_decompress=False,
            trust_env=False,
        )

    async def _lane(self, host: Host) -> None:
        while (item := await host.next()) is not None:
            url, attempt = item
            if host.silent:
                self.tell(url, _SILENT)
                continue
            async with self.room:
                outcome, wait = await self._attempt(url, host)
            # A second silence is enough; what else may pass is tried as often as the options say.
            most = 1 if outcome is _SILENT else self.options.retries
            pause = max(wait or 0.0, self.options.backoff * 2**attempt * random.uniform(0.75, 1.25))
            if outcome.status in (429, 503):
                host.throttled(pause)
            if wait is None or attempt >= most:
                self.tell(url, outcome)
            else:
                host.again(url, attempt + 1, pause)

    async def _attempt(self, url: str, host: Host) -> tuple[Outcome, float | None]:
        """One chain of requests; with the seconds to wait (0: as we like) when it is worth trying again."""
        import aiohttp

        try:
            outcome, wait = await self._chain(url)
        except TimeoutError:
            host.timed_out()
            return _SILENT, 0.0
        except aiohttp.ClientConnectorError as error:
            host.answered()
            return _unconnected(error)
        except (aiohttp.InvalidURL, aiohttp.NonHttpUrlClientError, ValueError):
            return Outcome(State.UNVERIFIED, "it is no address that can be asked"), None
        except (aiohttp.ClientError, OSError):
            host.answered()
            return Outcome(State.UNVERIFIED, "the connection breaks off"), 0.0
        except Exception as error:
            # One odd answer must not end all the others.
            return Outcome(State.UNVERIFIED, f"asking for it failed ({type(error).__name__})"), None
        if outcome.status not in (429, 503):
            host.answered()
        return outcome, wait

    async def _chain(self, url: str) -> tuple[Outcome, float | None]:
        """Ask, and follow redirects."""
        cookies: dict[str, dict[str, str]] = {}
        seen: set[tuple[str, str]] = set()
        at, permanent = url, True
        for _ in range(self.options.hops + 1):
            jar = cookies.setdefault(urlsplit(at).hostname or "", {})
            sent = "; ".join(f"{name}={value}" for name, value in jar.items())
            if (at, sent) in seen:
                return Outcome(State.BROKEN, "it redirects in a circle", lasting=HOUR), None
            seen.add((at, sent))
            response = await self._get(at, sent)
            status, headers = response.status, response.headers
            if status not in _REDIRECTS or "Location" not in headers:
                outcome = judged(status)
                if at != url:
                    outcome = outcome._replace(final=at, permanent=permanent)
                wait = _seconds(headers.get("Retry-After", "")) if status in _AGAIN else None
                return outcome, wait
            jar.update(_cookies(headers.getall("Set-Cookie", [])))
            permanent = permanent and status in (301, 308)
            at = urljoin(at, headers["Location"]).partition("#")[0]
            if urlsplit(at).scheme not in ("http", "https"):
                return Outcome(State.UNVERIFIED, "it redirects to no web address", status, lasting=DAY), None
        return Outcome(State.UNVERIFIED, f"it redirects more than {self.options.hops} times"), None

    async def _get(self, url: str, cookies: str) -> ClientResponse:
        """The head of the answer; the body is not read."""
        host = (urlsplit(url).hostname or "").lower()
        session = self.sessions[1 if host in self.options.private else 0]
        headers = {"Cookie": cookies} if cookies else {}
        async with session.get(_without_user(url), headers=headers, allow_redirects=False) as response:
            response.close()
            return response


def _without_user(url: str) -> str:
    """The URL without a name and password, which are not ours to use."""
    parts = urlsplit(url)
    return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()


def _unconnected(error: Any) -> tuple[Outcome, float | None]:
    """The outcome of a connection that could not be made."""
    import aiohttp

    # A failed check of a certificate keeps its cause under a name of its own.
    cause = getattr(error, "certificate_error", None) or error.os_error
    if _PRIVATE in str(cause):
        return Outcome(State.UNVERIFIED, _PRIVATE), None
    if isinstance(error, aiohttp.ClientConnectorDNSError):
        unknown = {socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)}
        if getattr(cause, "errno", None) in unknown or getattr(cause.__cause__, "errno", None) in unknown:
            return Outcome(State.BROKEN, "there is no such host", lasting=HOUR), None
        return Outcome(State.UNVERIFIED, "the host's name cannot be looked up now"), 0.0
    if isinstance(cause, ssl.SSLError):
        return Outcome(State.BROKEN, f"the TLS connection fails: {_tls(cause)}", lasting=HOUR), None
    if isinstance(cause, ConnectionRefusedError) or "Connection refused" in str(cause):
        return Outcome(State.BROKEN, "the host refuses the connection", lasting=HOUR), None
    return Outcome(State.UNVERIFIED, "no connection can be made"), 0.0


def _tls(error: ssl.SSLError) -> str:
    if isinstance(error, ssl.SSLCertVerificationError):
        return error.verify_message
    return (error.reason or "handshake failure").lower().replace("_", " ")


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
