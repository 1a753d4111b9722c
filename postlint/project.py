"""A project on disk: its sites, its settings, and what holds for each of its posts."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias, cast

from postlint import patience, schema
from postlint.context import NOTHING, Context, YamlFlavour
from postlint.diagnostic import Safety
from postlint.files import DISK, POST_SUFFIXES, SETTINGS_NAMES, Arguments, Tree, holds_settings
from postlint.names import suggestion
from postlint.registry import Rule, known
from postlint.selection import Choice, Selection, select
from postlint.settings import ConfigError, Settings
from postlint.shard import Shard
from postlint.site import generator as generators
from postlint.text import Source, Span

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

    from postlint.staged import Index


Elsewhere: TypeAlias = Callable[[Any], Iterator[tuple[int, bytes | None]]]
"""What has errands done by other processes: the result of each post by number, None for one that is left."""


class Request(NamedTuple):
    """What the user asked for; every command that reads posts takes it.

    `config` names a settings file to use instead of the nearest one; `inline` holds settings
    given as ``KEY=VALUE``. `stdin` is the name and the bytes of a post that is no file. `staged` reads
    all files from git's index; of folders, only the posts that the next commit adds or changes.
    `assumed` are paths (relative to the project) that exist though they are not there. `online`
    asks for external links; `private` are hosts that may be asked though they are private.
    `elsewhere` has posts linted by other processes than this one's: see `run.anywhere`. `shard` is the
    part of the posts that this run is about: site rules do not run then. `save` is the file that all results
    are written to. `lint` stands in for `engine.lint`: see `run.profile`.
    """

    paths: tuple[str, ...]
    choice: Choice = Choice()
    config: Path | None = None
    inline: Mapping[str, str] = NOTHING
    isolated: bool = False
    now: datetime | None = None
    exclude: tuple[str, ...] = ()
    force_exclude: bool = False
    stdin: tuple[str, bytes] | None = None
    staged: bool = False
    assumed: tuple[str, ...] = ()
    fix: Safety | None = None
    write: bool = True
    jobs: int | None = None
    cache: bool = False
    online: bool = False
    private: tuple[str, ...] = ()
    elsewhere: Elsewhere | None = None
    shard: Shard | None = None
    save: Path | None = None
    lint: Callable[[Any, Selection], Any] | None = None


class Setup(NamedTuple):
    """What holds for one post: its site and settings as rules see them, and the rules that run."""

    context: Context
    selection: Selection


class Project:
    """The folder that a run is about."""

    def __init__(self, request: Request, now: datetime, arguments: Arguments) -> None:
        self.request = request
        self.now = now
        self.arguments = arguments
        self.rules: Mapping[str, Rule] = known()
        self._settings: dict[Path, Settings] = {}
        self._contexts: dict[tuple[Path | None, Path], Context] = {}
        self._setups: dict[tuple[object, ...], Setup] = {}
        self._by_folder: dict[str, Setup] = {}
        self._globs: dict[tuple[str, ...], GitIgnoreSpec] = {}

    @classmethod
    def open(cls, request: Request, now: datetime) -> Project:
        """The project of a request; raises `NoSuchPath`."""
        patience.forget()
        return cls(request, request.now or now, Arguments.parse(request.paths))

    @property
    def root(self) -> Path:
        """The folder that paths in outputs are relative to."""
        return self.arguments.root

    @cached_property
    def tree(self) -> Tree:
        """The project's folders."""
        return Tree(self.root, self.index or DISK)

    @cached_property
    def index(self) -> Index | None:
        """Where files are read that are asked for as they are staged; raises `NoRepository`."""
        if not self.request.staged:
            return None
        from postlint.staged import Index

        return Index.around(self.root)

    def settings(self, folder: Path) -> Settings:
        """The settings that hold in a folder: the nearest file's upward, or the one that was asked for.

        Raises `config.ConfigError`.
        """
        known = self._settings.get(folder)
        if known is None:
            known = self._find_settings(folder)
            self._settings[folder] = known
        return known

    def _find_settings(self, folder: Path) -> Settings:
        request = self.request
        if request.config is not None:
            return self._load(request.config)
        if not request.isolated:
            for name in SETTINGS_NAMES:
                if name in self.tree.folder(folder).files and holds_settings(folder / name, self.tree.files):
                    return self._load(folder / name)
            if folder.parent != folder and ".git" not in self.tree.folder(folder).folders:
                return self.settings(folder.parent)
        return self._load(None) if request.inline else Settings(self.root)

    def _load(self, file: Path | None) -> Settings:
        from postlint import config

        if file is None:
            return config.from_inline(self.root, self.rules, self.request.inline)
        read = Path.read_bytes if file == self.request.config else self.tree.files.read
        return config.load(file, read(file), self.rules, self.request.inline)

    def setup(self, path: Path | str) -> Setup:
        """What holds for the post at a path, whether or not it is there."""
        # The text of a path is at hand; its parent would be another path, with a hash of its own.
        folder = os.path.dirname(path)  # noqa: PTH120
        known = self._by_folder.get(folder)
        if known is not None:
            return known
        path = Path(path)
        settings = self.settings(path.parent)
        root = self.site_root(path.parent)
        matched = self.matching_overrides(path)
        key = (root, settings.folder, matched)
        setup = self._setups.get(key)
        if setup is None:
            overrides = [settings.overrides[i] for i in matched]
            context = self.context(root, settings)
            for override in overrides:
                given = override.schema and self._schema(settings, override.schema)
                context = context._replace(html=override.html or context.html, schema=given or context.schema)
            choices = [settings.choice, *(o.choice for o in overrides), self.request.choice]
            setup = Setup(context, select({**self.rules, **settings.own_rules}, choices))
            self._setups[key] = setup
        if not settings.overrides:
            self._by_folder[folder] = setup
        return setup

    def matching_overrides(self, path: Path) -> tuple[int, ...]:
        """Which overrides of its settings hold for a post, by their place in the list."""
        settings = self.settings(path.parent)
        inside = path.is_relative_to(settings.folder)
        name = path.relative_to(settings.folder).as_posix() if inside else path.name
        return tuple(i for i, o in enumerate(settings.overrides) if self._matches(o.files, name))

    def site_root(self, folder: Path) -> Path | None:
        """The folder of the site that a folder belongs to, or None where no configuration is found."""
        return self.tree.site_root(folder)

    def context(self, root: Path | None, settings: Settings) -> Context:
        """A site as rules see it."""
        key = (root, settings.folder)
        known = self._contexts.get(key)
        if known is None:
            known = self._load_context(root, settings)
            self._contexts[key] = known
        return known

    def _load_context(self, root: Path | None, settings: Settings) -> Context:
        folder = root or self.root
        files = self._readers(folder)
        for name in self._configurations(settings, folder):
            files[name] = partial(self.tree.files.read, folder / name)
        generator = settings.generator or generators.detect(files, lambda name: files[name]())
        version = settings.jekyll.get("version")
        context = generators.load_context(
            generator,
            files,
            base="" if folder == self.root else self.tree.relative(folder) + "/",
            now=self.now,
            yaml=cast(YamlFlavour | None, settings.jekyll.get("yaml")),
            version=_version(version) if version else None,
            configurations=self._configurations(settings, folder),
            listing=lambda: (base + n for base, names in self.tree.everything(folder) for n in names),
            html=settings.html,
        )
        schemas = {glob: self._schema(settings, given) for glob, given in settings.schemas.items()}
        return context._replace(
            schema=self._schema(settings, settings.schema) if settings.schema else None,
            schemas=schemas,
            widgets=settings.widgets,
            time_limit=settings.time_limit,
            bounds=settings.bounds,
            own_rules=("pattern", *settings.own_rules) if settings.own_rules else (),
        )

    def _configurations(self, settings: Settings, folder: Path) -> tuple[str, ...]:
        """The configuration files that Jekyll is given; raises `ConfigError` for one that is not there."""
        given = settings.jekyll.get("config", "")
        names = tuple(name.strip() for name in given.split(",") if name.strip())
        for name in names:
            if (folder / name).name not in self.tree.folder((folder / name).parent).files:
                source = settings.source or Source.decode("--config", f"jekyll.config = {given}".encode())
                at = max(source.text.find(name), 0)
                near = suggestion(name, self.tree.folder((folder / name).parent).files)
                message = f"the configuration file `{name}` does not exist{near}"
                raise ConfigError(source, Span(at, at + len(name)), message)
        return names

    def _readers(self, folder: Path) -> dict[str, Callable[[], bytes]]:
        """Readers of the files (and the folders' names) that can say something of a site's generator."""
        here = self.tree.folder(folder)
        names = [*here.files, *here.folders]
        if "config" in here.folders:
            names += (f"config/_default/{n}" for n in self.tree.folder(folder / "config/_default").files)
        read = self.tree.files.read
        return {name: partial(read, folder / name) for name in names}

    def _schema(self, settings: Settings, given: str) -> str:
        """A schema as rules get it: a shipped one's name, or the text of a file; raises `ConfigError`."""
        if schema.shipped_name(given) is not None:
            return given
        file = settings.folder / given
        try:
            text = self.tree.files.read(file).decode("utf-8")
        except (OSError, UnicodeDecodeError):
            source = settings.source or Source.decode("--config", f"schema = {given}".encode())
            at = max(source.text.find(given), 0)
            near = suggestion(given, schema.SHIPPED)
            message = f"the schema `{given}` is neither a shipped one nor a file of UTF-8 text{near}"
            raise ConfigError(source, Span(at, at + len(given)), message) from None
        try:
            if not schema.mistakes(text):
                values = {name: self._values(file, text, name) for name in schema.value_files(text)}
                text = schema.with_values(text, values)
            schema.load(text)
        except schema.SchemaError as error:
            fault = error.faults[0]
            source = Source.decode(self.name(file), text.encode("utf-8"))
            raise ConfigError(source, fault.span, fault.message) from None
        return text

    def _values(self, file: Path, text: str, name: str) -> str:
        """The text of a vocabulary that the schema in `file` names; raises `ConfigError`."""
        try:
            return self.tree.files.read(file.parent / name).decode("utf-8")
        except (OSError, UnicodeDecodeError):
            source = Source.decode(self.name(file), text.encode("utf-8"))
            at = max(text.find(name), 0)
            raise ConfigError(
                source, Span(at, at + len(name)), f"the values in `{name}` cannot be read"
            ) from None

    def name(self, path: Path | str) -> str:
        """A path as outputs show it: relative to the project, or absolute where it is elsewhere."""
        try:
            return self.tree.relative(path)
        except ValueError:
            return Path(path).as_posix()

    def source(self, path: Path | str, data: bytes | None = None) -> Source:
        """A post's text: the file's, or that of `data`; raises OSError."""
        return Source.decode(self.name(path), self.tree.files.read(path) if data is None else data)

    def posts(self) -> list[Path]:
        """The posts that the arguments name, each once, in the order of their paths."""
        return [Path(file) for file in self.files()]

    def files(self) -> list[str]:
        """The paths of `posts` as texts, which take a quarter of the room."""
        found = {str(path) for path in self.arguments.files if not self._left_out(path)}
        if self.index is not None:
            self.index.require(self.arguments.files)
        for start in self.arguments.folders:
            for folder, names in self._levels(start):
                found.update(self._posts_among(folder, names))
        return sorted(found, key=lambda file: file.split(os.sep))  # noqa: PTH206 - at a tenth of the cost of paths

    def _levels(self, start: Path) -> Iterator[tuple[Path, list[str]]]:
        """The folders from `start` down, each with the files in it that may be posts to lint."""
        if self.index is None:
            return self.tree.levels(start)
        return ((path.parent, [path.name]) for path in self.index.staged() if path.is_relative_to(start))

    def _posts_among(self, folder: Path, names: Iterable[str]) -> Iterator[str]:
        """The paths of those of a folder's files that are posts of its site, and excluded by nobody."""
        texts = [name for name in names if name.lower().endswith(POST_SUFFIXES)]
        if not texts:
            return
        settings = self.settings(folder)
        context = self.context(self.site_root(folder), settings)
        excludes = bool(self.request.exclude or settings.exclude)
        inside = (self.tree.relative(folder) + "/") if folder != self.root else ""
        if not inside.startswith(context.base):
            return
        above = str(folder).rstrip(os.sep) + os.sep
        for name in generators.posts_among(inside.removeprefix(context.base), texts, context):
            if not (excludes and self.excluded(folder / name)):
                yield above + name

    def _left_out(self, path: Path) -> bool:
        return self.request.force_exclude and (self.excluded(path) or not self.is_post(path))

    def covers(self, path: Path) -> bool:
        """Whether a run over the whole project lints a file, were it there."""
        named = path.suffix.lower() in POST_SUFFIXES
        return named and self.tree.reaches(path) and self.is_post(path) and not self.excluded(path)

    def is_post(self, path: Path) -> bool:
        """Whether a file is a post of its site's generator, and not one that the generator excludes."""
        settings = self.settings(path.parent)
        context = self.context(self.site_root(path.parent), settings)
        whole = self.tree.relative(path)
        name = whole.removeprefix(context.base)
        return (
            whole.startswith(context.base)
            and generators.is_post(name, context)
            and not generators.excluded(name, context)
        )

    def sources(self) -> Iterator[Path]:
        """The posts that the arguments name, and the other files that their generators may render."""
        found = dict.fromkeys(self.posts())
        for start in self.arguments.folders:
            for path in (
                start / (base + name) for base, names in self.tree.everything(start) for name in names
            ):
                if path not in found and self._is_page(path) and not self.excluded(path):
                    found[path] = None
        return iter(sorted(found))

    def _is_page(self, path: Path) -> bool:
        context = self.context(self.site_root(path.parent), self.settings(path.parent))
        whole = self.tree.relative(path)
        return whole.startswith(context.base) and generators.is_page(
            whole.removeprefix(context.base), context
        )

    def excluded(self, path: Path) -> bool:
        """Whether the settings, or the command line, exclude a path."""
        settings = self.settings(path.parent)
        if not self.request.exclude and not settings.exclude:
            return False
        name = self.tree.relative(path)
        return self._matches(self.request.exclude, name) or (
            path.is_relative_to(settings.folder)
            and self._matches(settings.exclude, path.relative_to(settings.folder).as_posix())
        )

    def _matches(self, globs: tuple[str, ...], name: str) -> bool:
        if not globs:
            return False
        spec = self._globs.get(globs)
        if spec is None:
            from pathspec import GitIgnoreSpec

            spec = self._globs[globs] = GitIgnoreSpec.from_lines(globs)
        return spec.match_file(name)


def _version(text: str) -> tuple[int, int] | None:
    major, _, minor = text.partition(".")
    if major.isdigit():
        return int(major), int(minor.partition(".")[0]) if minor[:1].isdigit() else 0
    return None
