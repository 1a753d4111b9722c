"""The public names, the names of rules, and the docs that every rule has."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import postlint
from postlint.registry import Rule, builtin

RULES = builtin()
FORBIDDEN = re.compile(r"/(no|avoid|use|prefer|require|check|dont)-")
SECTIONS = ["What it does", "Why is this bad?", "Example", "Use instead", "Fix safety"]


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda r: r.name)
def test_documentation_has_the_fixed_form(rule: Rule) -> None:
    assert rule.summary.endswith("."), "the first line is a sentence"
    assert len(rule.summary) <= 110
    heads = re.findall(r"^## (.+)$", re.sub(r"(?ms)^(```+|~~~+).*?^\1`*~*$", "", rule.doc), re.MULTILINE)
    assert [h for h in SECTIONS if h in heads] == [h for h in heads if h in SECTIONS]
    for required in ("What it does", "Why is this bad?"):
        assert required in heads


@pytest.mark.parametrize("name", RULES)
def test_a_name_says_what_is_wrong(name: str) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*/[a-z0-9]+(-[a-z0-9]+)*", name)
    assert not FORBIDDEN.search(name)


def test_a_rule_module_is_small() -> None:
    folder = Path(postlint.__file__).parent / "rules"
    for path in folder.glob("*/*.py"):
        text = path.read_text("utf-8")
        code = text.split('"""', 2)[-1]
        assert code.count("\n") <= 80, f"{path.relative_to(folder)}: the model lacks a concept"
