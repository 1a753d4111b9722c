"""How often our verdict on a fragment is the Nu Html Checker's, in total and for each family.

    python -m tools.vnu_agreement [--show FAMILY] [PATH]

PATH is a file of recorded verdicts (default: ``../shared/vectors/vnu-cases.dev.jsonl``). A
fragment is the body of an ``.html`` post under the profile ``conforming``; a verdict is "at least one
error" or "none". The last lines compare places, where the checker gives exactly one error.
"""

from __future__ import annotations

import argparse
import json
from bisect import bisect_right
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any, NamedTuple

from postlint.body import read
from postlint.conformance.check import violations
from postlint.context import Context
from postlint.text import Source, Span

_CASES = Path(__file__).parents[1].parent / "shared/vectors/vnu-cases.dev.jsonl"

Case = dict[str, Any]


class Verdict(NamedTuple):
    """Our errors and warnings on a fragment, each with its place, in the order of the text."""

    errors: list[tuple[Span, str]]
    warnings: list[tuple[Span, str]]


def judge(html: str) -> Verdict:
    """Our verdict on a fragment."""
    body = read(Source.decode("case.html", html.encode("utf-8", "surrogatepass")), 0, Context())
    found = list(violations(body))
    errors = [(body.locate(v.span), f"{v.rule}: {v.message}") for v in found if v.error]
    errors += [(body.locate(e.span), f"parse error: {e.code}") for e in body.errors]
    warnings = [(body.locate(v.span), f"{v.rule}: {v.message}") for v in found if not v.error]
    return Verdict(sorted(errors), sorted(warnings))


def messages(html: str) -> tuple[list[str], list[str]]:
    """Our errors and our warnings on a fragment, without places."""
    verdict = judge(html)
    return [text for _, text in verdict.errors], [text for _, text in verdict.warnings]


def place(html: str, message: dict[str, Any]) -> Span | None:
    """The characters that a message of the checker covers; its columns count UTF-16 code units from 1."""
    lines = html.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    first, last = message.get("line") or message.get("endLine"), message.get("endLine")
    if not first or not last or last > len(lines) or first > len(lines):
        return None
    start = starts[first - 1] + _characters(lines[first - 1], (message.get("col") or 1) - 1)
    return Span(start, starts[last - 1] + _characters(lines[last - 1], message.get("endCol") or 0))


def _characters(line: str, units: int) -> int:
    ends = [0]
    for char in line:
        ends.append(ends[-1] + (2 if ord(char) > 0xFFFF else 1))
    return bisect_right(ends, units) - 1


class Score:
    """What is counted over all cases."""

    def __init__(self) -> None:
        self.total = Counter[str]()
        self.agreed = Counter[str]()
        self.kinds: dict[str, Counter[bool]] = defaultdict(Counter)
        self.warned = Counter[bool]()
        self.inside = Counter[bool]()
        self.lengths = [0, 0]

    def add(self, case: Case, ours: Verdict) -> bool:
        """Count a case; whether the verdicts agree."""
        theirs = [m for m in case["vnu"] if m["type"] == "error"]
        same = bool(theirs) == bool(ours.errors)
        for family in (*(case["families"] or [case["kind"]]), "all"):
            self.total[family] += 1
            self.agreed[family] += same
        self.kinds[case["kind"]][same] += 1
        if case["kind"] == "haswarn":
            self.warned[bool(ours.warnings)] += 1
        if len(theirs) == 1 and ours.errors and (span := place(case["html"], theirs[0])):
            mine = ours.errors[0][0]
            self.inside[span.covers(mine)] += 1
            self.lengths[0] += span.end - span.start
            self.lengths[1] += mine.end - mine.start
        return same

    def lines(self) -> list[str]:
        """The table."""
        rows = sorted(self.total.items(), key=lambda item: -item[1])
        found = [f"{n:52} {self.agreed[n]:5} of {c:5}  {self.agreed[n] / c:7.2%}" for n, c in rows]
        found += [f"{kind:10} {c[True]:5} as vnu, {c[False]:4} not" for kind, c in self.kinds.items()]
        warned, count = self.warned[True], sum(self.warned.values())
        found.append(f"{warned} of {count} cases with warnings have one of ours")
        inside, count = self.inside[True], sum(self.inside.values())
        if count:
            sizes = [length / count for length in self.lengths]
            found.append(
                f"{inside} of {count} first errors lie inside the checker's only one ({inside / count:.1%});"
            )
            found.append(f"mean length {sizes[0]:.1f} characters there, {sizes[1]:.1f} here")
        return found


def _show(case: Case, ours: Verdict) -> None:
    theirs = [m["message"] for m in case["vnu"]]
    print(f"{case['id']} {case['families']}")
    print(f"    html {case['html'].strip()[:400]!r}")
    print(f"    vnu  {theirs[:4]}\n    ours {[text for _, text in ours.errors[:4]]}")


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="Agreement with the Nu Html Checker.")
    parser.add_argument("path", nargs="?", type=Path, default=_CASES)
    parser.add_argument("--show", help="print the disagreements of a family, or of `all`; or `warnings`")
    options = parser.parse_args()
    score = Score()
    for line in options.path.read_text("utf-8").splitlines():
        case: Case = json.loads(line)
        ours = judge(case["html"])
        same = score.add(case, ours)
        families = case["families"] or [case["kind"]]
        wanted = options.show == "all" or any(options.show in family for family in families if options.show)
        silent = options.show == "warnings" and case["kind"] == "haswarn" and not ours.warnings
        if (wanted and not same) or silent:
            _show(case, ours)
    print("\n".join(score.lines()))


if __name__ == "__main__":
    main()
