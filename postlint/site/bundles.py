"""Leaf bundles: a page `index.md` and the files beside and below it, which go where the page goes.

Hugo ("page bundles") and Zola ("asset colocation") do so alike. Other Markdown files in a leaf
bundle of Hugo are its resources, and no pages.
"""

from __future__ import annotations

from collections.abc import Mapping

from postlint.site.facts import Facts


def bundled(known: Mapping[str, Facts]) -> Mapping[str, Facts]:
    """The files of a site, those of bundles under the address of their page."""
    indexes = {path.rpartition("/")[0]: one for path, one in known.items() if _is_index(path)}
    if not indexes:
        return known
    return {path: _moved(path, one, indexes) for path, one in known.items()}


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
