"""The laws of fixes hold on a sample of real posts; `law_sweep.py` tries them all."""

from __future__ import annotations

from pathlib import Path

import pytest
from law_sweep import Sweep

from postlint.diagnostic import Safety


@pytest.mark.parametrize(
    ("corpus", "every"), [("finews", 2), ("mzlogin", 12), ("cosx", 60), ("18f", 60), ("rust-blog", 80)]
)
def test_laws_hold(shared: Path, corpus: str, every: int) -> None:
    assert Sweep().site(shared / "corpora" / corpus, every) == []


def test_unsafe_fixes_settle_too(shared: Path) -> None:
    sweep = Sweep(Safety.UNSAFE)
    assert sweep.site(shared / "corpora" / "finews") == []
    assert sweep.count["widget/chart-image"] == 3
