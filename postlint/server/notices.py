"""Faults of settings, shown in the settings' own files."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from lsprotocol import types as lsp

from postlint.server.conversions import noted
from postlint.server.positions import Positions
from postlint.server.projects import Notice
from postlint.server.session import Session
from postlint.server.uris import uri_of


class Notices:
    """What was last shown of the files of settings; `known` changes as posts are linted."""

    def __init__(self, session: Session, known: Mapping[Path, Notice]) -> None:
        self._session = session
        self._known = known
        self._shown: dict[Path, Notice] = {}

    def show(self) -> None:
        """Publish what has changed."""
        known = dict(self._known)
        for path in self._shown.keys() - known.keys():
            self._publish(path, [])
        for path, notice in known.items():
            if self._shown.get(path) != notice:
                positions = Positions.of(notice.source.text, self._session.encoding)
                self._publish(path, [noted(positions, fault) for fault in notice.faults])
        self._shown = known

    def _publish(self, path: Path, shown: list[lsp.Diagnostic]) -> None:
        params = lsp.PublishDiagnosticsParams(uri_of(path), shown)
        self._session.server.text_document_publish_diagnostics(params)
