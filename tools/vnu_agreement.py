"""How often our verdict on a fragment is the Nu Html Checker's, in total and for each family.

    python -m tools.vnu_agreement [--show FAMILY] [PATH]

PATH is a file of recorded verdicts (default: ``../shared/vectors/vnu-cases.dev.jsonl``). A
fragment is the body of an ``.html`` post under the profile ``conforming``; a verdict is "at least one
error" or "none".
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from postlint.body import read
from postlint.conformance.check import violations
from postlint.context import Context
from postlint.text import Source

_CASES = Path(__file__).parents[1].parent / "shared/vectors/vnu-cases.dev.jsonl"


def messages(html: str) -> tuple[list[str], list[str]]:
    """Our errors and our warnings on a fragment."""
    body = read(Source.decode("case.html", html.encode("utf-8", "surrogatepass")), 0, Context())
    found = list(violations(body))
    errors = [f"{v.rule}: {v.message}" for v in found if v.error]
    errors += [f"parse: {e.code}" for e in body.errors]
    return errors, [f"{v.rule}: {v.message}" for v in found if not v.error]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="Agreement with the Nu Html Checker.")
    parser.add_argument("path", nargs="?", type=Path, default=_CASES)
    parser.add_argument("--show", help="print the disagreements of a family, or of `all`")
    options = parser.parse_args()
    total, agreed = Counter[str](), Counter[str]()
    kinds: dict[str, Counter[bool]] = defaultdict(Counter)
    warned = Counter[bool]()
    for line in options.path.read_text("utf-8").splitlines():
        case: dict[str, Any] = json.loads(line)
        errors, warnings = messages(case["html"])
        bad = any(m["type"] == "error" for m in case["vnu"])
        same = bad == bool(errors)
        families = case["families"] or [case["kind"]]
        for family in (*families, "all"):
            total[family] += 1
            agreed[family] += same
        kinds[case["kind"]][same] += 1
        if case["kind"] == "haswarn":
            warned[bool(warnings)] += 1
        if options.show and not same and (options.show == "all" or any(options.show in f for f in families)):
            theirs = [m["message"] for m in case["vnu"] if m["type"] == "error"]
            print(
                f"{case['id']} {families}\n    html {case['html'].strip()[:400]!r}\n    vnu  {theirs[:4]}\n    ours {errors[:4]}"
            )
        elif options.show == "haswarn" and case["kind"] == "haswarn" and not warnings:
            print(
                f"{case['id']}\n    html {case['html'].strip()[:300]!r}\n    vnu  {[m['message'][:120] for m in case['vnu']]}"
            )
    for family, count in sorted(total.items(), key=lambda item: -item[1]):
        print(f"{family:52} {agreed[family]:5} of {count:5}  {agreed[family] / count:7.2%}")
    for kind, counts in kinds.items():
        print(f"{kind:10} {counts[True]:5} as vnu, {counts[False]:4} not")
    print(f"warnings   {warned[True]:5} of {sum(warned.values()):5} cases with warnings have one of ours")


if __name__ == "__main__":
    main()
