"""Edits that put a better target into a link: the nearest one need not be the one that was meant."""

from __future__ import annotations

from postlint.diagnostic import Edit, Fix, Safety
from postlint.site.addresses import split
from postlint.site.model import Judged

SAFETY = Safety.UNSAFE
"""The safety of fixes that need the whole site: it may be that another page was meant."""


def retargeted(judged: Judged) -> Fix | None:
    """The unsafe fix that leads a link to the page that was probably meant, its fragment kept.

    None where no such page is known, or the target does not stand in the file as it is.
    """
    link, near = judged.link, judged.verdict.near
    written = link.target
    if near is None or link.span.end - link.span.start != len(written) or "{" in written:
        return None
    host = (
        written[: written.index("/", written.index("//") + 2)] if "//" in written and near[0] == "/" else ""
    )
    address = split(written)
    tail = ("" if address.query is None else "?" + address.query) + (
        "" if address.fragment is None else "#" + address.fragment
    )
    target = host + near + tail
    if any(c in target for c in " ()<>\"'`"):
        return None
    return Fix(f"link to `{near}`", (Edit(link.span, target),), SAFETY)
