"""``html``: one page that works offline: charts, a table to filter and sort, and each fault's frame.

The page's look and script are the files of `postlint/report/page`, put into it. Faults stand in it
as JSON, some hundred to a piece, so that neither this side nor the browser holds all of it as text.
A policy (CSP) lets nothing run but that one script, and nothing be fetched.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from html import escape
from importlib.resources import files

from postlint import __version__
from postlint.diagnostic import Safety, Severity
from postlint.registry import known as known_rules
from postlint.report import Report
from postlint.report.html_data import dumps, pieces

_STYLES = ("page.css", "table.css")
_SCRIPTS = ("data.js", "filters.js", "charts.js", "table.js", "detail.js", "main.js")


def render(report: Report) -> Iterator[str]:
    """The page, in pieces."""
    style = "\n" + "\n".join(map(_file, _STYLES))
    # One scope, so that the files know each other and the page's console knows none of them.
    script = "\n(() => {\n" + "\n".join(map(_file, _SCRIPTS)) + "})();\n"
    top, middle, bottom = _file("page.html").split("<!-- split -->\n")
    yield _filled(
        top,
        policy=(
            f"default-src 'none'; style-src {_digest(style)}; script-src {_digest(script)}; "
            "img-src data:; base-uri 'none'; form-action 'none'"
        ),
        version=__version__,
    )
    yield f"<style>{style}</style>\n"
    yield _filled(middle, version=__version__, **_said(report))
    for piece in pieces(report):
        yield f'<script type="application/json" class="findings">{dumps(piece)}</script>\n'
    yield f'<script type="application/json" id="rules">{dumps(_rules(report))}</script>\n'
    yield f"<script>{script}</script>\n"
    yield bottom


def _file(name: str) -> str:
    return files(__package__).joinpath("page", name).read_text("utf-8")


def _digest(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _filled(template: str, **values: str) -> str:
    """A part of the page with its blanks filled; what fills one is never looked at again."""
    first, *rest = template.split("{{")
    parts = [first]
    for part in rest:
        name, _, text = part.partition("}}")
        parts += [escape(values[name]), text]
    return "".join(parts)


def _said(report: Report) -> dict[str, str]:
    """The words above the charts, which say the most important thing without any script."""
    counts = {severity: report.count(severity) for severity in Severity}
    total = sum(counts.values())
    posts = f"{report.files:,} {'post' if report.files == 1 else 'posts'}"
    known = len(report.diagnostics) - total
    sentences = [
        f"{total:,} {'finding' if total == 1 else 'findings'} in {report.touched:,} of {posts}."
        if total
        else f"All clear: {posts}."
    ]
    if safe := report.fixable(Safety.SAFE):
        sentences.append(f"{safe:,} fixable with --fix.")
    if known:
        sentences.append(f"{known:,} more in the baseline.")
    return {
        "title": f"postlint: {sentences[0].removesuffix('.')}",
        "summary": " ".join(sentences),
        "made": f"{report.made:%Y-%m-%d %H:%M} UTC",
        **{f"{severity.value}s": f"{count:,}" for severity, count in counts.items()},
        **{f"show-{s.value}": " checked" if s.rank >= report.style.least.rank else "" for s in Severity},
    }


def _rules(report: Report) -> dict[str, list[str | None]]:
    """What each rule in the report looks for, and where its documentation stands."""
    known = known_rules()
    names = {d.rule for d in report.new}
    return {name: [known[name].summary, known[name].url] for name in sorted(names & known.keys())}
