"""What earlier runs know of addresses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from answers import OPTIONS, Server, ask

from postlint import cache
from postlint.web import FILE_NAME, Memory, Options, Outcome, State, outcomes

OK, BROKEN, UNVERIFIED = State.OK, State.BROKEN, State.UNVERIFIED


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
