"""The site as a whole: every page and file that it serves, and where each link leads."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any, NamedTuple, TypeVar, cast

from postlint.context import Context
from postlint.post import Post
from postlint.site.addresses import base_path, decoded, extension, stem
from postlint.site.facts import Anchored, Facts, Reference, anchored, outline
from postlint.site.generator import assumed, placed
from postlint.site.jekyll_limit import limit
from postlint.site.nearness import Names
from postlint.site.part import named
from postlint.site.percent import quote
from postlint.site.publication import Publication
from postlint.site.resolve import resolve
from postlint.site.shortcuts import Shortcuts
from postlint.site.verdict import OK, Cause, State, Verdict
from postlint.text import Source

Read = Callable[[str], bytes | None]
T = TypeVar("T")


class Judged(NamedTuple):
    """One link of a post, and where it leads."""

    page: Facts
    link: Reference
    verdict: Verdict


_SMALL = 100
_MANY = 10
_READABLE = (".md", ".markdown", ".mkd", ".html", ".htm", ".xhtml", ".xml", ".txt")
_RENDERED = (
    ".mkdn", ".mkdown", ".textile", ".adoc", ".asciidoc", ".org", ".rst", ".json", ".css", ".scss", ".sass",
    ".js", ".webmanifest", ".xsl", ".csv", ".ics", ".php",
)  # fmt: skip
"""Extensions of other files that Jekyll renders where they begin with front matter."""
_INDEXES = ("index.html", "index.htm", "index.xhtml", "index.xml")


def _nothing(path: str) -> None:
    """The reader of a site whose files cannot be read."""


class Site:
    """One site: the facts of its posts, and the paths of all its files.

    `listing` holds the paths of all files, relative to the project, or gives them when they are
    first asked for; files that are not among
    `facts` are known by their path alone, or, where `read` gives their bytes, by their front
    matter. `base` is the path that the site is served under: empty, or ``/blog``. Everything is
    computed when first asked for.
    """

    def __init__(
        self,
        context: Context,
        facts: Iterable[Facts],
        listing: Collection[str] | Callable[[], Collection[str]] = (),
        read: Read = _nothing,
    ) -> None:
        self.context = context
        self._given = tuple(sorted(facts, key=lambda one: one.path))
        self._listing = listing
        self._read = read
        self.base = base_path(context)
        self._memo: dict[Callable[[Site], Any], Any] = {}
        self._outlines: dict[str, Facts] = {}

    def with_posts(self, facts: Iterable[Facts]) -> Site:
        """The site with other facts of its posts; what is known of its other files is not read again."""
        other = Site(self.context, facts, self._listing, self._read)
        other.listing = self.listing
        other._outlines = self._outlines
        return other

    def once(self, make: Callable[[Site], T]) -> T:
        """The value of `make(self)`, computed once for this site."""
        if make not in self._memo:
            self._memo[make] = make(self)
        return cast(T, self._memo[make])

    @cached_property
    def posts(self) -> tuple[Facts, ...]:
        """The posts that are linted, by path."""
        if not limit(self.context):
            return self._given
        base = self.context.base
        return tuple(self.by_path[one.path.removeprefix(base)] for one in self._given)

    @cached_property
    def listing(self) -> frozenset[str]:
        """The paths of all files in the site, relative to its folder."""
        paths = self._listing() if callable(self._listing) else self._listing
        base = self.context.base
        return frozenset(path.removeprefix(base) for path in paths if path.startswith(base))

    @cached_property
    def by_path(self) -> Mapping[str, Facts]:
        """All files of the site by their path in it: posts, pages, documents and assets."""
        base = self.context.base
        known = {one.path.removeprefix(base): one for one in self._given}
        for path in sorted(self.listing):
            if path not in known:
                known[path] = self._outlined(path)
        return placed(known, self.context)

    def _outlined(self, path: str) -> Facts:
        known = self._outlines.get(path)
        if known is None:
            known = self._outlines[path] = self._outline(path)
        return known

    def _outline(self, path: str) -> Facts:
        whole = self.context.base + path
        data = self._read(whole) if self._may_be_rendered(path) else None
        if data is not None:
            return outline(Post(Source.decode(whole, data), self.context))
        return _of(whole, assumed(path, self.context))

    def _may_be_rendered(self, path: str) -> bool:
        lower = path.lower()
        if lower.endswith(_READABLE) or self.context.generator != "jekyll":
            return lower.endswith(_READABLE)
        return lower.endswith(_RENDERED) or (limit(self.context) > 0 and "_posts/" in path)

    @cached_property
    def is_mostly_linted(self) -> bool:
        """Whether the site is small, or at least a tenth of its files that may be pages are linted."""
        pages = sum(path.lower().endswith(_READABLE) for path in self.listing)
        return pages <= _SMALL or len(self.posts) * 10 >= pages

    @cached_property
    def by_file(self) -> Mapping[str, tuple[Facts, ...]]:
        """What is written to each file of the destination folder: two where one is lost."""
        return written_by(self.by_path.values())

    @cached_property
    def by_url(self) -> Mapping[str, tuple[Facts, ...]]:
        """The pages at each URL (percent-encoded, without the base URL)."""
        pages: dict[str, list[Facts]] = {}
        for one in self.by_path.values():
            for url in (one.url, one.second):
                if url is not None:
                    pages.setdefault(url, []).append(one)
        return {url: tuple(all_) for url, all_ in pages.items()}

    @cached_property
    def contents(self) -> Mapping[str, frozenset[str]]:
        """The kinds of files in each folder of the destination: roles of pages, extensions of assets."""
        found: dict[str, set[str]] = {}
        for file, all_ in self.by_file.items():
            folder, _, name = file.rpartition("/")
            found.setdefault(folder, set()).update(_kinds(name, all_))
            if name in _INDEXES:
                # `x/index.html` stands for a page `x` of the folder above.
                found.setdefault(folder.rpartition("/")[0], set()).update(_kinds(name, all_))
        return {folder: frozenset(kinds) for folder, kinds in found.items()}

    @cached_property
    def served_folders(self) -> frozenset[str]:
        """The folders of the destination that hold something, at any depth."""
        found: set[str] = set()
        for folder in self.contents:
            above = folder
            while above and above not in found:
                found.add(above)
                above = above.rpartition("/")[0]
        return frozenset(found)

    @cached_property
    def lower(self) -> Mapping[str, str]:
        """The files of the destination by their paths in lower case."""
        return {file.lower(): file for file in self.by_file}

    def files_of(self, kind: str) -> Mapping[str, str]:
        """The files of the destination with that extension; without one, the pages by their addresses."""
        if kind not in self._files_of:
            files = (file for file in self.by_file if extension(file) == (kind or ".html"))
            self._files_of[kind] = {
                file if kind else file.removesuffix("/index.html"): file for file in files
            }
        return self._files_of[kind]

    @cached_property
    def _files_of(self) -> dict[str, dict[str, str]]:
        return {}

    def nearest(self, name: str, kind: str) -> str | None:
        """Of `files_of`, the nearest name, when one is near."""
        if kind not in self._names_of:
            self._names_of[kind] = Names(self.files_of(kind))
        return self._names_of[kind].closest(name)

    @cached_property
    def _names_of(self) -> dict[str, Names]:
        return {}

    @cached_property
    def kept_elsewhere(self) -> frozenset[str]:
        """Extensions of files that many links lead to, and of which the site has not one.

        Pictures that git does not hold, say: that all of them are dead is the less likely reading.
        """
        linked: dict[str, set[str]] = {}
        targets = {link.target.partition("#")[0] for post in self.posts for link in post.links}
        for path in {target.partition("?")[0] for target in targets}:
            linked.setdefault(extension(path), set()).add(path)
        present = {extension(file) for file in self.by_file}
        return frozenset(
            kind
            for kind, paths in linked.items()
            if len(paths) >= _MANY and kind not in present and kind not in ("", ".html", ".htm")
        )

    @cached_property
    def tops(self) -> frozenset[str]:
        """The first names of all paths that the site serves."""
        return frozenset(file.partition("/")[0] for file in self.by_file)

    @cached_property
    def linted(self) -> frozenset[str]:
        """The paths of the posts whose findings are reported."""
        return frozenset(one.path for one in self.posts)

    @cached_property
    def names(self) -> frozenset[str]:
        """The names of all files, without folders, in lower case."""
        return frozenset(path.rpartition("/")[2].lower() for path in self.listing)

    @cached_property
    def folders(self) -> frozenset[str]:
        """The folders of all files, in lower case, with every end of their paths: `a/b` and `b`."""
        found: set[str] = set()
        for folder in {path.rpartition("/")[0].lower() for path in self.listing}:
            parts = folder.split("/")[:50]
            found.update("/".join(parts[at:]) for at in range(len(parts)))
        return frozenset(found)

    @cached_property
    def aliases(self) -> Mapping[str, Facts]:
        """The pages by their other addresses: decoded, without slashes at their ends."""
        return {decoded(alias).strip("/"): one for one in self.by_path.values() for alias in one.aliases}

    @cached_property
    def withheld(self) -> Mapping[str, Facts]:
        """What is not published, by the address that it would have."""
        pages = (one for one in self.by_path.values() if one.url is None and one.address is not None)
        return {decoded(one.address or "").strip("/"): one for one in pages}

    @cached_property
    def unread(self) -> frozenset[str]:
        """The stems of pages whose front matter was not read: they may stand anywhere."""
        return frozenset(
            stem(one.path) for one in self.by_path.values() if not one.sure and one.role != "asset"
        )

    @cached_property
    def anywhere(self) -> str | None:
        """The path of a page of whose front matter nothing is known, so that it may have any address."""
        return next((one.path for one in self.by_path.values() if one.anywhere), None)

    @cached_property
    def judged(self) -> Mapping[State | Cause, tuple[Judged, ...]]:
        """The links of the posts that do not simply lead to a page, by cause, else by state."""
        found: dict[State | Cause, list[Judged]] = {}
        for one in self.posts:
            for link in one.links:
                if link.kind.startswith("liquid["):
                    continue
                verdict = self.resolve(one, link.target)
                if verdict.cause or verdict.state in ("missing", "unpublished"):
                    found.setdefault(verdict.cause or verdict.state, []).append(Judged(one, link, verdict))
        return {key: tuple(all_) for key, all_ in found.items()}

    def resolve(self, page: Facts, target: str) -> Verdict:
        """Where a link of `page` leads; `target` is as written, Liquid included."""
        if self.part is not None and self.part.resolve(page, target) is OK:
            return OK
        if self.shortcuts.lead(page, target):
            return OK
        if target[:1] != "/" and target[:2] != "{%":
            return resolve(self, page, target)
        # Where it leads is the same for all pages of a kind.
        key = (target, page.role)
        known = self._resolved.get(key)
        if known is None:
            known = self._resolved[key] = resolve(self, page, target)
        return known

    @cached_property
    def part(self) -> Site | None:
        """The files that the links of the posts name, where that saves reading many others."""
        if self.is_mostly_linted or limit(self.context):
            return None
        base = self.context.base
        part = Site(
            self.context,
            self._given,
            frozenset(base + path for path in named(self._given, self.listing)),
            self._read,
        )
        part._outlines = self._outlines
        part.is_mostly_linted = True
        return part

    @cached_property
    def shortcuts(self) -> Shortcuts:
        """The pages by the plain ways to name them."""
        return Shortcuts(self)

    @cached_property
    def _resolved(self) -> dict[tuple[str, str], Verdict]:
        return {}

    def file_at(self, inside: str) -> str | None:
        """The file that a web server gives for a path: itself, an index, or with `.html` added."""
        files = self.by_file
        if inside in files and not inside.endswith("/"):
            return inside
        folder = inside.rstrip("/")
        for name in _INDEXES:
            file = f"{folder}/{name}" if folder else name
            if file in files:
                return file
        return folder + ".html" if folder + ".html" in files and not inside.endswith("/") else None

    def page_at(self, path: str) -> Facts | None:
        """The page or file at a decoded path from the root of the host, base URL included."""
        file = self.file_at(path.removeprefix(self.base).lstrip("/"))
        return self.by_file[file][0] if file is not None else None

    def link_to(self, one: Facts) -> str:
        """The root-relative link to a page or file of the site."""
        url = one.url if one.url is not None else "/" + quote(one.file or "")
        return self.base + url

    def anchors(self, page: Facts) -> tuple[str, ...]:
        """The anchors of a page; for one that is not linted, read once when they are first asked for."""
        return self._anchored(page)[0]

    def has_open_anchors(self, page: Facts) -> bool:
        """Whether a page has anchors whose names a template writes, or cannot be read."""
        return self._anchored(page)[1]

    def _anchored(self, page: Facts) -> Anchored:
        if page.path not in self._known_anchors:
            data = self._read(page.path)
            post = Post(Source.decode(page.path, data or b""), self.context)
            names, opened = anchored(post)
            self._known_anchors[page.path] = names, opened or data is None
        return self._known_anchors[page.path]

    @cached_property
    def _known_anchors(self) -> dict[str, Anchored]:
        return {one.path: (one.anchors, one.open) for one in self.posts}

    def text(self, path: str) -> str | None:
        """The text of a file by its path in the site; None where it cannot be read."""
        data = self._read(self.context.base + path)
        return None if data is None else data.decode("utf-8", errors="replace")


def _kinds(name: str, all_: Iterable[Facts]) -> Iterator[str]:
    for one in all_:
        yield extension(name) if one.role == "asset" else one.role


def _of(path: str, made: Publication) -> Facts:
    return Facts(
        path,
        made.role,
        made.url,
        made.address,
        made.file,
        made.why,
        made.sure,
        aliases=made.aliases,
        second=made.second,
        second_file=made.second_file,
        anywhere=made.anywhere,
    )


def written_by(pages: Iterable[Facts]) -> dict[str, tuple[Facts, ...]]:
    """What several pages write to each file of the destination folder."""
    files: dict[str, list[Facts]] = {}
    for one in pages:
        for file in (one.file, one.second_file):
            if file is not None:
                files.setdefault(file, []).append(one)
    return {file: tuple(all_) for file, all_ in files.items()}
