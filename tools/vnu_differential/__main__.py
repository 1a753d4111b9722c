"""How often our verdict on new fragments is the Nu Html Checker's, family by family.

    VNU_JAR=.../vnu.jar python -m tools.vnu_differential [--seed N] [--count N] [--family NAME] [--show N]

`--count` fragments of each family are made (a seed makes the same ones again), each is judged by the
checker as the body of a document of its own and by us under the profile ``conforming``. A verdict is "at
least one error" or "none"; the same for warnings where both find no error.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Mapping, Sequence
from random import Random
from typing import NamedTuple

from tools.ask_vnu import Message, each
from tools.vnu_agreement import Verdict, judge, place
from tools.vnu_differential import aria, attributes, embedded, foreign, forms, mutants, nesting, syntax, urls

FAMILIES: Mapping[str, Callable[[Random], str]] = {
    "URL": urls.fragment,
    "date/time": attributes.date_value,
    "attribute: any": attributes.any_attribute,
    "attribute: own": attributes.own_attribute,
    "attribute: general": attributes.general_attribute,
    "attribute: input": attributes.input_attribute,
    "datatype": attributes.datatype,
    **nesting.MAKERS,
    "ARIA: role": aria.role_on_element,
    "ARIA: state": aria.state_on_element,
    "ARIA: role and state": aria.role_with_state,
    "ARIA: owners": aria.owners,
    "ARIA: names": aria.naming,
    "ARIA: parts": aria.tables,
    "ARIA: beside HTML": aria.idle,
    "ARIA: words": aria.word,
    "srcset and sizes": embedded.image_values,
    "image": embedded.image,
    "picture": embedded.picture,
    "media": embedded.media,
    "script": embedded.script,
    "import map": embedded.import_map,
    "speculation rules": embedded.speculation,
    "reference": forms.reference,
    "label": forms.labels,
    "select": forms.select,
    "number relation": forms.numbers,
    "number": forms.counts,
    "table": forms.table,
    "microdata": forms.microdata,
    "RDFa": forms.rdfa,
    "once": forms.autofocus,
    "link": forms.links,
    "meta and style": forms.meta,
    "SVG, MathML: attribute": foreign.attribute,
    "SVG, MathML: nesting": foreign.nesting,
    "MathML: parts": foreign.arity,
    "SVG: words": foreign.word,
    "tokenizer": syntax.tokens,
    "character reference": syntax.references,
    "tag soup": syntax.soup,
    "misnesting": syntax.misnested,
    "in a table": syntax.in_table,
    **{f"suite: {family}": mutants.mutant(family) for family in mutants.families()},
}


class Compared(NamedTuple):
    """One fragment with both verdicts."""

    html: str
    theirs: Sequence[Message]
    ours: Verdict

    @property
    def errors(self) -> tuple[bool, bool]:
        """Whether the checker, and whether we, find an error."""
        return any(m["type"] in ("error", "non-document-error") for m in self.theirs), bool(self.ours.errors)

    @property
    def warnings(self) -> tuple[bool, bool]:
        """Whether the checker, and whether we, warn."""
        return any(m.get("subType") == "warning" for m in self.theirs), bool(self.ours.warnings)


def compared(fragments: Sequence[str]) -> list[Compared]:
    """Both verdicts on each fragment."""
    answers = zip(fragments, each(fragments), strict=True)
    return [Compared(html, theirs, judge(html)) for html, theirs in answers]


def row(name: str, found: Sequence[Compared]) -> str:
    """A line of the table."""
    both = [one.errors for one in found]
    clean = [one for one in found if one.errors == (False, False)]
    warned = [one.warnings for one in clean]
    inside = [span.covers(one.ours.errors[0][0]) for one in found if (span := _only(one))]
    cells = (
        f"{len(found):6}", f"{sum(a for a, _ in both):6}", f"{sum(a == b for a, b in both) / len(found):8.2%}", f"{sum(a and not b for a, b in both):6}",
        f"{sum(b and not a for a, b in both):6}", f"{sum(a and not b for a, b in warned):6}", f"{sum(b and not a for a, b in warned):6}",
        f"{sum(inside) / len(inside):7.1%}" if inside else "      -",
    )  # fmt: skip
    return f"{name:56}{' '.join(cells)}"


def _only(one: Compared):  # type: ignore[no-untyped-def]
    errors = [m for m in one.theirs if m["type"] == "error"]
    return place(one.html, _relative(errors[0])) if len(errors) == 1 and one.ours.errors else None


def _relative(message: Message) -> Message:
    last = message.get("lastLine", 0) - 7
    first = message.get("firstLine", message.get("lastLine", 0)) - 7
    return {"line": first, "endLine": last, "col": message.get("firstColumn", message.get("lastColumn", 1)), "endCol": message.get("lastColumn")}


_HEAD = f"{'family':56}{'cases':>6} {'wrong':>6} {'agree':>8} {'missed':>6} {'false':>6} {'w.miss':>6} {'w.more':>6} {'inside':>7}"


def _print(one: Compared, family: str) -> None:
    print(f"--- {family}: {one.html!r}")
    print(f"    vnu  {[(m.get('subType') or m['type'], m['message'][:160]) for m in one.theirs][:3]}")
    print(f"    ours {[text for _, text in one.ours.errors[:3]]} {[text for _, text in one.ours.warnings[:2]]}")


def main() -> None:
    """Print the table, and the disagreements that were asked for."""
    ask = argparse.ArgumentParser(prog="python -m tools.vnu_differential", description=__doc__)
    ask.add_argument("--seed", type=int, default=int(time.time()))
    ask.add_argument("--count", type=int, default=200, help="fragments of each family (200)")
    ask.add_argument("--family", default="", help="only families with this in their name")
    ask.add_argument("--show", type=int, default=0, help="disagreements to print of each family")
    ask.add_argument("--warnings", action="store_true", help="print disagreements in warnings instead")
    ask.add_argument("--places", action="store_true", help="print first errors outside of the checker's only one")
    given = ask.parse_args()
    names = [name for name in FAMILIES if given.family in name]
    made = {name: [FAMILIES[name](random) for _ in range(given.count)] for name in names for random in [Random(f"{given.seed} {name}")]}
    found = compared([html for name in names for html in made[name]])
    rows = []
    for index, name in enumerate(names):
        part = found[index * given.count : (index + 1) * given.count]
        rows.append(row(name, part))
        wrong = [one for one in part if one.errors[0] != one.errors[1]]
        if given.warnings:
            wrong = [one for one in part if one.errors == (False, False) and one.warnings[0] != one.warnings[1]]
        if given.places:
            wrong = [one for one in part if (span := _only(one)) and not span.covers(one.ours.errors[0][0])]
        for one in wrong[: given.show]:
            _print(one, name)
    print(f"seed {given.seed}", _HEAD, *rows, row("all", found), sep="\n")


if __name__ == "__main__":
    main()
