"""What is known about where a link leads."""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

State: TypeAlias = Literal["ok", "missing", "unpublished", "unsure", "external"]
Cause: TypeAlias = Literal[
    "", "absent", "case", "source-name", "base", "redirected", "anchor", "layout", "stops"
]


class Verdict(NamedTuple):
    """Where a link leads.

    *ok*: a page or file of the site. *missing*: the site has no such page, file or anchor.
    *unpublished*: its source exists, and the generator does not publish it. *unsure*: the sources
    cannot tell (a plugin, a theme, Liquid): never reported. *external*: another host.
    `cause` says which way it is missing, `why` the rest in words. `near` is the target that was
    probably meant, as it would be written in the link; `source` the file that was meant.
    """

    state: State
    cause: Cause = ""
    why: str = ""
    near: str | None = None
    source: str | None = None


OK = Verdict("ok")
EXTERNAL = Verdict("external")


def unsure(why: str) -> Verdict:
    """What the sources cannot tell, and why not."""
    return Verdict("unsure", why=why)
