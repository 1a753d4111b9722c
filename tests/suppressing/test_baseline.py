"""`postlint.baseline`: old faults are known again wherever they move, new ones are not."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from postlint import baseline
from postlint.baseline import Baseline, BaselineError, Entry
from postlint.diagnostic import Diagnostic, Severity, fingerprints
from postlint.settings import BASELINE_NAME
from postlint.text import Source, Span


def faults(text: str, path: str = "a.md") -> list[Diagnostic]:
    """A fault at each `BAD` of a text, with its fingerprint."""
    source = Source.decode(path, text.encode())
    spans = [Span(*match.span()) for match in re.finditer("BAD", text)]
    names = fingerprints(source, [("x/bad", span) for span in spans])
    return [
        Diagnostic(path, "x/bad", Severity.ERROR, span, "is bad", fingerprint=name)
        for span, name in zip(spans, names, strict=True)
    ]


def of(path: str) -> Callable[[Entry], bool]:
    return lambda entry: entry.path == path


def states(base: Baseline, text: str) -> list[str]:
    return [d.state for d in baseline.apply(base, faults(text), of("a.md")).diagnostics]


def test_known_again_wherever_they_move() -> None:
    base = baseline.create(faults("one BAD\ntwo BAD\n"))
    assert states(base, "one BAD\ntwo BAD\n") == ["baseline", "baseline"]
    assert states(base, "new\n" * 100 + "two BAD\n\n\none BAD\n") == ["baseline", "baseline"]


def test_new_ones_are_new() -> None:
    base = baseline.create(faults("one BAD\n"))
    assert states(base, "three BAD\none BAD\n") == ["new", "baseline"]
    assert states(base, "one BAD\none BAD\n") == ["baseline", "new"]


def test_stale() -> None:
    base = baseline.create([*faults("one BAD\ntwo BAD\n"), *faults("BAD\n", "b.md")])
    compared = baseline.apply(base, faults("two BAD\n"), of("a.md"))
    assert [(e.path, e.rule) for e in compared.stale] == [("a.md", "x/bad")]
    pruned = baseline.prune(base, compared.stale)
    assert len(pruned.entries) == 2
    assert baseline.apply(pruned, faults("two BAD\n"), of("a.md")).stale == ()


def test_what_was_not_linted_is_not_stale() -> None:
    base = baseline.create(faults("BAD\n", "b.md"))
    assert baseline.apply(base, [], of("a.md")).stale == ()
    assert len(baseline.apply(base, [], of("b.md")).stale) == 1


def test_file(tmp_path: Path) -> None:
    base = baseline.create([*faults("two BAD\none BAD\n", "b.md"), *faults("BAD", "日本.md")])
    path = tmp_path / BASELINE_NAME
    path.write_text(baseline.dumps(base), "utf-8")
    assert baseline.load(path) == base
    lines = path.read_text("utf-8").splitlines()
    assert len([line for line in lines if "x/bad" in line]) == 3
    assert lines[3:-2] == sorted(lines[3:-2], key=lambda line: line.rstrip(","))
    assert json.loads(path.read_text("utf-8"))["version"] == 1


def test_empty() -> None:
    assert baseline.loads(baseline.dumps(Baseline())) == Baseline()


def test_order_does_not_matter() -> None:
    found = faults("one BAD\ntwo BAD\n")
    assert baseline.dumps(baseline.create(found)) == baseline.dumps(baseline.create(found[::-1]))
    a, b = Entry("b", "x/y", "1"), Entry("a", "x/y", "2")
    assert baseline.dumps(Baseline((a, b))) == baseline.dumps(Baseline((b, a)))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "postlint-baseline.json:1:2: the baseline is not JSON"),
        ("[]", "a baseline is an object with a list of `faults`"),
        ('{"version": 1}', "a baseline is an object with a list of `faults`"),
        ('{"version": 2, "faults": []}', "reads baselines of version 1, not 2"),
        ('{"faults": []}', "reads baselines of version 1, not null"),
        ('{"version": 1, "faults": [1]}', "fault 1 is no object"),
        ('{"version": 1, "faults": [{"path": "a", "rule": "x/y", "fingerprint": 3}]}', "each a string"),
        ("[" * 100_000, "nested too deeply"),
    ],
)
def test_broken_files(text: str, message: str) -> None:
    with pytest.raises(BaselineError, match=re.escape(message)) as raised:
        baseline.loads(text)
    assert "\n" not in str(raised.value)


def test_no_file(tmp_path: Path) -> None:
    with pytest.raises(BaselineError, match="`postlint baseline create` makes one"):
        baseline.load(tmp_path / "none.json")
    with pytest.raises(BaselineError, match="cannot be read"):
        baseline.load(tmp_path)
    (tmp_path / "latin.json").write_bytes(b"\xff")
    with pytest.raises(BaselineError, match="is not UTF-8"):
        baseline.load(tmp_path / "latin.json")
