"""A session with one editor: the documents that are open in it, what is known of them, and who works it out.

Two work: a thread that lints a text within milliseconds, and a process that knows whole sites
(`asking`). What the text shows is published at once; what the site says of it is added when it comes.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path, PurePath
from time import monotonic
from typing import Any, TypeVar

from lsprotocol import types as lsp
from pygls.lsp.server import LanguageServer

from postlint.diagnostic import Edit
from postlint.files import POST_SUFFIXES
from postlint.server.asking import Asking
from postlint.server.conversions import diagnostic
from postlint.server.documents import Checked, Late, check, fix_all, joined
from postlint.server.progress import shown
from postlint.server.questions import Question, Update
from postlint.server.reading import Lint
from postlint.server.uris import path_of
from postlint.site.facts import Facts

PATIENCE = 0.02
"""Seconds that faults wait for what the site says of the same text, so that both show at once."""
T = TypeVar("T")


class Session:
    """The documents of one editor; `asking` is None where nobody knows whole sites."""

    def __init__(self, server: LanguageServer, lint: Lint) -> None:
        self.server = server
        self.lint = lint
        self.asking: Asking | None = None
        self.pulls = False
        # By the names that the editor uses: the workspace of pygls spells some of them differently.
        self.open: set[str] = set()
        self.checked: dict[str, Checked] = {}
        self.late: dict[str, Late] = {}
        self._plain: dict[str, Checked] = {}
        self._fixed: dict[str, tuple[Checked, Edit | None]] = {}
        self._locks: dict[str, asyncio.Lock] = {}
        self._stale: set[str] = set()
        self._working: dict[str, asyncio.Task[None]] = {}
        self._told: dict[tuple[Path, str], tuple[str, str]] = {}
        self._pending: dict[Path, dict[str, Facts | None]] = {}
        self._updates: dict[Path, asyncio.Task[None]] = {}
        self._took: dict[Path, float] = {}
        self._after: list[Callable[[], None]] = []
        self._kept: set[asyncio.Task[None]] = set()
        # One thread: rules are not written for several, and one post takes a few milliseconds.
        self.worker = ThreadPoolExecutor(1, "postlint")

    @property
    def encoding(self) -> str:
        """What columns count, as agreed with the editor."""
        agreed = self.server.workspace.position_encoding
        return str(getattr(agreed, "value", agreed))

    def is_post(self, uri: str) -> bool:
        """Whether a document is a file that may be a post."""
        return uri.startswith("file:") and PurePath(path_of(uri)).suffix.lower() in POST_SUFFIXES

    def after(self, call: Callable[[], None]) -> None:
        """Call something whenever a text has been linted."""
        self._after.append(call)

    def text(self, uri: str) -> tuple[int | None, str]:
        """The version and the text of a document; half of a surrogate pair is no character."""
        document = self.server.workspace.get_text_document(uri)
        text = document.source
        return document.version, text if _encodable(text) else "".join(map(_character, text))

    def refresh(self, uri: str) -> None:
        """Lint a document's present text, at once or when the version that is being linted is done."""
        self.checked.pop(uri, None)
        self._plain.pop(uri, None)
        if self.pulls:
            return
        self._stale.add(uri)
        if uri not in self._working:
            self._working[uri] = asyncio.ensure_future(self._work(uri))

    def refresh_all(self) -> None:
        """Lint all open documents again: something that they depend on has changed."""
        for uri in self.open:
            self.refresh(uri)
        if self.pulls:
            self.server.workspace_diagnostic_refresh(None)

    async def _work(self, uri: str) -> None:
        try:
            while uri in self._stale:
                self._stale.discard(uri)
                await self.latest(uri)
        finally:
            self._working.pop(uri, None)

    async def latest(self, uri: str) -> Checked | None:
        """What is found in a document's present text, which is published; None when that is not possible."""
        if uri not in self.open or not self.is_post(uri):
            return None
        async with self._locks.setdefault(uri, asyncio.Lock()):
            version, text = self.text(uri)
            known = self.checked.get(uri)
            if known is not None and (known.version, known.text) == (version, text):
                return known
            plain = await self.aside(check, self.lint, path_of(uri), version, text, self.encoding)
            if plain is None or uri not in self.open:
                return None
            for call in self._after:
                call()
            self._plain[uri] = plain
            await self._ask_site(uri, plain)
            late = self.late.get(uri)
            self.checked[uri] = checked = joined(plain, late) if late else plain
            self.publish(uri, checked)
            return checked

    async def all_fixed(self, uri: str, checked: Checked) -> Edit | None:
        """The edit that makes all safe fixes of a document, worked out once for each version."""
        known = self._fixed.get(uri)
        if known is None or known[0] is not checked:
            known = (checked, await self.aside(fix_all, self.lint, checked))
            self._fixed[uri] = known
        return known[1]

    async def aside(self, work: Callable[..., T], *arguments: Any) -> T | None:
        """The result of some work in the linting thread; None, and a word in the log, when it fails."""
        try:
            return await asyncio.get_running_loop().run_in_executor(self.worker, work, *arguments)
        except Exception as error:
            # An editor must not lose its server to one document.
            self.say(f"postlint failed: {type(error).__name__}: {error}")
            return None

    async def ask(self, question: Question, patience: float = 2.0) -> Any:
        """What the process that knows whole sites answers; None when it does not, or not in time."""
        return await self.asking.ask(question, patience) if self.asking else None

    def keep(self, task: asyncio.Task[None]) -> None:
        """Hold a task that nobody waits for until it is done."""
        self._kept.add(task)
        task.add_done_callback(self._kept.discard)

    def say(self, text: str) -> None:
        """A word in the editor's log."""
        self.server.window_log_message(lsp.LogMessageParams(lsp.MessageType.Error, text))

    def publish(self, uri: str, checked: Checked) -> None:
        """Show a document's faults, unless the editor asks for them itself."""
        if not self.pulls:
            shown = [diagnostic(uri, checked, fault) for fault in checked.faults]
            params = lsp.PublishDiagnosticsParams(uri, shown, checked.version)
            self.server.text_document_publish_diagnostics(params)

    def forget(self, uri: str) -> None:
        """Take a closed document's faults away."""
        plain = self._plain.get(uri)
        for known in (self.open, self._stale):
            known.discard(uri)
        for table in (self.checked, self.late, self._plain, self._fixed):
            table.pop(uri, None)
        if plain is not None and plain.reading.root and plain.reading.facts:
            self._tell(plain.reading.root, plain.post.path, None)
        if self.is_post(uri) and not self.pulls:
            self.server.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(uri, []))

    @property
    def roots(self) -> set[Path]:
        """The projects of which a document is or was open."""
        return {root for root, _ in self._told}

    def uri_at(self, root: Path, path: str) -> str | None:
        """The name that the editor uses for an open document, given its path in the project."""
        uri = self._told.get((root, path), ("", ""))[0]
        return uri if uri in self.open else None

    def tell_all(self) -> None:
        """Tell all open documents again: what is known of their sites may be another now."""
        for (root, path), (uri, _) in self._told.items():
            plain = self._plain.get(uri)
            if plain is not None:
                self._tell(root, path, plain.reading.facts)

    def start_over(self) -> None:
        """`tell_all` to a process that knows nothing yet."""
        self._took.clear()
        self.tell_all()

    async def _ask_site(self, uri: str, plain: Checked) -> None:
        """Ask what the site says of a text; wait for it a moment, where it may come that soon."""
        root, facts = plain.reading.root, plain.reading.facts
        if root is None or facts is None or self.asking is None:
            self.late.pop(uri, None)
            return
        self._told[root, plain.post.path] = (uri, plain.text)
        self._tell(root, plain.post.path, facts)
        # Where it came late last time, it is not waited for.
        if self._took.get(root, PATIENCE) < PATIENCE:
            await asyncio.wait((self._updates[root],), timeout=PATIENCE)

    def _tell(self, root: Path, path: str, facts: Facts | None) -> None:
        self._pending.setdefault(root, {})[path] = facts
        if root not in self._updates and self.asking is not None:
            self._updates[root] = asyncio.ensure_future(self._update(self.asking, root))

    async def _update(self, asking: Asking, root: Path) -> None:
        """Tell the process that knows the site what has changed, until there is nothing new to tell."""
        try:
            while posts := self._pending.pop(root, None):
                told = {path: self._told.get((root, path)) for path in posts}
                started = monotonic()
                asked = asking.ask(Update(root, posts))
                # Once it is known, the site is read no more.
                known = root in self._took
                found = await (asked if known else shown(self.server, f"reading {root.name}", asked))
                if found is None:
                    continue
                self._took[root] = monotonic() - started
                for path, said in found.items():
                    # Of what was not told anew the process has spoken as of the last text that it knows.
                    uri, text = told.get(path) or self._told.get((root, path)) or ("", "")
                    if uri in self.open:
                        self._arrived(uri, Late(text, *said))
        finally:
            self._updates.pop(root, None)

    def _arrived(self, uri: str, late: Late) -> None:
        """Add what the site says to what is shown."""
        self.late[uri] = late
        shown, plain = self.checked.get(uri), self._plain.get(uri)
        if shown is None or plain is None or shown.reading is not plain.reading:
            # The text is being linted: it is joined then.
            return
        checked = self.checked[uri] = joined(plain, late)
        if checked.faults == shown.faults:
            return
        self.publish(uri, checked)
        if self.pulls:
            self.server.workspace_diagnostic_refresh(None)


def _encodable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _character(one: str) -> str:
    return "\ufffd" if "\ud800" <= one <= "\udfff" else one
