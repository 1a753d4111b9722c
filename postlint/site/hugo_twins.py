"""Files of a Hugo site that get into each other's way, so that one is written (Hugo 0.111, tried).

The folders of all languages are laid over each other. A bundle `x/index.md` takes the place of `x.md`, in
whichever folder it is; of two files of one extension, the one whose name says its language. Which of others
is written is not determined here, nor whether a page or the list of a section that has the same address.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from postlint.context import Context
from postlint.site.facts import Facts
from postlint.site.hugo import lowered_folder, stem_of
from postlint.site.hugo_settings import Settings, content_of, settings


class _File(NamedTuple):
    """A file by its path in the site: the `page` that it makes, and whether its name says a language."""

    path: str
    page: tuple[str, str]
    extension: str
    named: bool
    bundle: bool


def told_apart(known: Mapping[str, Facts], context: Context) -> Mapping[str, Facts]:
    """The files of a site, without the pages in whose place another is written."""
    pages: dict[tuple[str, str], list[_File]] = {}
    site = settings(context)
    for path, one in known.items():
        file = _file(path, site) if one.role == "post" else None
        if file is not None:
            pages.setdefault(file.page, []).append(file)
    changed: dict[str, Facts] = {}
    for files in pages.values():
        if len(files) > 1:
            changed.update(_one_of(files, known))
    known = {**known, **changed} if changed else known
    return _beside_lists(known, site)


def _beside_lists(known: Mapping[str, Facts], site: Settings) -> Mapping[str, Facts]:
    """The same; no page is sure that is written where Hugo writes the home or a folder of the first level."""
    found = [(path, content_of(path, site)) for path, one in known.items() if one.role in ("post", "page")]
    lists: set[str] = set()
    for path, content in found:
        if content is not None:
            top, below, name = path[len(content[0]) + 1 :].partition("/")
            # A folder with an `index.md` is a page.
            if below and stem_of(name, site)[0] != "index":
                lists.add(lowered_folder(top + "/x", site).removesuffix("/x"))
    places = {"index.html", *(f"{one}/index.html" for one in lists), *(f"{one}.html" for one in lists)}
    places |= {f"{name}/{place}" for name in {*site.languages, site.default_language} for place in places}
    changed = {}
    for path, content in found:
        one = known[path]
        if content is None or one.file is None or path.rpartition("/")[2].startswith("_index."):
            continue
        if one.file in places:
            changed[path] = one._replace(sure=False, why="a list of Hugo's may be written to the same file")
    return {**known, **changed} if changed else known


def _file(path: str, known: Settings) -> _File | None:
    found = content_of(path, known)
    if found is None:
        return None
    folder, language = found
    above, _, name = path[len(folder) + 1 :].rpartition("/")
    stem, named = stem_of(name, known)
    bundle = stem == "index"
    page = above if bundle else f"{above}/{stem}".lstrip("/")
    extension = name.rpartition(".")[2].lower()
    return _File(path, (named or language, page.lower()), extension, named is not None, bundle)


def _one_of(files: Sequence[_File], known: Mapping[str, Facts]) -> Iterator[tuple[str, Facts]]:
    bundles = [file for file in files if file.bundle]
    rivals = bundles or files
    named = [file for file in rivals if file.named]
    if len(rivals) > 1 and len(named) == 1 and len({file.extension for file in rivals}) == 1:
        rivals = named
    for file in files:
        one = known[file.path]
        if len(rivals) > 1 and file in rivals:
            other = next(rival for rival in rivals if rival is not file)
            yield file.path, one._replace(sure=False, why=f"`{known[other.path].path}` may take its place")
        elif file not in rivals:
            why = f"`{known[rivals[0].path].path}` takes its place"
            yield file.path, one._replace(role="none", url=None, address=None, file=None, why=why)
