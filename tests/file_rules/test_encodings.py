"""Guesses about encodings: right for the common ones, silent for honest text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postlint.encodings import guess, misread


@pytest.mark.parametrize(
    ("text", "codec", "expected"),
    [
        ("---\ntitle: 统计之都\n---\n", "gbk", "GBK"),
        ("深圳", "gbk", "GBK"),
        ("人民币（元）", "gb18030", "GBK"),
        ("繁體中文測試，這是一篇文章。", "big5", "Big5"),
        ("The café is open", "latin-1", "Latin-1 (Windows-1252)"),
        ("Überraschung für Ärzte, naïve Ñandú", "cp1252", "Latin-1 (Windows-1252)"),
        ("It’s “open”", "cp1252", "Latin-1 (Windows-1252)"),
        ("title: x", "utf-16", "UTF-16"),
    ],
)
def test_guess(text: str, codec: str, expected: str) -> None:
    assert guess(text.encode(codec)).encoding == expected


def garbled(text: str) -> str:
    """The text's UTF-8 bytes read as browsers read Windows-1252."""
    spare = {0x81, 0x8D, 0x8F, 0x90, 0x9D}
    return "".join(chr(b) if b in spare else bytes([b]).decode("cp1252") for b in text.encode())


@pytest.mark.parametrize("text", ["é", "ü", "ß", "ñ", "it’s", "中国", "，", "😀", "°", "£", "…"])
def test_misread_text_is_found_and_restored(text: str) -> None:
    seen = list(misread(f"a {garbled(text)} b"))
    beyond = "".join(char for char in text if not char.isascii())
    assert [m.meant for m in seen] == [beyond]


@pytest.mark.parametrize(
    "text",
    [
        "„Ä“ und „Ö“, ‚Ü‘",
        "‘café’”",
        "SÃO PAULO",
        "« été »",
        "naïve—été… très…",
        "Ünïcödé",
        "ÀÉÎÕÜ àéîõü",
        "Â, â, Ã, ã",
        "L’État d’âme",
        "5 °C, 3 µm, ½, ¼, ¡olé!",
        "中文，文字。",
        "涓滴 鐨 鈥",
        "İstanbul’da",
        "Þórður",
        "Øl på åen",
        "ÄÖÜ“",
        "è”, é’”, à…",
    ],
)
def test_honest_text_is_left_alone(text: str) -> None:
    assert list(misread(text)) == []


def test_the_replacement_character_read_as_gbk() -> None:
    (lost,) = misread("这是锟斤拷锟斤拷。")
    assert (lost.encoding, lost.meant, tuple(lost.span)) == ("GBK", None, (2, 8))


def test_chinese_read_as_gbk() -> None:
    text = "北京上海深圳广州"
    whole = text.encode().decode("gbk")
    assert [(m.encoding, m.meant) for m in misread(f"a {whole} b")] == [("GBK", text)]
    cut = text[:-1].encode().decode("gbk", "ignore")
    assert [(m.encoding, m.meant) for m in misread(cut)] == [("GBK", None)]


@given(st.binary(max_size=60))
def test_any_bytes_have_a_guess(data: bytes) -> None:
    assert guess(data).encoding


@given(st.text(alphabet=st.characters(max_codepoint=0x2100), max_size=60))
def test_what_is_restored_is_other_text(text: str) -> None:
    for found in misread(text):
        shown = text[found.span.start : found.span.end]
        assert found.meant is not None
        assert found.meant != shown
        assert garbled(found.meant) == shown
