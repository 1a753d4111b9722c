"""The laws of fixes hold on a sample of real posts; `python -m tests.fuzz laws` tries them all."""

from __future__ import annotations

from pathlib import Path

import pytest

from postlint.diagnostic import Safety
from tests.fixing.law_sweep import Sweep


@pytest.mark.parametrize(
    ("corpus", "every"), [("finews", 2), ("mzlogin", 12), ("cosx", 60), ("18f", 60), ("rust-blog", 80)]
)
def test_laws_hold(shared: Path, corpus: str, every: int) -> None:
    swept = Sweep().site(shared / "corpora" / corpus, every)
    assert swept
    assert [(one.path, one.faults) for one in swept if one.faults] == []


def test_unsafe_fixes_settle_too(shared: Path) -> None:
    swept = Sweep(Safety.UNSAFE).site(shared / "corpora" / "finews")
    assert [(one.path, one.faults) for one in swept if one.faults] == []
    assert sum(one.fixes.get("widget/chart-image", 0) for one in swept) == 3
