"""Leaf bundles: a page `index.md` and the files beside and below it, which go where the page goes.

Hugo ("page bundles") and Zola ("asset colocation") do so alike. Other Markdown files in a leaf
bundle of Hugo are its resources, and no pages.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from postlint.site.facts import Facts


def bundled(known: Mapping[str, Facts], language: str) -> Mapping[str, Facts]:
    """The files of a site, those of bundles under the address of their page; `language`: the default one."""
    indexes: dict[str, Facts] = {}
    replacing: dict[tuple[str, str], Facts] = {}
    for path, one in sorted(known.items(), reverse=True):
        if _is_index(path):
            folder, _, name = path.rpartition("/")
            indexes[folder] = one
            replacing[_lower(folder), name.split(".")[1] if name.count(".") > 1 else language] = one
    moved = {path: _moved(path, one, indexes) for path, one in known.items()}
    if replacing:
        moved.update({p: _replaced(p, one, replacing, language) for p, one in moved.items()})
    return _below_sections(moved)


def _below_sections(known: Mapping[str, Facts]) -> Mapping[str, Facts]:
    """Hugo's sections: what is below one that is not built is not built, and a `cascade` may say anything."""
    unbuilt, cascading = {}, set()
    for path, one in known.items():
        folder, _, name = path.rpartition("/")
        if name.startswith("_index."):
            if one.url is None and one.why is not None and one.why.startswith(_UNBUILT):
                unbuilt[folder] = one
            if one.cascades:
                cascading.add(folder)
        elif one.cascades:
            cascading.add(path)
    if not unbuilt and not cascading:
        return known
    return {path: _below(path, one, unbuilt, cascading) for path, one in known.items()}


_UNBUILT = ("it is a draft", "it is dated", "it has expired")


def _below(path: str, one: Facts, unbuilt: Mapping[str, Facts], cascading: Collection[str]) -> Facts:
    own = path.rpartition("/")[0]
    folder = own.rpartition("/")[0] if path.rpartition("/")[2].startswith("_index.") else own
    if one.role not in ("post", "page"):
        return one
    if own in cascading or path in cascading:
        one = one._replace(sure=False)
    if one.url is None:
        return one
    while folder:
        if folder in cascading:
            one = one._replace(sure=False, why="the `cascade` of its section may change it")
        if folder in unbuilt:
            why = f"its section is not built: `{unbuilt[folder].path}`"
            return one._replace(url=None, file=None, why=why)
        folder = folder.rpartition("/")[0]
    return one


def _is_index(path: str) -> bool:
    name = path.rpartition("/")[2]
    return name.startswith("index.") and name.endswith((".md", ".markdown", ".html")) and name.count(".") <= 2


def _lower(path: str) -> str:
    """A path in lower case, each character by itself."""
    return path.lower() if path.isascii() else "".join(map(str.lower, path))


def _replaced(path: str, one: Facts, by: Mapping[tuple[str, str], Facts], language: str) -> Facts:
    """A page `x.md` whose place `x/index.md` takes, in its language."""
    if one.role != "post":
        return one
    stem = _lower(path).rpartition(".")[0]
    before, _, last = stem.rpartition(".")
    twin = by.get((stem, language)) or (by.get((before, last)) if before else None)
    if twin is None or twin.path == one.path:
        return one
    why = f"`{twin.path}` takes its place"
    return one._replace(role="none", url=None, address=None, file=None, why=why)


def _moved(path: str, one: Facts, indexes: Mapping[str, Facts]) -> Facts:
    if _is_index(path) or one.role not in ("asset", "post"):
        return one
    folder = path.rpartition("/")[0]
    while folder and folder not in indexes:
        folder = folder.rpartition("/")[0]
    if not folder:
        return one
    index = indexes[folder]
    if one.role == "post":
        return one._replace(
            role="none", url=None, address=None, file=None, why=f"it is a resource of `{index.path}`"
        )
    where = (index.file or "").rpartition("/")[0]
    return one._replace(file=f"{where}/{path[len(folder) + 1 :]}" if index.file else None)
