"""Options and paths that all tests share."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).parents[1]

for name in ("GITHUB_ACTIONS", "NO_COLOR", "FORCE_COLOR", "FORCE_HYPERLINK"):
    # What the place that tests run in says of its terminal is not part of what they test.
    os.environ.pop(name, None)

if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
    # A shell makes what it starts in the background deaf to Ctrl-C, and so would be what the tests start.
    signal.signal(signal.SIGINT, signal.default_int_handler)


# How long an example takes says more of the machine than of the code: speed has benchmarks.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="rewrite what case files and snapshots expect")


@pytest.fixture
def update(request: pytest.FixtureRequest) -> bool:
    """Whether expectations are to be rewritten."""
    return bool(request.config.getoption("--update"))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with oracle data and corpora, beside the checkout; the test skips where it is missing."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("no shared folder with oracle data beside the checkout")
    return folder
