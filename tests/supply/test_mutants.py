"""Planted faults: `python -m tests.dev mutants`."""

from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.dev.__main__ import main

pytestmark = pytest.mark.skipif(
    find_spec("mutmut") is None, reason="mutmut is not installed: the extra `mutants`"
)

ROOT = Path(__file__).parents[2]
CODE = """
from functools import cache

TABLE = {"a": 1}


@cache
def known():
    return 6


def more(number):
    return number + 1


class Count:
    @property
    def down(self):
        number = 3
        while number > 0:
            number -= 1
        return [number]


def never(number):
    return number * 2


def unheard(number):
    return max(number, 5)
"""
TESTS = """
from package.code import Count, known, more, unheard

def test_first_to_ask():
    known()

def test_more():
    assert more(1) == 2

def test_down():
    assert Count().down == [0]

def test_unheard():
    unheard(7)

def test_known():
    assert known() == 6
"""
SERVED = """
import sys
from pathlib import Path
import pytest
from tests.dev.mutants.making import Module
from tests.dev.mutants.serving import Server

root = Path(sys.argv[1])
sys.path.insert(0, str(root))
module = Module("package/code.py", (root / "package/code.py").read_text("utf-8"))
mutants = [module[number] for number in range(len(module))]
server = Server(root, root / "kept.json", ["package/code.py"], mutants, {}, 5)
pytest.main(["-q", "-s", "-p", "no:cacheprovider", "-n0", "-c", "/dev/null", str(root)], plugins=[server])
for one in server.outcomes:
    print("OUTCOME", one.what, one.mutant.function.name, one.mutant.before, "->", one.mutant.after)
"""


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What became of each mutant of a small package with a few tests."""
    root = tmp_path_factory.mktemp("planted")
    (root / "package").mkdir()
    (root / "package" / "code.py").write_text(CODE, "utf-8")
    (root / "test_code.py").write_text(TESTS, "utf-8")
    command = [sys.executable, "-c", SERVED, str(root)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    found = [line.removeprefix("OUTCOME ") for line in done.stdout.split("\n") if line.startswith("OUTCOME ")]
    assert found, done.stderr
    return found


def test_a_fault_that_a_test_notices_is_killed(outcomes: list[str]) -> None:
    assert "killed more number + 1 -> number - 1" in outcomes


def test_what_is_computed_once_is_known_to_be_needed_by_each_test(outcomes: list[str]) -> None:
    assert "killed known 6 -> 7" in outcomes


def test_a_fault_that_runs_for_ever_is_killed(outcomes: list[str]) -> None:
    assert "timeout Count.down number -= 1 -> number += 1" in outcomes


def test_a_fault_that_no_assertion_sees_survives(outcomes: list[str]) -> None:
    assert "survived unheard 5 -> 6" in outcomes
    assert "killed unheard max(number, 5) -> max(number, None)" in outcomes


def test_a_fault_that_no_test_runs_is_told(outcomes: list[str]) -> None:
    assert "unreached never number * 2 -> number / 2" in outcomes


def test_what_runs_at_import_is_left_alone(outcomes: list[str]) -> None:
    assert not [one for one in outcomes if "TABLE" in one or '"a"' in one]


def test_a_sample_is_the_same_for_the_same_seed_and_spread_over_the_modules() -> None:
    from tests.dev.mutants.command import drawn, files

    (first, every), (again, _), (other, _) = drawn("fix", 40, 1), drawn("fix", 40, 1), drawn("fix", 40, 2)
    assert list(map(str, first)) == list(map(str, again)) != list(map(str, other))
    assert len(first) == 40 < every
    assert {one.function.path for one in first} == {
        name for name in files("fix") if not name.endswith("__init__.py")
    }


def test_a_share_has_an_interval() -> None:
    from tests.dev.mutants.command import interval

    low, high = interval(170, 200)
    assert (round(low, 3), round(high, 3)) == (0.794, 0.893)


def test_an_area_that_there_is_not_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["mutants", "--area", "bodies"])
    assert "invalid choice: 'bodies'" in capsys.readouterr().err
