"""Leaf bundles: a page `index.md` and the files beside and below it, which go where the page goes.

Hugo ("page bundles") and Zola ("asset colocation") do so alike. Other Markdown files in a leaf
bundle of Hugo are its resources, and no pages.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from postlint.site.facts import Facts


def bundled(known: Mapping[str, Facts]) -> Mapping[str, Facts]:
    """The files of a site, those of bundles under the address of their page."""
    indexes = {path.rpartition("/")[0]: one for path, one in known.items() if _is_index(path)}
    moved = {path: _moved(path, one, indexes) for path, one in known.items()}
    return _below_sections(moved)


def _below_sections(known: Mapping[str, Facts]) -> Mapping[str, Facts]:
    """Hugo's sections: what is below one that is not built is not built, and a `cascade` may say anything."""
    unbuilt, cascading = {}, set()
    for path, one in known.items():
        folder, _, name = path.rpartition("/")
        if name.startswith("_index."):
            if one.url is None and one.why is not None and one.why.startswith(_UNBUILT):
                unbuilt[folder] = one
            elif one.cascades:
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
    if one.role not in ("post", "page") or one.url is None:
        return one
    if own in cascading or path in cascading:
        one = one._replace(sure=False)
    while folder:
        if folder in unbuilt:
            why = f"its section is not built: `{unbuilt[folder].path}`"
            return one._replace(url=None, file=None, why=why)
        if folder in cascading:
            one = one._replace(sure=False, why="the `cascade` of its section may change it")
        folder = folder.rpartition("/")[0]
    return one


def _is_index(path: str) -> bool:
    return path.rpartition("/")[2] in ("index.md", "index.markdown", "index.html")


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
