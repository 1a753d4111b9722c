"""The elements of real posts, as the generators' own renderers make them."""

from __future__ import annotations

import pytest

from tools.rendering_agreement import CORPORA, RENDERERS, agreement


@pytest.mark.parametrize("name", RENDERERS)
def test_posts_have_the_elements_that_the_generator_makes(name: str) -> None:
    found = agreement(CORPORA, name)
    if found is None:
        pytest.skip(f"no {name} or its renderer here")
    assert found.share >= 0.97, found.different
