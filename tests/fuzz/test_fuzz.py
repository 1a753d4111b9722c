"""Fuzz targets hold for their seeds and for all that once broke them; and run under atheris."""

from __future__ import annotations

import json
import sys
import tomllib
from importlib.util import find_spec
from pathlib import Path

import pytest

from postlint.cache.pack import Pack
from tests.fuzz import __main__ as command
from tests.fuzz.campaign import Figures, reproductions, table
from tests.fuzz.mutate import mutated
from tests.fuzz.run import noted
from tests.fuzz.seeds import REGRESSIONS, regressions, seeds
from tests.fuzz.targets import TARGETS

BROKE = [(target, path) for target in TARGETS for path in regressions(target)]


@pytest.mark.parametrize("target", TARGETS)
def test_seeds(target: str) -> None:
    every = 5 if target in ("check", "fix") else 1
    for seed in list(seeds(target))[::every]:
        TARGETS[target](seed)


@pytest.mark.parametrize(("target", "path"), BROKE, ids=lambda x: x.name if isinstance(x, Path) else x)
def test_what_once_broke(target: str, path: Path) -> None:
    TARGETS[target](path.read_bytes())


def test_every_regression_belongs_to_a_target() -> None:
    assert {path.name for path in REGRESSIONS.iterdir() if path.is_dir()} <= set(TARGETS)


def test_an_unknown_target_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        command.main(["nothing"])
    assert "there is no target `nothing`; there are front-matter, body" in capsys.readouterr().err


def _reads(target: str, data: bytes) -> bool:
    """Whether the first parse of a target takes the data."""
    try:
        if target == "patterns":
            return "patterns" in tomllib.loads(data.decode("utf-8", "replace"))
        return len(Pack(data)) > 0 or json.loads(data.decode("utf-8", "surrogatepass")) is not None
    except ValueError:
        return False


@pytest.mark.parametrize("target", ["baseline", "cache", "patterns"])
def test_mutations_keep_the_form(target: str) -> None:
    readable = [seed for seed in seeds(target) if _reads(target, seed)]
    made = [
        mutated(target, seed, 100_000, number, lambda data, _: data[:-1])
        for seed in readable
        for number in range(40)
    ]
    assert sum(_reads(target, data) for data in made) > len(made) / 2
    assert sum(data in readable for data in made) < len(made) / 4


def test_a_crash_is_kept_once_for_each_place_and_its_command_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(data: bytes) -> None:
        if data:
            raise ValueError("broken")

    run = noted(broken, tmp_path)
    for data in (b"", b"a", b"b"):
        run(data)
    (kept,) = tmp_path.iterdir()
    assert kept.read_bytes() == b"a"
    assert f"{kept}: ValueError" in capsys.readouterr().out
    (told,) = reproductions(Figures("cache", crashes=(kept,)))
    assert told == f"python -m tests.fuzz again cache {kept}"
    assert command.main(told.split()[3:]) == 0
    assert capsys.readouterr().out == "nothing breaks\n"


def test_figures_are_summed_up(tmp_path: Path) -> None:
    made = table([Figures("a", 1000, 60, 30, 5, 7), Figures("b", 2000, 90, 60, 1, 2, (tmp_path,))])
    assert made.splitlines()[2:] == [
        "| a | 1,000 | 1.0 | 0.5 | 5 | 7 | 0 |",
        "| b | 2,000 | 1.5 | 1.0 | 1 | 2 | 1 |",
        "| all | 3,000 | 2.5 | 1.5 | 6 | 9 | 1 |",
    ]


@pytest.mark.skipif(find_spec("atheris") is None, reason="atheris is not installed: the extra `fuzz`")
@pytest.mark.skipif(sys.platform != "linux", reason="atheris has wheels for Linux")
@pytest.mark.parametrize("target", TARGETS)
def test_five_seconds(target: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["--seconds", "5", "--corpus", str(tmp_path), target]) == 0, capsys.readouterr().out
    assert " executions" in capsys.readouterr().out
