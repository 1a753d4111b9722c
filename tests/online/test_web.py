"""`postlint.web`: every answer a server can give, on a server of our own; nothing private is asked."""

from __future__ import annotations

import asyncio
import json
import socket
import threading
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from postlint import cache
from postlint.context import Context
from postlint.diagnostic import Safety
from postlint.fix import apply
from postlint.post import Post
from postlint.text import Source
from postlint.web import (
    FILE_NAME,
    Memory,
    Options,
    Outcome,
    State,
    address,
    findings,
    links,
    outcomes,
    verify,
)
from postlint.web.private import is_public

pytest.importorskip("aiohttp")
from aiohttp import web

OK, BROKEN, UNVERIFIED = State.OK, State.BROKEN, State.UNVERIFIED
OPTIONS = Options(timeout=0.4, backoff=0.02, private=frozenset({"127.0.0.1"}))


class Server:
    """A web server on this machine, in a thread of its own, that counts what it is asked."""

    def __init__(self) -> None:
        self.asked: Counter[str] = Counter()
        self.loop = asyncio.new_event_loop()
        self.port = 0
        self._started = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()
        assert self._started.wait(10)
        self.base = f"http://127.0.0.1:{self.port}"

    def stop(self) -> None:
        self.loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(10)

    def _run(self) -> None:
        self.loop.run_until_complete(self._serve())
        self.loop.close()

    async def _serve(self) -> None:
        self._stop = asyncio.Event()
        app = web.Application()
        app.router.add_route("*", "/{tail:.*}", self._answer)
        runner = web.AppRunner(app, shutdown_timeout=0.1)
        await runner.setup()
        listening = socket.create_server(("127.0.0.1", 0))
        self.port = listening.getsockname()[1]
        await web.SockSite(runner, listening).start()
        self._started.set()
        await self._stop.wait()
        await runner.cleanup()

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        self.asked[request.path] += 1
        times = self.asked[request.path]
        first, _, rest = request.path.strip("/").partition("/")
        if request.method == "HEAD":
            return web.Response(status=405)
        match first:
            case "status":
                return web.Response(status=int(rest))
            case "throttled":
                return (
                    web.Response(status=429, headers={"Retry-After": "0"}) if times == 1 else web.Response()
                )
            case "throttled-until":
                date = format_datetime(datetime.now(UTC) + timedelta(seconds=-5), usegmt=True)
                return (
                    web.Response(status=503, headers={"Retry-After": date}) if times == 1 else web.Response()
                )
            case "flaky":
                return web.Response(status=500) if times < 3 else web.Response()
            case "moved":
                return web.Response(status=301, headers={"Location": "/status/200"})
            case "found":
                return web.Response(status=302, headers={"Location": f"{self.base}/status/200"})
            case "moved-then-found":
                return web.Response(status=308, headers={"Location": "/found"})
            case "moved-to-nothing":
                return web.Response(status=301, headers={"Location": "/status/404"})
            case "to":
                return web.Response(status=302, headers={"Location": request.query["url"]})
            case "circle":
                return web.Response(status=302, headers={"Location": "/circle"})
            case "cookie":
                if request.headers.get("Cookie") == "seen=yes":
                    return web.Response()
                return web.Response(
                    status=302, headers={"Location": "/cookie", "Set-Cookie": "seen=yes; Path=/"}
                )
            case "stairs":
                return web.Response(status=302, headers={"Location": f"/stairs/{int(rest or 0) + 1}"})
            case "hang":
                await asyncio.sleep(3)
                return web.Response()
            case "slow-body":
                response = web.StreamResponse()
                await response.prepare(request)
                await asyncio.sleep(3)
                return response
            case "reset":
                assert request.transport
                request.transport.abort()
                return web.Response()
            case "credentials":
                return web.Response(status=500 if "Authorization" in request.headers else 200)
        return web.Response()


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    running = Server()
    yield running
    running.stop()


def ask(*urls: str, options: Options = OPTIONS) -> dict[str, Outcome]:
    told: dict[str, Outcome] = {}
    verify(urls, options, told.__setitem__)
    return told


@pytest.mark.parametrize(
    ("path", "state", "reason"),
    [
        ("/", OK, ""),
        ("/status/204", OK, ""),
        ("/status/404", BROKEN, "the server answers 404 Not Found"),
        ("/status/410", BROKEN, "the server answers 410 Gone"),
        ("/status/401", UNVERIFIED, "the server answers 401 Unauthorized"),
        ("/status/403", UNVERIFIED, "the server answers 403 Forbidden"),
        ("/status/429", UNVERIFIED, "the server answers 429 Too Many Requests"),
        ("/status/500", UNVERIFIED, "the server answers 500 Internal Server Error"),
        ("/status/503", UNVERIFIED, "the server answers 503 Service Unavailable"),
        ("/status/999", UNVERIFIED, "the server answers 999"),
        ("/status/400", UNVERIFIED, "the server answers 400 Bad Request"),
        ("/throttled", OK, ""),
        ("/throttled-until", OK, ""),
        ("/flaky", OK, ""),
        ("/moved", OK, ""),
        ("/found", OK, ""),
        ("/moved-to-nothing", BROKEN, "the server answers 404 Not Found"),
        ("/circle", BROKEN, "it redirects in a circle"),
        ("/cookie", OK, ""),
        ("/stairs", UNVERIFIED, "it redirects more than 10 times"),
        ("/to?url=ftp://example.com/", UNVERIFIED, "it redirects to no web address"),
        ("/to?url=http://[", UNVERIFIED, "it is no address that can be asked"),
        ("/hang", UNVERIFIED, "the host does not answer in time"),
        ("/slow-body", OK, ""),
        ("/reset", UNVERIFIED, "the connection breaks off"),
    ],
)
def test_answers(server: Server, path: str, state: State, reason: str) -> None:
    (outcome,) = ask(server.base + path).values()
    assert (outcome.state, outcome.reason) == (state, reason)


def test_redirects_are_told(server: Server) -> None:
    told = ask(*(server.base + path for path in ("/moved", "/found", "/moved-then-found", "/")))
    by_path = {url.removeprefix(server.base): outcome for url, outcome in told.items()}
    end = server.base + "/status/200"
    assert (by_path["/moved"].final, by_path["/moved"].moved) == (end, end)
    assert (by_path["/found"].final, by_path["/found"].moved) == (end, None)
    assert by_path["/moved-then-found"].final == end
    assert by_path["/moved-then-found"].moved == server.base + "/found"
    assert by_path["/"].final is None


def test_hosts_that_are_not_there() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    (refused,) = ask(f"http://127.0.0.1:{port}/").values()
    assert (refused.state, refused.reason) == (BROKEN, "the host refuses the connection")


def test_names(monkeypatch: pytest.MonkeyPatch) -> None:
    def getaddrinfo(host: str, *_: object, **__: object) -> list[object]:
        number = socket.EAI_NONAME if host == "nowhere.example" else socket.EAI_AGAIN
        raise socket.gaierror(number, "as the test wants it")

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    told = ask("http://nowhere.example/", "http://perhaps.example/")
    assert told["http://nowhere.example/"][:2] == (BROKEN, "there is no such host")
    assert told["http://perhaps.example/"][:2] == (UNVERIFIED, "the host's name cannot be looked up now")


def test_no_tls(server: Server) -> None:
    (outcome,) = ask(server.base.replace("http:", "https:") + "/").values()
    assert outcome.state is BROKEN
    assert outcome.reason.startswith("the TLS connection fails: ")


def test_many(server: Server) -> None:
    """Each address is asked once; none is lost."""
    server.asked.clear()
    urls = [f"{server.base}/many/{number}" for number in range(400)]
    told = ask(*urls, *urls)
    assert set(told) == set(urls)
    assert {outcome.state for outcome in told.values()} == {OK}
    assert set(server.asked.values()) == {1}


def test_a_host_that_never_answers_is_given_up(server: Server) -> None:
    started = time.monotonic()
    told = ask(*(f"{server.base}/hang/{number}" for number in range(60)))
    assert {outcome.state for outcome in told.values()} == {UNVERIFIED}
    assert time.monotonic() - started < 5


def test_a_throttling_host_does_not_hold_up_others(server: Server) -> None:
    order: list[str] = []
    other = server.base.replace("127.0.0.1", "localhost")
    options = Options(timeout=1, backoff=0.5, retries=1, private=frozenset({"127.0.0.1", "localhost"}))
    verify([server.base + "/status/429", other + "/"], options, lambda url, _: order.append(url))
    assert order == [other + "/", server.base + "/status/429"]


def test_names_and_passwords_are_not_sent(server: Server) -> None:
    url = server.base.replace("//", "//me:secret@") + "/credentials"
    (outcome,) = ask(url).values()
    assert outcome.state is OK


def test_nothing_to_ask() -> None:
    assert ask() == {}


class TestOutcomes:
    def test_what_lasts_is_not_asked_again(self, server: Server) -> None:
        server.asked.clear()
        memory = Memory()
        urls = [server.base + path for path in ("/a", "/status/404", "/status/500")]
        told: list[str] = []
        first = outcomes(urls, memory, OPTIONS, lambda url, _: told.append(url))
        assert sorted(told) == sorted(urls)
        again = outcomes(urls, Memory(memory.merged()), OPTIONS, lambda url, _: told.append(url))
        assert sorted(told[3:]) == sorted(urls)
        assert server.asked["/status/500"] == OPTIONS.retries + 1
        assert {url: o.state for url, o in first.items()} == {url: o.state for url, o in again.items()}
        assert server.asked["/a"] == server.asked["/status/404"] == 1

    def test_an_interrupt_keeps_what_is_known(self, server: Server) -> None:
        memory = Memory()

        def stop(url: str, _: Outcome) -> None:
            if len(memory_keys(memory)) >= 5:
                raise KeyboardInterrupt

        found = outcomes((f"{server.base}/n/{n}" for n in range(200)), memory, OPTIONS, stop)
        assert 5 <= len(found) < 200
        assert len(memory_keys(memory)) == len(found)


def memory_keys(memory: Memory) -> list[str]:
    return list(json.loads(memory.merged())["links"])


class TestPrivate:
    """No connection is made: a listening socket sees none."""

    @pytest.fixture
    def listening(self) -> Iterator[socket.socket]:
        with socket.create_server(("", 0), family=socket.AF_INET) as made:
            made.setblocking(False)
            yield made

    @pytest.fixture
    def ears(self, listening: socket.socket) -> Iterator[int]:
        yield listening.getsockname()[1]
        with pytest.raises(BlockingIOError):
            listening.accept()

    @pytest.mark.parametrize(
        "host",
        [
            "127.0.0.1",
            "127.1",
            "2130706433",
            "0x7f000001",
            "0177.0.0.1",
            "0.0.0.0",
            "localhost",
            "LOCALHOST.",
            "[::1]",
            "[::]",
            "[::ffff:127.0.0.1]",
            "[::ffff:7f00:1]",
            "[64:ff9b::7f00:1]",
            "[2002:7f00:1::]",
            "①②⑦.⓪.⓪.①",
            "127。0。0。1",
            "169.254.169.254",
            "10.0.0.1",
            "[fe80::1]",
            "[fd00:ec2::254]",
        ],
    )
    def test_spellings(self, ears: int, host: str) -> None:
        (outcome,) = ask(f"http://{host}:{ears}/", options=Options(timeout=1, backoff=0.01)).values()
        assert outcome.state is not OK
        assert not (outcome.state is BROKEN and "refuses" in outcome.reason)

    def test_a_name_that_leads_to_this_machine(self, ears: int, monkeypatch: pytest.MonkeyPatch) -> None:
        def getaddrinfo(_host: str, port: int, *_: object, **__: object) -> list[object]:
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]

        monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
        (outcome,) = ask(f"http://innocent.example:{ears}/").values()
        assert outcome[:2] == (UNVERIFIED, "not asked: postlint asks no private address")

    def test_a_redirect_to_this_machine(self, server: Server, ears: int) -> None:
        options = Options(timeout=1, private=frozenset({"localhost"}))
        url = f"http://localhost:{server.port}/to?url=http://127.0.0.1:{ears}/"
        (outcome,) = ask(url, options=options).values()
        assert outcome[:2] == (UNVERIFIED, "not asked: postlint asks no private address")

    def test_one_allowed_name_allows_no_other(self, ears: int) -> None:
        (outcome,) = ask(
            f"http://127.0.0.1:{ears}/", options=Options(private=frozenset({"localhost"}))
        ).values()
        assert outcome.state is UNVERIFIED

    @pytest.mark.parametrize(
        ("ip", "public"),
        [
            ("93.184.216.34", True),
            ("2606:2800:220:1:248:1893:25c8:1946", True),
            ("172.15.0.1", True),
            ("172.16.0.1", False),
            ("172.31.255.255", False),
            ("100.100.100.200", False),
            ("168.63.129.16", False),
            ("192.168.1.1", False),
            ("198.18.0.1", False),
            ("224.0.0.1", False),
            ("255.255.255.255", False),
            ("::1", False),
            ("fe80::1%eth0", False),
            ("::ffff:10.0.0.1", False),
            ("::ffff:93.184.216.34", True),
            ("64:ff9b::a00:1", False),
            ("2002:0a00:0001::", False),
            ("2001:0:1::", False),
            ("2001:db8::1", False),
            ("ff02::1", False),
            ("no address", False),
        ],
    )
    def test_is_public(self, ip: str, public: bool) -> None:
        assert is_public(ip) is public


class TestMemory:
    def test_ages(self) -> None:
        memory = Memory(now=1000)
        memory.put("http://a/", Outcome(OK, status=200, lasting=100))
        memory.put("http://b/", Outcome(BROKEN, "gone", 404, lasting=10))
        memory.put("http://c/", Outcome(UNVERIFIED, "late"))
        later = Memory(memory.merged(), now=1050)
        assert later.get("http://a/") == Outcome(OK, status=200, lasting=50)
        assert later.get("http://b/") is None
        assert later.get("http://c/") is None

    def test_two_runs_are_merged(self) -> None:
        one, two = Memory(now=1), Memory(now=1)
        one.put("http://a/", Outcome(OK, lasting=9))
        two.put("http://b/", Outcome(OK, lasting=9))
        both = Memory(two.merged(one.merged()), now=1)
        assert both.get("http://a/")
        assert both.get("http://b/")

    def test_kept_by_the_cache(self, tmp_path: Path) -> None:
        memory = Memory(cache.read(tmp_path, FILE_NAME), now=1)
        memory.put("http://a/", Outcome(OK, lasting=9))
        assert cache.update(tmp_path, FILE_NAME, memory.merged)
        assert Memory(cache.read(tmp_path, FILE_NAME), now=2).get("http://a/")
        cache.clean(tmp_path)
        assert not (tmp_path / cache.FOLDER).exists()

    @pytest.mark.parametrize(
        "text",
        ["", "[]", "{", "null", '{"version":1,"links":[]}', '{"version":1,"links":{"http://a/":["ok"]}}',
         '{"version":1,"links":{"http://a/":["odd","",null,null,true,9999]}}', "[" * 99_999, "\xff"],
    )  # fmt: skip
    def test_foreign_bytes(self, text: str) -> None:
        memory = Memory(text.encode("latin-1"), now=1)
        assert memory.get("http://a/") is None
        memory.put("http://a/", Outcome(OK, lasting=9))
        assert Memory(memory.merged(text.encode("latin-1")), now=1).get("http://a/")

    def test_what_passes_is_remembered_for_minutes(self, server: Server) -> None:
        told = ask(*(server.base + path for path in ("/status/500", "/status/429", "/hang/9", "/reset")))
        assert {outcome.lasting for outcome in told.values()} == {600}

    def test_nothing_private_is_remembered(self) -> None:
        (outcome,) = ask("http://127.0.0.1:9/", options=Options()).values()
        assert outcome.lasting == 0


@pytest.mark.parametrize(
    ("target", "url"),
    [
        ("https://example.com/a?b#c", "https://example.com/a?b#c"),
        ("HTTP://example.com", "http://example.com"),
        (" http://example.com/ ", "http://example.com/"),
        ("//example.com/a", "https://example.com/a"),
        ("/a", None),
        ("", None),
        ("mailto:a@example.com", None),
        ("javascript:alert(1)", None),
        ("http://", None),
        ("http:///a", None),
        ("http://[", None),
        ("http://example.com:99999/", None),
        ("http://{{ site.host }}/", None),
        ("https://example.com/" + "a" * 9000, None),
        ("file:///etc/passwd", None),
    ],
)
def test_address(target: str, url: str | None) -> None:
    assert address(target) == url


HEAD = "---\nlayout: post\ntitle: x\n---\n"


def post(body: str) -> Post:
    source = Source.decode("_posts/2021-12-29-x.md", (HEAD + body).encode())
    return Post(source, Context(generator="jekyll", config={"url": "https://own.example"}))


def test_links_of_a_post() -> None:
    found = links(post("[a](http://a.example/#x) [b](/b) <https://c.example/> [d](https://own.example/d)\n"))
    assert [(link.url, link.written) for link in found] == [
        ("http://a.example/#x", "http://a.example/#x"),
        ("https://c.example/", "https://c.example/"),
    ]


def test_findings() -> None:
    text = "[a](http://a.example/) [b](http://b.example/#top) [c](http://c.example/) [a](http://a.example/)\n"
    outcomes = {
        "http://a.example/": Outcome(BROKEN, "the server answers 404 Not Found", 404),
        "http://b.example/#top": Outcome(
            OK, status=200, final="https://b.example/new", moved="https://b.example/new"
        ),
        "http://c.example/": Outcome(UNVERIFIED, "the server answers 403 Forbidden", 403),
    }
    given = post(text)
    found = list(findings(links(given), outcomes))
    assert [(rule, finding.message) for rule, finding in found] == [
        ("link/broken-external", "`http://a.example/` is dead: the server answers 404 Not Found"),
        ("link/redirected", "`http://b.example/#top` has moved for good to `https://b.example/new`"),
        ("link/unverified", "`http://c.example/` could not be verified: the server answers 403 Forbidden"),
        ("link/broken-external", "`http://a.example/` is dead: the server answers 404 Not Found"),
    ]
    assert [given.source.slice(finding.span) for _, finding in found][1] == "http://b.example/#top"
    fixes = [finding.fix for _, finding in found if finding.fix]
    assert "[b](https://b.example/new#top)" in apply(given.source.text, fixes, Safety.UNSAFE).text
    assert apply(given.source.text, fixes, Safety.SAFE).text == given.source.text


@pytest.mark.parametrize(
    "final",
    ["https://b.example/a(b)", "https://b.example/?a=1&b=2", 'https://b.example/"', "https://b.example/a b"],
)
def test_no_fix_that_would_have_to_be_escaped(final: str) -> None:
    outcome = Outcome(OK, status=200, final=final, moved=final)
    ((_, finding),) = findings(links(post("[b](http://b.example/)\n")), {"http://b.example/": outcome})
    assert finding.fix is None


def test_passwords_are_not_shown() -> None:
    outcome = Outcome(BROKEN, "gone", 410)
    url = "http://me:secret@b.example/"
    ((_, finding),) = findings(links(post(f"[b]({url})\n")), {url: outcome})
    assert "secret" not in finding.message
