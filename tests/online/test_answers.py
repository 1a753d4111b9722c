"""Every answer that a server can give, on a server of our own."""

from __future__ import annotations

import socket
import time

import pytest
from answers import Server, ask

from postlint.web import Options, State
from postlint.web.verify import verify

OK, BROKEN, UNVERIFIED = State.OK, State.BROKEN, State.UNVERIFIED


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
