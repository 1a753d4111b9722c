"""Text as a quoted YAML scalar."""

from __future__ import annotations


def quoted(content: str, indent: str = "") -> str:
    """`content` in quotes: double ones, or single ones where that saves escapes.

    Later lines are indented by `indent` where they are not indented yet; YAML folds them into one.
    """
    if '"' not in content and "\\" not in content:
        text = f'"{content}"'
    elif "'" not in content:
        text = f"'{content}'"
    else:
        text = '"' + content.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return indented(text, indent)


def indented(text: str, indent: str) -> str:
    """`text` with every line after the first that begins without a blank indented by `indent`."""
    if not indent or "\n" not in text:
        return text
    first, *rest = text.split("\n")
    return "\n".join([first, *(line if line[:1] in ("", " ", "\r") else indent + line for line in rest)])


def unescaped(raw: str, quote: str) -> list[int]:
    """Where `quote` stands in `raw` as itself: not after a backslash, or (a single quote) doubled."""
    places, at = [], 0
    while at < len(raw):
        if quote == '"' and raw[at] == "\\":
            at += 1
        elif raw[at] == quote:
            if quote == "'" and at and raw.startswith("''", at) and at + 2 < len(raw):
                at += 1
            else:
                places.append(at)
        at += 1
    return places
