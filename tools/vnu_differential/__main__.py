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

from postlint.text import Span
from tools.ask_vnu import DEAD, HEAD, Message, each
from tools.vnu_agreement import Verdict, judge, place
from tools.vnu_differential import (
    aria,
    attributes,
    embedded,
    foreign,
    forms,
    grammar,
    mutants,
    nesting,
    syntax,
    urls,
)

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
    **grammar.MAKERS,
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
    def died(self) -> bool:
        """Whether the checker did not survive the fragment."""
        return any(m["type"] == DEAD for m in self.theirs)

    @property
    def warnings(self) -> tuple[bool, bool]:
        """Whether the checker, and whether we, warn."""
        return any(m.get("subType") == "warning" for m in self.theirs), bool(self.ours.warnings)


def compared(fragments: Sequence[str]) -> list[Compared]:
    """Both verdicts on each fragment."""
    answers = zip(fragments, each(fragments), strict=True)
    return [_compared(html, theirs) for html, theirs in answers]


_OUR_SIDE = ("unknown-named-character-reference", "incorrectly-closed-comment")
"""Parse errors of the standard on which the checker is often silent."""


def _compared(html: str, theirs: Sequence[Message]) -> Compared:
    """Both verdicts on a fragment, without CSS, which we do not judge, and what is an error for us alone."""
    ours = judge(html)
    said = [m for m in theirs if not m["message"].startswith("CSS:")]
    wrong = any(m["type"] != "info" for m in said)
    errors = [error for error in ours.errors if wrong or not error[1].endswith(_OUR_SIDE)]
    return Compared(html, said, Verdict(errors, ours.warnings))


def row(name: str, found: Sequence[Compared]) -> str:
    """A line of the table."""
    both = [one.errors for one in found]
    warned = [one.warnings for one in found if one.errors == (False, False)]
    inside = [span.covers(one.ours.errors[0][0]) for one in found if (span := _only(one))]
    numbers = (
        len(found),
        sum(theirs for theirs, _ in both),
        f"{sum(theirs == ours for theirs, ours in both) / len(found):.2%}",
        *_split(both),
        *_split(warned),
        f"{sum(inside) / len(inside):.1%}" if inside else "-",
    )
    return f"{name:56}" + "".join(f"{number:>9}" for number in numbers)


_COLUMNS = ("cases", "wrong", "agree", "missed", "false", "w.missed", "w.more", "inside")
_HEAD = f"{'family':56}" + "".join(f"{column:>9}" for column in _COLUMNS)


def _split(pairs: Sequence[tuple[bool, bool]]) -> tuple[int, int]:
    """How often only the checker, and how often only we, say something."""
    return sum(a and not b for a, b in pairs), sum(b and not a for a, b in pairs)


def _only(one: Compared) -> Span | None:
    """The place of the checker's only error, where we have one, too."""
    errors = [m for m in one.theirs if m["type"] == "error"]
    return place(one.html, _relative(errors[0])) if len(errors) == 1 and one.ours.errors else None


def _relative(message: Message) -> Message:
    last = message.get("lastLine", 0)
    end = message.get("lastColumn", 1)
    lines = HEAD.count("\n")
    return {
        "line": message.get("firstLine", last) - lines,
        "endLine": last - lines,
        "col": message.get("firstColumn"),
        "endCol": end,
    }


def _print(one: Compared, family: str) -> None:
    theirs = [(m.get("subType") or m["type"], m["message"][:160]) for m in one.theirs]
    errors, warnings = ([text for _, text in found[:3]] for found in one.ours)
    print(f"--- {family}: {one.html!r}\n    vnu  {theirs[:3]}\n    ours {errors} {warnings}")


def _is_wrong(one: Compared, what: str) -> bool:
    """Whether we differ from the checker in verdict, warnings or place."""
    if what == "places":
        span = _only(one)
        return span is not None and not span.covers(one.ours.errors[0][0])
    if what == "warnings":
        return one.errors == (False, False) and one.warnings[0] != one.warnings[1]
    return one.errors[0] != one.errors[1]


def _made(name: str, seed: int, count: int) -> list[str]:
    random = Random(f"{seed} {name}")
    return list(dict.fromkeys(FAMILIES[name](random) for _ in range(count)))


def main() -> None:
    """Print the table, and the disagreements that were asked for."""
    ask = argparse.ArgumentParser(prog="python -m tools.vnu_differential", description=__doc__)
    ask.add_argument("--seed", type=int, default=int(time.time()))
    ask.add_argument("--count", type=int, default=200, help="fragments of each family (200)")
    ask.add_argument("--family", default="", help="only families with this in their name")
    ask.add_argument("--show", type=int, default=0, help="how many disagreements of each family to print")
    ask.add_argument("--differ-in", choices=("errors", "warnings", "places"), default="errors")
    given = ask.parse_args()
    made = [(name, _made(name, given.seed, given.count)) for name in FAMILIES if given.family in name]
    answers = iter(compared([html for _, part in made for html in part]))
    rows, found = [], list[Compared]()
    for name, part in made:
        judged = [one for one in (next(answers) for _ in part) if not one.died]
        rows.append(row(name, judged))
        found += judged
        for one in [one for one in judged if _is_wrong(one, given.differ_in)][: given.show]:
            _print(one, name)
    print(f"seed {given.seed}", _HEAD, *rows, row("all", found), sep="\n")


if __name__ == "__main__":
    main()
