"""A language server over a linter of its own: `BAD` has a safe fix, `ODD` an unsafe one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from postlint.context import Context
from postlint.diagnostic import Diagnostic, Edit, Fix, Related, Safety, Severity
from postlint.post import Post
from postlint.server import Reading, serve
from postlint.text import Source, Span

SAFETY = {"BAD": Safety.SAFE, "ODD": Safety.UNSAFE, "SHOW": Safety.DISPLAY}


def lint(path: str, text: str) -> Reading:
    """A text with its faults; one with `CRASH` in it raises."""
    return Reading(Post(Source.decode(path, text.encode()), Context()), faults(path, text))


def faults(path: str, text: str) -> Sequence[Diagnostic]:
    """The faults of a text."""
    if "CRASH" in text:
        raise ValueError("as the test wants it")
    found = []
    for match in re.finditer("BAD|ODD|SHOW", text):
        span = Span(*match.span())
        fix = Fix(f"write `{match[0].lower()}`", (Edit(span, match[0].lower()),), SAFETY[match[0]])
        found.append(
            Diagnostic(
                path,
                "html/duplicate-id",
                Severity.ERROR if match[0] == "BAD" else Severity.WARNING,
                span,
                f"`{match[0]}` is bad",
                help="do better",
                fix=fix,
                related=(Related(Span(0, 1), "because of this"),),
            )
        )
    return found


if __name__ == "__main__":
    serve(lint)
