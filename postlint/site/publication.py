"""What a generator makes of one source file."""

from __future__ import annotations

from datetime import datetime
from typing import Literal, NamedTuple, TypeAlias

Role: TypeAlias = Literal["post", "draft", "document", "page", "asset", "none"]


class Publication(NamedTuple):
    """What becomes of a source file.

    `url` is the page's path on the site, percent-encoded as the generator writes it, without
    the base URL; None where the file is not published, and `why` says so in words; `address` is
    then the URL that it would have. `cascades` says that what its front
    matter says holds for the pages below it too. `slug` is one that does not stand in the
    file's name. `second` and `second_file` are URL and file of a page that the generator makes of the
    same source besides. `file` is the file written, relative to the destination
    folder. `breaks` is the generator's message where
    it gives up on the whole site. `sure` is False where the URL hangs on what cannot be known
    from the sources (the file's own time, a plugin): `why` then says on what. `anywhere` says that nothing is
    known of what its front matter says: it may have any address, and any title.
    """

    role: Role
    url: str | None = None
    file: str | None = None
    why: str | None = None
    date: datetime | None = None
    title: str | int | float | None = None
    categories: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    breaks: str | None = None
    address: str | None = None
    sure: bool = True
    slug: str | None = None
    cascades: bool = False
    second: str | None = None
    second_file: str | None = None
    anywhere: bool = False
