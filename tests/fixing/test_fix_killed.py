"""A process killed in the middle of `write` leaves every file old or new, whole."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.fixing.kill_storm import NEW, storm


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9")
def test_killed_thirty_times(tmp_path: Path) -> None:
    storm(tmp_path, files=20, kills=30, seed=1)
    # The storm proves nothing when the writer never came to write.
    assert any(path.read_bytes() == NEW for path in tmp_path.glob("*.md"))
