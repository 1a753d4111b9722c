"""How hosts are paced: in rounds, within limits, and no longer than is worth it."""

from __future__ import annotations

import asyncio
import time

import pytest
from answers import Server, ask

from postlint.web import Options, State
from postlint.web.hosts import Host, Schedule, by_host, lanes
from postlint.web.verify import verify

OPTIONS = Options(timeout=2, backoff=0.02, private=frozenset({"127.0.0.1", "localhost"}))


@pytest.mark.parametrize(("count", "at_once"), [(1, 1), (6, 6), (50, 6), (160, 10), (400, 24), (100_000, 24)])
def test_the_limit_of_a_host_grows_with_its_addresses(count: int, at_once: int) -> None:
    assert lanes(count, 6) == at_once


def test_addresses_are_grouped_by_host() -> None:
    urls = ["http://A.example/1", "https://a.example/2", "http://b.example/", "http://a.example:81/"]
    assert sorted(len(host) for host in by_host(urls, 6)) == [1, 1, 2]


def test_no_more_at_once_than_the_options_say(server: Server) -> None:
    server.most = 0
    urls = [f"{server.base}/slow/{number}" for number in range(300)]
    told = ask(*urls, options=Options(concurrency=7, per_host=50, private=frozenset({"127.0.0.1"})))
    assert len(told) == 300
    assert 2 <= server.most <= 7


def test_no_more_at_one_host_than_is_polite(server: Server) -> None:
    server.most = 0
    ask(*(f"{server.base}/slow/{number}" for number in range(60)), options=OPTIONS)
    assert 2 <= server.most <= OPTIONS.per_host


def test_a_host_that_was_busy_for_a_while_is_asked_in_a_second_round(server: Server) -> None:
    server.asked.clear()
    told = ask(*(f"{server.base}/busy/8/{number}" for number in range(60)), options=OPTIONS)
    assert {outcome.state for outcome in told.values()} == {State.OK}
    assert server.asked["busy"] == 60 + 8


def test_a_host_that_goes_on_to_throttle_is_given_up(server: Server) -> None:
    server.asked.clear()
    urls = [f"{server.base}/busy/9999/{number}" for number in range(200)]
    told = ask(*urls, options=OPTIONS)
    assert set(told) == set(urls)
    assert {outcome.state for outcome in told.values()} == {State.UNVERIFIED}
    assert server.asked["busy"] < 30


def test_others_are_done_while_a_host_is_left_alone(server: Server) -> None:
    server.asked.clear()
    other = server.base.replace("127.0.0.1", "localhost")
    busy = [f"{server.base}/busy/8/{number}" for number in range(20)]
    order: list[str] = []
    options = Options(backoff=0.2, private=OPTIONS.private)
    verify([*busy, *(f"{other}/{number}" for number in range(40))], options, lambda url, _: order.append(url))
    assert all(url.startswith(other) for url in order[:40])


def test_many_hosts_cost_no_more_than_their_addresses() -> None:
    """The schedule of 50,000 hosts is walked in seconds; nothing of it is done per host and step."""

    async def walk() -> int:
        schedule = Schedule(by_host((f"http://h{n}.example/" for n in range(50_000)), 6))
        count = 0
        while (turn := await schedule.next()) is not None:
            count += 1
            schedule.done(turn.host)
        return count

    started = time.process_time()
    assert asyncio.run(walk()) == 50_000
    assert time.process_time() - started < 10


def test_of_the_hosts_that_may_be_asked_the_largest_comes_first() -> None:
    async def walk() -> list[str]:
        schedule = Schedule([Host(["a"]), Host(["b1", "b2", "b3"]), Host(["c1", "c2"])])
        order = []
        while (turn := await schedule.next()) is not None:
            order.append(turn.url)
            schedule.done(turn.host)
        return order

    assert asyncio.run(walk()) == ["b1", "c1", "b2", "a", "c2", "b3"]


def test_a_parked_host_is_asked_one_by_one_and_then_faster() -> None:
    async def walk() -> tuple[float | None, list[int]]:
        host = Host((str(n) for n in range(100)), 4)
        for _ in range(3):
            host.take()
            host.throttled(30)
            host.landed()
        due = host.due()
        host._resume = 0.0
        widths = []
        for _ in range(12):
            taken = 0
            while host.due() is not None:
                host.take()
                taken += 1
            widths.append(taken)
            for _ in range(taken):
                host.landed()
                host.answered()
        return due, widths

    due, widths = asyncio.run(walk())
    assert due is not None
    assert widths == [1, 2, 3, 4, 4, 4, 4, 4, 4, 4, 4, 4]
