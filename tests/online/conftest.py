"""The server that all tests of external links ask."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from answers import Server


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    running = Server()
    yield running
    running.stop()
