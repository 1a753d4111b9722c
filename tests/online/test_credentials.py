"""Credentials come from the environment, and go to the host that they are for."""

from __future__ import annotations

from dataclasses import replace

import pytest
from answers import OPTIONS, Server, ask

from postlint.web import BadCredentials, Memory, Options, Outcome, State, credentials, outcomes


def test_names_and_values() -> None:
    given = {
        "POSTLINT_AUTH_api_example_com": "me:secret",
        "POSTLINT_AUTH_MY__HOST_EXAMPLE": " token-1 ",
        "POSTLINT_AUTH_empty_example": "",
        "HOME": "/root",
    }
    assert credentials(given) == {
        "api.example.com": "Basic bWU6c2VjcmV0",
        "my-host.example": "Bearer token-1",
    }


@pytest.mark.parametrize("value", ["a\nb", "pässword", "x\x00y"])
def test_what_can_be_no_credentials(value: str) -> None:
    with pytest.raises(BadCredentials) as raised:
        credentials({"POSTLINT_AUTH_a_example": value})
    assert value not in str(raised.value)


@pytest.mark.parametrize(
    ("scheme", "host", "port", "sent"),
    [
        ("https", "a.example", None, True),
        ("https", "a.example", 443, True),
        ("https", "a.example", 8443, False),
        ("http", "a.example", None, False),
        ("https", "b.a.example", None, False),
        ("https", "a.example.org", None, False),
        ("http", "mine.example", 8080, True),
    ],
)
def test_where_they_go(scheme: str, host: str, port: int | None, sent: bool) -> None:
    options = Options(
        private=frozenset({"mine.example"}), credentials={"a.example": "x", "mine.example": "x"}
    )
    assert (options.authorization(scheme, host, port) is not None) is sent


def test_they_stay_behind_when_a_redirect_leads_elsewhere(server: Server) -> None:
    elsewhere = server.base.replace("127.0.0.1", "localhost")
    options = replace(
        OPTIONS, private=frozenset({"127.0.0.1", "localhost"}), credentials={"127.0.0.1": "Bearer t"}
    )
    ask(f"{server.base}/to?url={elsewhere}/elsewhere", options=options)
    assert server.headers["/to"]["Authorization"] == "Bearer t"
    assert "Authorization" not in server.headers["/elsewhere"]


def test_what_was_closed_without_them_is_asked_again_with_them(server: Server) -> None:
    url = server.base + "/closed"
    memory = Memory()
    memory.put(url, Outcome(State.UNVERIFIED, "the server answers 401 Unauthorized", 401, lasting=999))
    assert outcomes([url], memory, OPTIONS, lambda *_: None)[url].state is State.UNVERIFIED
    options = replace(OPTIONS, credentials={"127.0.0.1": "Bearer t"})
    assert outcomes([url], memory, options, lambda *_: None)[url].state is State.OK
