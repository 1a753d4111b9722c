"""The laws of fixes hold on posts that nobody would write; docs/reliability.md has the figures of 10,000."""

from __future__ import annotations

from pathlib import Path

import pytest

from postlint.diagnostic import Safety
from tests.fixing.law_sweep import UNSETTLED, Sweep
from tests.fuzz import hostile


@pytest.mark.parametrize("allowed", [Safety.SAFE, Safety.UNSAFE])
def test_laws_hold(tmp_path: Path, allowed: Safety) -> None:
    hostile.write(tmp_path, 200, seed=3)
    swept = Sweep(allowed).site(tmp_path)
    broken = [(one.path, fault) for one in swept for fault in one.faults]
    # Unsafe fixes of soups may come to no end: that is told.
    assert [one for one in broken if allowed is Safety.SAFE or not one[1].endswith(UNSETTLED)] == []
    assert sum(one.change is not None for one in swept) > 50
