"""An importer stored articles twice, with widgets and without: after `--fix` the one is the other."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.imported import Pair, Recipe, pair
from postlint import engine
from postlint.context import Context, Generator
from postlint.diagnostic import Diagnostic, Safety
from postlint.fix import fixpoint
from postlint.registry import builtin
from postlint.selection import Choice, select
from postlint.site.generator import zone_named
from postlint.text import Source

RULES = select(builtin(), [Choice()])
SITES: tuple[tuple[str, Generator], ...] = (("_posts", "jekyll"), ("content", "hugo"), ("src", "folder"))


def fixed(name: str, text: str, generator: Generator) -> str:
    """What the safe fixes of all default rules make of a post."""
    context = Context(
        generator=generator, timezone=zone_named("Asia/Shanghai"), now=datetime(2024, 1, 1, tzinfo=UTC)
    )

    def lint(text: str) -> list[Diagnostic]:
        return list(engine.lint_post(Source.decode(name, text.encode()), context, RULES).diagnostics)

    done = fixpoint(Source.decode(name, text.encode()), lint, Safety.SAFE)
    assert not done.unsettled
    assert not [d for d in done.remaining if d.rule == "widget/inline-quote"]
    return done.text


@pytest.mark.parametrize("odd", [False, True], ids=["as-imported", "as-copied"])
@given(seed=st.integers(0, 2**32), site=st.sampled_from(SITES))
@settings(max_examples=120, deadline=None)
def test_a_post_without_its_widgets_is_its_twin(odd: bool, seed: int, site: tuple[str, Generator]) -> None:
    folder, generator = site
    made = pair(Recipe(1, odd=odd, seed=seed), 0)
    assert Pair.body(fixed(f"{folder}/{made.name}", made.imported, generator)) == Pair.body(made.twin)


@given(seed=st.integers(0, 2**32), number=st.integers(0, 9))
@settings(max_examples=60, deadline=None)
def test_a_twin_has_no_widget_to_take_out(seed: int, number: int) -> None:
    made = pair(Recipe(10, seed=seed), number)
    assert Pair.body(fixed(f"_posts/{made.name}", made.twin, "jekyll")) == Pair.body(made.twin)
