"""postlint's faults, places and edits in the words of the protocol."""

from __future__ import annotations

from collections.abc import Sequence

from lsprotocol import types as lsp

from postlint.diagnostic import Diagnostic, Edit, Related, Severity
from postlint.server.documents import Checked
from postlint.server.positions import Positions
from postlint.server.uris import uri_of
from postlint.text import Span

_SEVERITIES = {
    Severity.ERROR: lsp.DiagnosticSeverity.Error,
    Severity.WARNING: lsp.DiagnosticSeverity.Warning,
    Severity.INFO: lsp.DiagnosticSeverity.Information,
}
_UNNECESSARY = frozenset(("postlint/unused-suppression",))


def range_of(positions: Positions, span: Span) -> lsp.Range:
    """A span as the editor counts."""
    start, end = (positions.line_and_column(offset) for offset in span)
    return lsp.Range(lsp.Position(*start), lsp.Position(*end))


def span_of(positions: Positions, place: lsp.Range) -> Span:
    """The editor's range as a span."""
    start, end = ((one.line, one.character) for one in (place.start, place.end))
    return positions.span(start, end)


def diagnostic(uri: str, checked: Checked, fault: Diagnostic) -> lsp.Diagnostic:
    """A fault of a document."""
    return lsp.Diagnostic(
        range_of(checked.positions, fault.span),
        message(fault),
        severity=_SEVERITIES[fault.severity],
        code=fault.rule,
        source="postlint",
        tags=[lsp.DiagnosticTag.Unnecessary] if fault.rule in _UNNECESSARY else None,
        related_information=[_related(uri, checked, other) for other in fault.related] or None,
    )


def message(fault: Diagnostic) -> str:
    """What is wrong, and the advice on a line of its own."""
    return f"{fault.message}\n{fault.help}" if fault.help else fault.message


def noted(positions: Positions, fault: Diagnostic) -> lsp.Diagnostic:
    """A fault of a file of settings."""
    place = range_of(positions, fault.span)
    severity = _SEVERITIES[fault.severity]
    return lsp.Diagnostic(place, message(fault), severity=severity, code=fault.rule, source="postlint")


def _related(uri: str, checked: Checked, other: Related) -> lsp.DiagnosticRelatedInformation:
    root = checked.reading.root
    if other.path is None or other.path == checked.post.path or root is None:
        place = lsp.Location(uri, range_of(checked.positions, other.span))
    else:
        # The other file's text is not at hand: its start has to do.
        nowhere = lsp.Range(lsp.Position(0, 0), lsp.Position(0, 0))
        place = lsp.Location(uri_of(root / other.path), nowhere)
    return lsp.DiagnosticRelatedInformation(place, other.message)


def text_edits(positions: Positions, edits: Sequence[Edit]) -> list[lsp.TextEdit]:
    """Edits of one text."""
    return [lsp.TextEdit(range_of(positions, edit.span), edit.replacement) for edit in edits]


def workspace_edit(
    capabilities: lsp.ClientCapabilities, uri: str, version: int | None, edits: Sequence[lsp.TextEdit]
) -> lsp.WorkspaceEdit:
    """Edits of the version that was linted: an editor that can refuses them once the text is another."""
    workspace = capabilities.workspace
    if not (workspace and workspace.workspace_edit and workspace.workspace_edit.document_changes):
        return lsp.WorkspaceEdit(changes={uri: list(edits)})
    document = lsp.OptionalVersionedTextDocumentIdentifier(uri, version)
    return lsp.WorkspaceEdit(document_changes=[lsp.TextDocumentEdit(document, list(edits))])
