"""The laws of fixes hold on a sample of real posts; `law_sweep.py` tries them all."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from law_sweep import sweep


@pytest.mark.parametrize(
    ("corpus", "every"), [("finews", 2), ("mzlogin", 12), ("cosx", 60), ("18f", 60), ("rust-blog", 80)]
)
def test_laws_hold(shared: Path, corpus: str, every: int) -> None:
    assert sweep(shared / "corpora" / corpus, every, Counter()) == []
