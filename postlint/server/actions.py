"""What an editor may do about a fault: mend it, mend all, or suppress it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lsprotocol import types as lsp

from postlint.diagnostic import Diagnostic, Edit, Safety
from postlint.server.conversions import diagnostic, span_of, text_edits, workspace_edit
from postlint.server.documents import Checked, applicable
from postlint.server.ignoring import ways
from postlint.server.session import Session

FIX_ALL = "source.fixAll.postlint"


async def actions(session: Session, checked: Checked, params: lsp.CodeActionParams) -> list[lsp.CodeAction]:
    """The code actions at a place."""
    wanted = params.context.only
    uri = params.text_document.uri
    found = []
    if _wants(wanted, lsp.CodeActionKind.QuickFix.value):
        for fault in checked.touching(span_of(checked.positions, params.range)):
            if applicable(fault.fix):
                found.append(_quick_fix(session, uri, checked, fault))
            found += _ignore(session, uri, checked, fault)
    if _wants(wanted, FIX_ALL) and (edit := await session.all_fixed(uri, checked)):
        change = _change(session, uri, checked, (edit,))
        found.append(lsp.CodeAction("Fix all safe problems (postlint)", kind=FIX_ALL, edit=change))
    return found


async def fix_all(session: Session, uri: str) -> bool:
    """Make all safe fixes of a document in the editor; whether there was something to mend."""
    checked = await session.latest(uri)
    edit = await session.all_fixed(uri, checked) if checked else None
    if checked is None or edit is None:
        return False
    change = _change(session, uri, checked, (edit,))
    params = lsp.ApplyWorkspaceEditParams(change, "Fix all safe problems (postlint)")
    return (await session.server.workspace_apply_edit_async(params)).applied


def _wants(only: Any, kind: str) -> bool:
    """Whether a client that asks for some kinds (or for none in particular) asks for this one."""
    asked = [str(getattr(wanted, "value", wanted)) for wanted in only or ()]
    return not asked or any(kind == wanted or kind.startswith(wanted + ".") for wanted in asked)


def _quick_fix(session: Session, uri: str, checked: Checked, fault: Diagnostic) -> lsp.CodeAction:
    assert fault.fix is not None
    title = fault.fix.title[:1].upper() + fault.fix.title[1:]
    safe = fault.fix.safety is Safety.SAFE
    return lsp.CodeAction(
        title if safe else f"{title} (may change the page)",
        kind=lsp.CodeActionKind.QuickFix,
        diagnostics=[diagnostic(uri, checked, fault)],
        edit=_change(session, uri, checked, fault.fix.edits),
        is_preferred=safe or None,
    )


def _ignore(session: Session, uri: str, checked: Checked, fault: Diagnostic) -> Iterator[lsp.CodeAction]:
    for title, edit in ways(checked.post, fault):
        yield lsp.CodeAction(
            title,
            kind=lsp.CodeActionKind.QuickFix,
            diagnostics=[diagnostic(uri, checked, fault)],
            edit=_change(session, uri, checked, (edit,)),
        )


def _change(session: Session, uri: str, checked: Checked, edits: tuple[Edit, ...]) -> lsp.WorkspaceEdit:
    written = text_edits(checked.positions, edits)
    return workspace_edit(session.server.client_capabilities, uri, checked.version, written)
