"""Sessions with language servers, for all tests of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from .editing import Talk


@pytest.fixture(scope="module")
def talk() -> Iterator[Talk]:
    talking = Talk()
    yield talking
    talking.close()


@pytest.fixture
def uri(request: pytest.FixtureRequest) -> str:
    """A document of one test alone."""
    name = re.sub(r"\W", "-", request.node.name)
    return f"file:///site/_posts/2021-12-29-{name}.md"
