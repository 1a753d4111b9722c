"""Anchors of remote pages."""

from __future__ import annotations

import pytest
from answers import Server, ask

from postlint.web import State
from postlint.web.anchors import named

OK, BROKEN, UNVERIFIED = State.OK, State.BROKEN, State.UNVERIFIED


@pytest.mark.parametrize(
    ("path", "state", "reason"),
    [
        ("/page/still#here", OK, ""),
        ("/page/still#there", OK, ""),
        ("/page/still#a&b", OK, ""),
        ("/page/still#%E4%B8%AD", OK, ""),
        ("/page/still#top", OK, ""),
        ("/page/still#:~:text=a", OK, ""),
        ("/page/still#", OK, ""),
        ("/page/still#nowhere", BROKEN, "the page has no anchor `nowhere`"),
        ("/moved-page/still#nowhere", BROKEN, "the page has no anchor `nowhere`"),
        ("/page/lively#part", OK, ""),
        ("/page/lively#made", UNVERIFIED, "the page has no anchor `made`, unless a script makes it"),
        ("/page/long#late", UNVERIFIED, "the page is too long to look for `late`"),
        ("/page/plain#any", OK, ""),
        ("/page/packed#any", OK, ""),
        ("/status/404#any", BROKEN, "the server answers 404 Not Found"),
    ],
)
def test_anchors(server: Server, path: str, state: State, reason: str) -> None:
    (outcome,) = ask(server.base + path).values()
    assert (outcome.state, outcome.reason) == (state, reason)


def test_a_page_is_asked_once_for_all_its_anchors(server: Server) -> None:
    server.asked.clear()
    page = server.base + "/page/still"
    told = ask(page, page + "#here", page + "#nowhere", page + "#there")
    assert [outcome.state for outcome in told.values()] == [OK, OK, BROKEN, OK]
    assert server.asked["/page/still"] == 1


def test_a_page_that_moved_is_told_with_its_anchor(server: Server) -> None:
    url = server.base + "/moved-page/still#here"
    assert ask(url)[url].moved == server.base + "/page/still"


@pytest.mark.parametrize("fragment", ["", "top", "TOP", "/route", "!old-route", "page=3", ":~:text=x"])
def test_fragments_that_name_no_anchor(fragment: str) -> None:
    assert not named(fragment)
