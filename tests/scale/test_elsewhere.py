"""Posts linted by an executor's processes: the same findings, whatever happens to the processes."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest

from postlint.diagnostic import Diagnostic
from postlint.project import Elsewhere, Request
from postlint.run import anywhere, run
from postlint.run.anywhere import Errand, Errands, OtherVersion, Results, perform

NOW = datetime(2026, 1, 1, tzinfo=UTC)
BODIES = (
    '<p>A <b>bold</i> word, a <a href="http://example.com">link</a>.</p>',
    "Plain text, and [a page](/2022/01/02/post-1.html) of this site.",
    '<p id="a">One</p><p id="a">two</p>',
    "[lost](/nowhere/), and *text*.",
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("site")
    (root / "_config.yml").write_text("timezone: Asia/Shanghai\n", "utf-8")
    (root / "_posts").mkdir()
    for number in range(60):
        head = f'---\nlayout: post\ntitle: "Post {number}"\ndate: 2022-01-02 10:00:00\n---\n'
        (root / f"_posts/2022-01-02-post-{number}.md").write_text(head + BODIES[number % 4] + "\n", "utf-8")
    (root / "_posts/2022-01-03-bytes.md").write_bytes(b"---\ntitle: x\n---\n\xff\n")
    return root


@pytest.fixture(autouse=True)
def small_errands(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(anywhere, "POSTS", 5)


def found(site: Path, elsewhere: Elsewhere | None) -> list[Diagnostic]:
    _, outcome = run(Request((str(site),), jobs=1, elsewhere=elsewhere), NOW)
    assert not outcome.failures
    return outcome.diagnostics


def by(executor: Any) -> Elsewhere:
    return lambda errands: anywhere.spread(errands, executor, ahead=3)


class Faulty:
    """An executor that does its work at once, but for some errands."""

    def __init__(self, fault: Callable[[int, Errand], Results | None]) -> None:
        self.fault = fault
        self.count = 0

    def submit(self, work: Callable[[Errand], Results], errand: Errand) -> Future[Results]:
        self.count += 1
        future: Future[Results] = Future()
        try:
            instead = self.fault(self.count, errand)
            future.set_result(work(errand) if instead is None else instead)
        except OSError:
            raise
        except Exception as error:
            future.set_exception(error)
        return future


def test_processes_that_share_nothing_find_the_same(site: Path) -> None:
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as executor:
        assert found(site, by(executor)) == found(site, None)


def test_what_fails_on_its_way_is_done_here(site: Path) -> None:
    def every_third(count: int, _errand: Errand) -> None:
        if count % 3 == 0:
            raise RuntimeError("the worker has gone")

    assert found(site, by(Faulty(every_third))) == found(site, None)


def test_a_broken_executor_leaves_the_work_here(site: Path) -> None:
    def broken(_count: int, _errand: Errand) -> None:
        raise OSError("no process to be had")

    assert found(site, by(Faulty(broken))) == found(site, None)


def test_results_that_are_missing_doubled_foreign_or_rubbish_do_not_count(site: Path) -> None:
    def odd(count: int, errand: Errand) -> Results | None:
        made = perform(errand)
        return [made[1:], [*made, *made], [*made, (9_999, b"{}")], [(n, b"\xff") for n, _ in made]][count % 4]

    assert found(site, by(Faulty(odd))) == found(site, None)


def test_fixes_are_made_here(site: Path) -> None:
    from postlint.diagnostic import Safety

    def changes(elsewhere: Elsewhere | None) -> list[tuple[str, str, str]]:
        request = Request((str(site),), jobs=1, fix=Safety.UNSAFE, write=False, elsewhere=elsewhere)
        return run(request, NOW)[1].changes

    assert changes(by(Faulty(lambda *_: None))) == changes(None) != []


def test_another_version_is_refused(site: Path) -> None:
    def older(_count: int, errand: Errand) -> Results:
        return perform(errand._replace(orders=errand.orders._replace(version="0.0.9")))

    with pytest.raises(OtherVersion, match=r"0\.0\.9"):
        found(site, by(Faulty(older)))


def test_a_file_that_goes_meanwhile_is_named(site: Path, tmp_path: Path) -> None:
    def removing(errands: Errands) -> Iterator[tuple[int, bytes | None]]:
        errands.jobs = [errands.jobs[0]._replace(file=str(tmp_path / "gone.md")), *errands.jobs[1:]]
        yield from anywhere.spread(errands, Faulty(lambda *_: None), 2)

    _, outcome = run(Request((str(site),), jobs=1, elsewhere=removing), NOW)
    assert [failure.reason for failure in outcome.failures] == ["No such file or directory"]


@pytest.mark.filterwarnings("ignore")
def test_a_dask_cluster_finds_the_same_even_when_a_worker_is_killed(site: Path) -> None:
    distributed = pytest.importorskip("distributed")
    from postlint.run import dask

    settings = {"distributed.admin.log-format": "", "logging": {"distributed": "critical"}}
    with (
        __import__("dask").config.set(settings),
        distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster,
    ):
        expected = found(site, None)
        assert found(site, lambda errands: dask.spread(errands, cluster.scheduler_address)) == expected

        def killing(errands: Errands) -> Iterator[tuple[int, bytes | None]]:
            victim = next(iter(cluster.workers.values())).pid
            for count, result in enumerate(dask.spread(errands, cluster.scheduler_address)):
                if count == 10:
                    os.kill(victim, signal.SIGKILL)
                yield result

        assert found(site, killing) == expected


def test_no_cluster_at_an_address_is_said(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed")
    from postlint.run import dask

    with pytest.raises(dask.NoCluster, match="nonsense"):
        found(site, lambda errands: dask.spread(errands, "nonsense://here"))


def test_orders_hold_nothing_of_this_process(site: Path) -> None:
    import pickle

    from postlint.project import Project

    project = Project.open(Request((str(site),)), NOW)
    setup = project.setup(site / "_posts/x.md")
    orders = anywhere.Orders.of(setup, False)
    again = pickle.loads(pickle.dumps(orders))
    assert again == orders
    assert again.setup().selection.names == setup.selection.names
    assert again.setup().context._replace(now=NOW) == setup.context._replace(now=NOW)
