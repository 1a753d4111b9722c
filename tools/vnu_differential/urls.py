"""URLs with all sorts of faults, in every place where a URL may stand."""
# ruff: noqa: E501
# fmt: off

from __future__ import annotations

from random import Random

from tools.vnu_differential.values import mutated

PLACES = (
    '<a href="{}">x</a>', '<a href=x ping="{}">x</a>', '<img src="{}" alt=x>', '<map name=m><area href="{}" alt=x></map>',
    '<blockquote cite="{}">x</blockquote>', '<q cite="{}">x</q>', '<del cite="{}">x</del>', '<ins cite="{}">x</ins>',
    '<form action="{}"></form>', '<button formaction="{}">x</button>', '<input type=url value="{}">',
    '<input type=image alt=x src="{}">', '<input type=submit formaction="{}">', '<input type=image alt=x formaction="{}">',
    '<video src="{}"></video>', '<video poster="{}"></video>', '<audio src="{}"></audio>',
    '<video><source src="{}"></video>', '<audio><source src="{}"></audio>', '<video><track src="{}"></video>',
    '<iframe src="{}"></iframe>', '<embed src="{}">', '<object data="{}"></object>', '<script src="{}"></script>',
    '<link rel=stylesheet href="{}">', '<div itemscope itemtype="http://a/b" itemid="{}"></div>',
    '<div itemscope itemtype="{}"></div>', '<div itemscope><i itemprop="{}"></i></div>', '<img srcset="{} 2x" alt=x>',
    '<picture><source srcset="{} 2x" media=print><img src=x alt=x></picture>', '<div about="{}"></div>',
    '<div resource="{}"></div>', '<div vocab="{}"></div>', '<svg><a href="{}"><text>x</text></a></svg>',
    '<svg><image href="{}" width="1" height="1"/></svg>', '<div itemscope><link itemprop=a href="{}"></div>',
)
_SCHEMES = (
    "http:", "https:", "HTTP:", "ftp:", "file:", "data:", "javascript:", "mailto:", "tel:", "foo:", "ws:", "wss:", "about:",
    "blob:", "urn:", "1http:", "ht tp:", "ht%74p:", ":", "a+b-c.d:", "view-source:", "jar:", "gopher:", "ü:", "http", "sms:",
)
_SLASHES = ("//", "//", "//", "//", "", "/", "///", "\\\\", "\\/", "/\\", "////", "/./", "//.")
_USERS = ("", "", "", "", "", "", "u@", "u:p@", "@", ":@", "u:@", ":p@", "u u@", "u@v@", "%20@", "a:b:c@", "u;p@")
_HOSTS = (
    "example.com", "a", "localhost", "EXAMPLE.com", "a.b.", "a..b", ".a", "", "-a", "a-", "a_b", "127.0.0.1", "127.1", "1",
    "256.1.1.1", "1.2.3.4.5", "0x7f.1", "0x7f000001", "01.2.3.4", "1.2.3.08", "1.2.3.4.", "4294967296", "4294967295", "1.2.3.x",
    "[::1]", "[::1", "[1::2::3]", "[::ffff:1.2.3.4]", "[1:2:3:4:5:6:7:8]", "[1:2:3:4:5:6:7]", "[::g]", "[::1%25eth0]", "[]", "[::1]a",
    "[::01.2.3.4]", "[12345::]", "[v1.a]", "a b", "a%20b", "a%00b", "a%2eb", "ex%61mple", "%zz", "%", "a%", "münchen.de", "xn--mnchen-3ya.de",
    "xn--a", "xn--", "xn--zca", "日本.jp", "a。b", "☃.net", "a\u00adb", "\u00ad", "a\u200db", "GOO\u200bgoo.com", "faß.de", "a<b", "a>b",
    "a^b", "a|b", "a`b", "a{b", "a}b", "a'b", 'a&quot;b', "a*b", "a+b", "a$b", "a,b", "a;b", "a=b", "a(b", "a!b", "a~b", "a&amp;b", "\ufffd",
    "a.1", "a.0x1", "1.a", "a.09", "0", "0x", "0.0.0.0", "1e3", "a." * 3 + "com", "a" * 64, "*.a", "..", "%41", "%ef%bc%85", "Ａ.com", "𝒂",
    "\u0301a", "a\u0301", "\ue000", "\ufdd0", "عربي", "אa", "א1", "0א", "ab--c", "a\u2024b",
)
_PORTS = ("", "", "", "", ":80", ":", ":0", ":65535", ":65536", ":99999", ":a", ":8a", ":-1", ": 80", ":80 ", ":８０", ":00080", ":%38")
_PATHS = (
    "", "/", "/a", "/a/b", "/a b", "/a%20b", "/a%2", "/a%", "/%zz", "/a\\b", "/..", "/../a", "/./a", "//a", "/a//b", "/é", "/日本",
    "/a&lt;b", "/a>b", "/a&quot;b", "/a'b", "/a`b", "/a{b}", "/a|b", "/a^b", "/a[b]", "/a;b=c", "/a:b", "/a@b", "/a!$&amp;'()*+,=",
    "/~a", "/a_b-c.d", "/C:/a", "/C|/a", "C|/a", "C:/a", "/\ufffd", "/\ue000", "/\ufdd0", "/\U0001f600", "/\U0001fffe", "/a\tb", "/a\nb",
    "/\x7f", "/\x80", "/\xa0", "/\u2028", "/%e9", "/a/", "/a.html", "/\u200b", "/\ud7ff", "/a\u3000b", "/\x01",
)
_QUERIES = (
    "", "", "", "?", "?a=b", "?a=b&amp;c=d", "?a b", "?a%", "?a%20", "?a%2", "??", "?a?b", "?é", "?&lt;", "?a>b", "?a'b", "?a&quot;b", "?a`b",
    "?{}", "?a|b", "?a^b", "?[]", "?a\\b", "?/", "?:@", "?\ufdd0", "?a\tb", "?a\nb", "?a#", "?%zz", "?\x7f",
)
_FRAGMENTS = (
    "", "", "", "#", "#a", "#a b", "#a#b", "##", "#a%", "#a%20", "#a?b", "#é", "#&lt;", "#a>b", "#a&quot;b", "#a`b", "#{}", "#a|b", "#a^b", "#[]",
    "#a\\b", "#/", "#:~:text=a", "#\ufdd0", "#a\tb", "#%zz", "#!a", "#\x7f", "#a%2",
)
_OTHERS = (
    "", " ", "a", "a/b", "./a", "../a", "?a", "#a", "//a", "///a", "\\a", "\\\\a", "a:b", "1:2", ":a", "a b", " a", "a ", " a b ", "\ta",
    "mailto:a@b.c", "mailto:a b", "mailto:", "mailto:a@b.c?subject=a b", "tel:+1-2", "tel:1 2", "javascript:void(0)", "javascript:a b<>",
    "javascript:", "data:,a", "data:text/plain,a", "data:text/plain;base64,YQ==", "data:text/plain", "data:", "data:;base64,", "data:,a b",
    "data:text/html,&lt;p>", "data:image/svg+xml;utf8,&lt;svg/>", "data:a,b", "data:text/plain;charset=utf-8,é", "data:,%zz", "data:,#a",
    "data:text/plain;a,b", "data:image/png;base64,a b", "data:;charset=utf-8,a", "data: text/plain,a", "data:text/plain ,a", "data:text,a",
    "urn:isbn:1", "urn:a b", "about:blank", "about:a b", "foo:a\\b", "foo://a b/", "foo://a:b/", "foo://[/", "foo:///a", "foo:/a", "foo:",
    "foo://h:99999/", "file:///a", "file://a/b", "file:a", "file:/a", "file:///C:/a", "file:///C|/a", "file://C:/a", "file://C|/a", "file:///a b",
    "file://a:80/b", "file://a@b/c", "file:\\\\a", "file:///a\\b", "file://1.2.3.400/", "file:////a", "file:", "file://", "file:?a", "file:#a",
    "http:", "http:/", "http://", "http:///a", "http:a", "http:/a", "http:?a", "http:#a", "http://?a", "http://#a", "http:////a", "https:a b",
    "http://a\\b", "http:\\\\a", "http://a/\\", "http://@/", "http://:80", "http://a:b@c:80/d?e#f", "http://a@", "http://a?b@c", "http://a#@b",
    "blob:http://a/b", "blob:a b", "ws://a#b", "//a:b", "//a b", "//", "//@", "/\\a", "a\\b", "a%zz", "a%", "a|b", "a[b]", "a{b}", "a`b", "a^b",
    "a&lt;b", "a>b", "a'b", "a&quot;b", "\x01", "a\x01", "&#x80;", "a\u00a0", "\u3000a", "\ufeffa", "http://\uff05", "http://a/\ud800",
)


def address(random: Random) -> str:
    """A URL, escaped for a value in double quotes."""
    kind = random.random()
    if kind < 0.4:
        found = random.choice(_OTHERS)
    elif kind < 0.8:
        # One odd part in a plain URL: what is wrong with it is what the verdict is about.
        parts = ["http:", "//", "", "example.com", "", "/a", "", ""]
        for _ in range(random.choice((1, 1, 2))):
            at = random.randrange(8)
            parts[at] = random.choice(_PARTS[at])
        found = "".join(parts)
    else:
        found = "".join(random.choice(pool) for pool in _PARTS)
    if random.random() < 0.1:
        found = mutated(random, found).replace("&", "&amp;").replace('"', "&quot;")
    return found


_PARTS = (_SCHEMES, _SLASHES, _USERS, _HOSTS, _PORTS, _PATHS, _QUERIES, _FRAGMENTS)


def fragment(random: Random) -> str:
    """An element with such a URL."""
    return random.choice(PLACES).format(address(random))
