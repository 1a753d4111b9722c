"""Values of attributes, by type: right ones, ones on the edge, wrong ones."""
# ruff: noqa: E501
# fmt: off

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from random import Random
from typing import TypeAlias

Maker: TypeAlias = Callable[[Random], str]

DATES = (
    "2021-12-29", "2020-02-29", "2021-02-29", "1900-02-29", "2000-02-29", "0001-01-01", "0000-01-01",
    "12021-12-29", "2021-13-01", "2021-00-10", "2021-04-31", "2021-12-32", "2021-1-1", "21-12-29", "999-01-01",
    "2021/12/29", "2021-12", "2021-00", "2021-13", "0000-12", "2021-W52", "2021-W53", "2020-W53", "2021-W00",
    "2021-W1",
    "0000-W01", "2021", "0000", "999", "12021", "12-29", "--12-29", "02-29", "02-30", "--02-30", "13-01", "-12-29",
    "22:29", "22:29:05", "22:29:05.1", "22:29:05.123", "22:29:05.1234", "22:29:05.", "24:00", "23:60", "23:59:60",
    "2:29", "22:9", "22", "2021-12-29T22:29", "2021-12-29 22:29", "2021-12-29  22:29", "2021-12-29t22:29",
    "2021-12-29T22:29:05.123Z", "2021-12-29T22:29Z", "2021-12-29T22:29z", "2021-12-29T22:29+08:00",
    "2021-12-29T22:29+0800", "2021-12-29T22:29-08:00", "2021-12-29T22:29+24:00", "2021-12-29T22:29+23:59",
    "2021-12-29T22:29-00:00", "2021-12-29T22:29+8", "2021-12-29T22:29+08", "Z", "+08:00", "+0800", "-08:00",
    "-00:00", "+24:00", "+08:60", "PT4H18M3S", "P2D", "P2DT3H", "P1Y", "P1M", "PT", "P", "PT1M", "PT1.5S", "PT1.1234S",
    "P1W", "4h 18m 3s", "2w 3d", "1.5s", "1.5h", "1d1h", "4H", "1y", "", " ", "2021-12-29 ", " 2021-12-29",
    "today", "2021-12-29T25:00Z", "2021-02-30T12:00Z", "1752-09-02", "0999-12-31", "3000-01-01", "2021-12-29TZ",
)
NUMBERS = (
    "0", "1", "2", "-1", "+1", "-0", "01", "00", "007", "1.", "1.5", ".5", "-.5", "-1.5", "1e3", "1E3", "1e-3", "1e+3",
    "1e", "e1", "1e1.5", "1,5", "1 ", " 1", "1px", "1%", "100%", "", " ", "x", "0x1F", "NaN", "Infinity", "1000", "1001",
    "999", "65534", "65535", "99999999999", "0.0", "1.0", "٣", "1 2", "--1", "1-", "0e0", "any", "ANY", "auto",
)
MEDIA = (
    "all", "screen", "print", "speech", "SCREEN", "tv", "projection", "handheld", "braille", "only screen", "not print",
    "only", "not", "and", "screen and (min-width: 1px)", "(min-width: 1px)", "(min-width:1)", "(min-width: 0)",
    "(min-width:1em) and (max-width:2em)", "(min-width:1px) or (color)", "not (color)", "(not (color))",
    "((color))", "(color) and screen", "screen, print", "screen,, print", ",screen", "screen,", "", " ", "(", ")", "()",
    "(color", "color)", "(min-width)", "(width >= 600px)", "(400px <= width <= 700px)", "(400px<width)", "(width = 1px)",
    "(aspect-ratio: 16/9)", "(aspect-ratio: 16)", "(orientation: landscape)", "(orientation: x)", "(resolution: 2dppx)",
    "(min-resolution: 300dpi)", "(min-resolution: 2x)", "(hover)", "(hover: hover)", "(pointer: coarse)", "(grid: 1)",
    "(prefers-color-scheme: dark)", "(prefers-reduced-motion: reduce)", "(prefers-reduced-motion)", "(foo: bar)",
    "(min-device-width: 1px)", "(monochrome)", "(color-index: 256)", "(scan: interlace)", "(device-width: 100px)",
    "foo", "screen and", "and (color)", "screen and print", "screen or (color)", "screen and (color) or (hover)",
    "(color) and (hover) or (grid)", "not screen and (color)", "not (color) and (hover)", "screen and not (color)",
    "(-webkit-min-device-pixel-ratio: 2)", "(min-width: calc(1px + 2px))", "(min-width: -1px)", "(width: 1px;)",
    "(update: fast)", "(overflow-block: scroll)", "(display-mode: standalone)", "(any-hover: hover)", "(color-gamut: p3)",
    "(min-color: 8)", "(max-monochrome: 2)", "(height: 1vh)", "(min-width: 100foo)", "(scripting: enabled)", "1", "#a",
    "screen and (min-width:1px) and (max-width:2px)", "(dynamic-range: high)", "(forced-colors: active)", "@media screen",
    "(inverted-colors: inverted)", "(prefers-contrast: more)", "(environment-blending: additive)", "(video-color-gamut: p3)",
    "(min-aspect-ratio: 1/1)", "(device-aspect-ratio: 16/9)", "tty", "embossed", "aural", "screen and (orientation)",
)
MIMES = (
    "text/html", "text/plain", "image/png", "video/mp4", "audio/ogg", "application/x-foo", "text/html; charset=utf-8",
    "text/html;charset=utf-8", "text/html;", "text/html; ", "text/html ;charset=x", "text/html;charset", "text/html;charset=",
    'text/html;charset="utf-8"', 'text/html;charset="utf-8', "text", "text/", "/html", "/", "", " ", "text/html/x",
    "text /html", "text/ html", " text/html", "text/html ", "TEXT/HTML", "text/ht ml", "text/*", "*/*", "image/*",
    "text/h(tml", "text/html;a=b;c=d", "video/mp4; codecs=\"avc1, mp4a\"", "video/mp4; codecs='avc1'", "ü/x", "text/ü",
    "text\\html", "application/xhtml+xml", "text/javascript", "application/javascript", "text/javascript; charset=utf-8",
    "application/ecmascript", "module", "importmap", "speculationrules", "text/template", "application/ld+json", "x", "json",
    "MODULE", "text/jscript", "text/babel", "text/css", "image/svg+xml", "image/jpeg, image/png", "font/woff2", "text/html;a",
    "video/mp4; codecs=avc1.42E01E, mp4a.40.2", "text/html;a=b;", "text/html;;a=b",
)
LANGUAGES = (
    "en", "EN", "en-US", "en-us", "zh-Hans", "zh-Hans-CN", "zh-Hant-TW", "zh-cmn", "zh-cmn-Hans-CN", "cmn", "de-1996",
    "de-DE-1996", "de-CH-1901", "en-Latn", "ru-Latn", "ru-Cyrl", "xx", "xyz", "en-XX", "en-UK", "en-GB-oed", "i-klingon",
    "x-foo", "en-x-foo", "en-x", "qaa", "qtz", "art-lojban", "sl-rozaj", "sl-rozaj-biske", "sl-nedis", "de-rozaj", "e",
    "en_US", "en-", "-en", "", " ", "en ", "english", "en-US-US", "en-Latn-Latn", "en-a-bbb", "en-a-bbb-a-ccc", "es-419",
    "es-999", "mn-Cyrl-MN", "ja-Jpan", "ko-Kore", "iw", "in", "sh", "ar-arb", "sgn-BE-FR", "hy-arevela", "en-fonipa",
    "en-a", "de-u-co-phonebk", "de-t-en", "no-bok", "fr-FR-FR", "zh-min-nan", "zh-min", "zh-yue", "yue", "tlh", "12", "a-b",
    "en-BU", "de-DD", "su", "aaaa", "aaaaa", "aaaaaaaa", "aaaaaaaaa", "en-scouse", "fr-scouse", "ca-valencia",
    "ca-ES-valencia", "el-polyton", "ja-Latn-hepburn", "ja-Latn-hepburn-heploc", "zh-Latn-pinyin", "en-Arab", "vi-VN",
    "mo", "en-GB-scouse", "pt-BR", "sr-Cyrl-RS", "sr-Latn", "und", "mul", "zxx", "mis", "root", "en-US-x-twain", "en-",
)
FIELDS = (
    "on", "off", "ON", "", " ", "name", "email", "tel", "username", "new-password", "current-password", "one-time-code",
    "street-address", "address-line1", "postal-code", "country", "country-name", "cc-number", "cc-exp", "cc-exp-month",
    "cc-csc", "cc-type", "bday", "bday-day", "sex", "url", "photo", "impp", "language", "transaction-amount", "organization",
    "section-a name", "section- name", "section-a", "shipping", "billing street-address", "shipping billing name",
    "home tel", "work email", "mobile name", "fax tel", "pager impp", "home", "home work tel", "name webauthn", "webauthn",
    "section-a shipping home tel", "section-a shipping home tel webauthn", "shipping section-a name", "tel home",
    "name email", "foo", "on off", "off name", "on name", "nickname", "honorific-prefix", "tel-national", "tel-extension",
    "home tel-local", "work bday", "SHIPPING NAME", "address-level1", "address-level5", "transaction-currency",
    "username webauthn", "current-password webauthn", "off webauthn", "given-name", "cc-name", "bday-month",
    "organization-title", "section-a section-b name", "name name", "mobile email", "shipping", "billing", "webauthn name",
)
IDS = (
    "a", "b", "x1", "1", "ü", "a b", " a", "a ", "", " ", "#a", "#", "##a", "_a", "_blank", "_BLANK", "_self", "_foo", "a#",
    "a.b", "a\tb", "--x", "nosuch", "a&amp;b", "#nosuch", "a,b", "-",
)
SRCSETS = (
    "a", "a 1x", "a 2x, b", "a 1x, b 1x", "a 1x, b", "a 1x, b 2x", "a 100w", "a 100w, b 200w", "a 100w, b 100w", "a 0w",
    "a -1w", "a 1.5w", "a 1.5x", "a 0x", "a -1x", "a +1x", "a .5x", "a 1e2x", "a 1e2w", "a 100h", "a 100w 100h", "a 1x 100w",
    "a 100w 1x", "a 1x 2x", "a 100w, b 2x", "a 100w, b", ",a", "a,", "a,,b", "a, b", "a,b", "a 1x,b 2x", "", " ", ",", " a ",
    "a (1x)", "a (1x", "a 1x)", "a foo", "a 1q", "a x", "a w", "http://[ 1x", "http://a/ b 1x", "data:,a 1x", "data:,a ( , 2x",
    "a 1x, b 1.0x", "a 01w", "a 1w, b 01w", "a NaNx", "a Infinityx", "a\n1x,\tb 2x", "a,1x", "a b", "a{ 1x", "a[ 1x", "a| 1x",
    "a 100w, b 200w, c 300w", "a 1w,", "a, 1x", "a 1X", "a 100W", "a 1x , b 2x", "a 1x ,b 2x", "a 1x\u00a0", "ü 1x",
    "a%b 1x", "a 0.0x", "a 1ex", "a 1e1.5x", "a --1x", "a 100w, b 100h", "a 100w a", "a\\b 2x", "a, b, c", "a 2x, b 3x, c",
)
SIZES = (
    "100vw", "1px", "0", "0px", "-1px", "+1px", "1", "100%", "auto", "AUTO", "auto, 100vw", "auto 100vw", "100vw, auto",
    "(min-width: 1px) 100vw", "(min-width: 1px) 100vw, 50vw", "(min-width: 1px) 100vw, (color) 2px", "100vw, 50vw",
    "100vw, (color) 2px", "(min-width) 1px", "(min-width:1px)", "(min-width:1px) 50%", "screen 1px", "screen and (color) 1px",
    "not (color) 1px", "(color) and (hover) 1px", "(color) or (hover) 1px", "calc(1px + 2px)", "calc(1px+2px)", "calc(1px",
    "min(1px, 2px)", "max(1px)", "clamp(1px, 2px, 3px)", "foo(1px)", "min(1px,2px), 3px", "1PX", "1.5em", ".5rem", "1.em",
    "1e2px", "1e2.5px", "1e-2px", "1foo", "1deg", "1s", "1dpi", "1hz", "1fr", "1q", "1cm", "1in", "1pt", "1pc", "1mm", "1ex",
    "1ch", "1vmin", "1vmax", "1dvw", "1svh", "1cqw", "1rlh", "1lh", "1cap", "1ic", "inherit", "initial", "foo", "", " ", ",",
    "100vw,", ",100vw", "100vw 50vw", "(color) 1px 2px", "1px /* c */", "/* c */ 1px", "1/* */px", "1 px", "((color)) 1px",
    "(min-width:1px) calc(1vw - 1px), 2px", "1px!", "1px;", "(a) 1px", "(a:b) 1px", "(foo 1px", "foo) 1px", "[1px]", "{} 1px",
    "(min-width: 1px) and (max-width: 2px) 3px, 4px", "all and (color) 1px", "-0px", "-0", "+0", "1px junk", "junk 1px",
    "(color) , 1px", "(color) auto, 1px", "only screen 1px", "sizes(1px)", "url(a)", "'1px'", "1vw,2vw,3vw", "((min-width:1px) and (color)) 1px",
)
COORDINATES = (
    "0,0,1,1", "0,0,10,10", "1,1,0,0", "0,0,0,0", "0,0,1", "0,0,-1", "0,0,1,1,2,2", "0,0,1,1,2", "0,0,1,1,2,2,3", "", " ",
    "0, 0, 1, 1", "0 0 1 1", "0.5,0,1,1", "-1,-1,1,1", "a,b,c,d", "1", "1,2", "0,0,1,1,", ",0,0,1", "0,0,0,1", "+1,0,2,2",
)
WORDS = (
    "x", "", "true", "false", "TRUE", "yes", "no", "on", "off", "auto", "none", "all", "any", "text", "hidden", "until-found",
    "ltr", "rtl", "lazy", "eager", "async", "sync", "defer", "high", "low", "get", "post", "dialog", "GET", "put", "button",
    "submit", "reset", "menu", "hint", "manual", "anonymous", "use-credentials", "no-referrer", "origin", "no-cors",
    "row", "col", "rowgroup", "colgroup", "circle", "rect", "poly", "default", "metadata", "captions", "subtitles", "hard",
    "soft", "user", "environment", "plaintext-only", "numeric", "decimal", "done", "send", "sentences", "words", "open",
    "closed", "show-modal", "--own", "toggle-popover", "render", "script", "style", "image", "module", "_blank", "_self",
    "allow-scripts", "allow-scripts allow-forms", "allow-scripts allow-scripts", "allow-foo", "#ff0000", "#f00", "red",
    "sha256-abc", "sha384-abc sha512-def", "md5-abc", "sha256-", "utf-8", "UTF-8", "latin1", "foo-bar", "Foo-bar", "foo",
    "a b", "a b a", "ab", "16x16", "16x16 32x32", "16X16", "0x16", "any 16x16", "nofollow", "nofollow nofollow", "noopener noreferrer",
    "stylesheet", "icon", "preload", "author", "license", "multipart/form-data", "text/plain",
    "application/x-www-form-urlencoded", "truespeed", "1 2", "a@b", "a@b,c@d", "^[", "[a-z]+", "(", "\\", "a-b", "A", "i", "I",
    "1", "0", "-1", "2.5", "same-origin", "strict-origin", "fullscreen; camera", "camera 'self'", "geolocation *", "allow-top-navigation",
    "request-close", "close", "hide-popover", "closerequest", "named", "display-p3", "limited-srgb", "color", "isindex", "_charset_",
)


def one(pool: Sequence[str]) -> Maker:
    """A value of a pool, now and then with one character changed."""

    def make(random: Random) -> str:
        value = random.choice(pool)
        return mutated(random, value) if random.random() < 0.15 else value

    return make


def mutated(random: Random, value: str) -> str:
    """A value with one character more, less, or another."""
    at = random.randrange(len(value) + 1)
    char = random.choice("0123456789aZ -+:.,/%#?_\tTW(){}|\\'é&")
    kind = random.randrange(3)
    return value[:at] + (char if kind != 1 else "") + value[at + (kind != 0) :]


def letter_case(random: Random, value: str) -> str:
    """A value in other letters."""
    return random.choice((value.upper(), value.title(), value + " ", " " + value))


POOLS: Mapping[str, Sequence[str]] = {
    "dates": DATES,
    "numbers": NUMBERS,
    "media": MEDIA,
    "mimes": MIMES,
    "languages": LANGUAGES,
    "fields": FIELDS,
    "ids": IDS,
    "srcsets": SRCSETS,
    "sizes": SIZES,
    "coordinates": COORDINATES,
    "words": WORDS,
}


def pool_of(kind: str) -> Sequence[str]:
    """The pool that tries a type of our tables best."""
    beginnings = {
        "date": "dates", "month": "dates", "week": "dates", "time": "dates", "edit": "dates", "number-or": "dates",
        "integer": "numbers", "float": "numbers", "step": "numbers", "media": "media", "mime": "mimes",
        "script-type": "mimes", "language": "languages", "autocomplete": "fields", "id": "ids", "hash": "ids",
        "name": "ids", "target": "ids", "custom": "ids", "srcset": "srcsets", "sizes": "sizes", "coord": "coordinates",
    }
    if kind.startswith("="):
        return (*kind[1:].split("|"), *WORDS[:8])
    return next((POOLS[pool] for start, pool in beginnings.items() if kind.startswith(start)), WORDS)
