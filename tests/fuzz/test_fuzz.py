"""Fuzz targets hold for their seeds and for all that once broke them; and run under atheris."""

from __future__ import annotations

import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.fuzz import __main__ as command
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


@pytest.mark.skipif(find_spec("atheris") is None, reason="atheris is not installed: the extra `fuzz`")
@pytest.mark.skipif(sys.platform != "linux", reason="atheris has wheels for Linux")
@pytest.mark.parametrize("target", TARGETS)
def test_five_seconds(target: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["--seconds", "5", "--corpus", str(tmp_path), target]) == 0, capsys.readouterr().out
    assert " executions" in capsys.readouterr().out
