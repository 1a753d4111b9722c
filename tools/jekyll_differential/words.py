"""What random sites are made of: names, dates, permalinks and headings that have been trouble somewhere."""

from __future__ import annotations

SLUGS = (
    "plain", "Hello World", "héllo-Wörld", "日本語の記事", "under_score.dots.v1.2", "C++ & C#", "a#b",
    "a%20b", "a&b+c,d;e=f@g!", "😀emoji", "e\u0301decomposed", "…ellipsis—dash", "-lead-dash-",
    "'quote'", "[br]{c}", "UPPER_Case", "dots.", "v2.7.1", "ruby-3-2-0-released", "news", "index",
    "ΟΔΟΣ", "İstanbul", "ß-straße", "٣٤٥-½-²-Ⅷ", "हिन्दी", "ไทย", "a--b", "a__b", "x~y", "(par)",
    "10% off", "what?", "semi;colon", "a:b", "no-break\u00a0space", "zero\u200bwidth", "ﬁligature", "ǅ",
    "한국어", "привет-мир", "dot.md", "tar.gz", "1", "a,b", "q=1", "$price", "at@home", "star", "bang!",
    "plus+plus", "tilde~", "back`tick", "caret^", "pipe|d",
)  # fmt: skip
FOLDERS = (
    "blog", "en", "ja", "zh_cn", "zh-TW", "Blog Two", "défs x", "deep/er", "a.b", "news", "docs", "日本",
    "sub", "sub/sub2", "UP", "x,y", "en/news", "ja/news", "pt_BR", "2020", "c++",
)  # fmt: skip
EXTENSIONS = (".md",) * 12 + (
    ".markdown", ".mkd", ".mkdn", ".mkdown", ".html", ".html", ".htm", ".xhtml", ".MD", ".HTML", ".txt",
    ".textile", ".adoc", ".org", "", ".xml", ".json", ".scss", ".sass", ".coffee", ".css", ".js",
    ".yml", ".rst", ".md~", ".bak", ".md.erb", ".liquid", ".svg",
)  # fmt: skip
DATES = (
    "2020-02-04", "2020-02-02 23:30:00", "2020-02-03 23:30:00 -0800", "2020-02-05 00:30:00 +0800",
    '"2020-02-12 23:30:00 -0800"', "2020-02-10 12:00", "2020-02-11 23:30 -0800", "2020-02-06T00:30:00Z",
    "2020-02-06T00:30+0900", "2020-2-8", "2020/02/08", "08/02/2020", "Feb 8, 2020", "8 Feb 2020",
    "20200209", "2020-02-13 23:30:00.5 +0000", "2020-02-14 23:30:00 PST", "2020-02-15 24:00:00",
    "2020-02-16 23:59:60 +0000", "2020-02-10 9:05:00", "'2020-02-02'", "2020-02-30",
    "2021-03-04 05:06:07 +0900", "2020-02-02T23:30:00", "2020-02-02 23:30:00 +09:00",
    "2020-02-02 23:30:00 Z", "2020-02-02 23:30:00 UTC", "2099-01-01", "2020-02-02 23:30:00 Asia/Tokyo",
    "2020-02-02 23:30:00 +08", "Sat, 02 Feb 2019 13:04:05 GMT", "Fri Sep  3 11:21:31 CEST 2021",
    "2020-02-02 23:30:00 America/New_York", "1999-12-31", "1969-12-31 23:00:00", "2020-02-02 11:30 PM",
    "2 February 2020 10:00", "2020-02-02T23:30:00.123456789Z", "2020-02-02 00:00:00 -1200",
    "2020-06-15 12:00:00 EDT", "2020-03-29 02:30:00", "2020-10-25 02:30:00",
    "2020-02-02 23:30:00 +0530", "2020.02.08", "2020-039", "2020-W06-3", "Saturday", "10:30:00",
    "'10:30'", "1580515200", "H31.04.30",
)  # fmt: skip
BAD_DATES = (
    "",
    "tomorrow",
    "2020",
    "2020-02",
    "2020-13-45",
    "25:61",
    "false",
    "2020年2月8日",
    " +0800",
    "''",
)
PERMALINKS = (
    "/custom/:year/:month/:slug/", "/c/page.html", "/c/noext", "/a%20b/", "/ü 日本/", "pretty", "date",
    "none", "custom-noslash", "//dd//x//", "/a/../b/./c/", "/q?x=1#f", "/feed/x.xml", '"123"',
    "/:categories/:title/", "/:title:output_ext", "/:year/:title", "/:path/:basename",
    "/:path/:basename:output_ext", "/:collection/:name", "/:slugified_categories/:title.html",
    "/:title/index.html", "/p/:y_day/:title/", "/x/:short_month/:i_day/", "/:categories", "/en/:title/",
    "/:year/:month_:day/:title/", "/:title.:year.html", "/end.", "/:collection:path/", "/dot./x/",
    "/%E2%82%AC/", "/a+b/", "/c#d/", "/:name/", "/:hour:minute:second/", "/w:week/:w_day/:w_year/",
    "/:short_year/:long_day/:long_month/", "https://other.example/x/", "/:title-:i_month", "/x.y/z",
    "/UPPER/:slug", "/index.html", "/404.html", "/a b/", "/a&b/", "/:short_day:title/",
)  # fmt: skip
BAD_PERMALINKS = ("/:nosuch/", "/a:b/", "123", "[a]", "''")
STYLES = ("date", "pretty", "none", "ordinal", "weekdate")
TEMPLATES = (
    "/:categories/:year/:i_month/:i_day/:title/", "/:year/:month_:day/:slug", "blog/:title",
    "/:title.html", "/:categories/:title:output_ext", "/news/:year/:month/:day/:title/", "/:title",
    "/:year-:month-:day-:title.html", "/:slugified_categories/:slug/",
    "/:short_year/:short_month/:title:output_ext", "/p/:name", "/:categories:title/",
    "/:year/W:week/:title/", ":title/", "/blog/:year/:title.html", "/:collection/:title/",
)  # fmt: skip
COLLECTION_TEMPLATES = (
    "/:collection/:path/", "/:collection/:path:output_ext", "/:collection/:name", "/r/:title/",
    "/:collection/:title", "/r/:year/:title/", "/:path", "/:collection/:categories/:slug:output_ext",
    "/:collection/:path.html",
)  # fmt: skip
ZONES = (
    "UTC", "Asia/Tokyo", "America/Los_Angeles", "Europe/Berlin", "Asia/Kolkata", "Australia/Lord_Howe",
    "America/St_Johns", "Etc/GMT+5",
)  # fmt: skip
CATEGORIES = (
    "foo", "foo bar Foo", "[Foo Bar, C++, 日本]", "[2020, true, 1.5]", '["a/b", ".."]', "", "a, b", "[]",
    "[~, x]", "Ünï Code", "[[a, b], c]", '"One Thing"', "[news, News]", "[x, x]", "['']", "[a, ' b ']",
    "&x [al]", "~",
)  # fmt: skip
CATEGORY = ("sing", '"One Thing"', "[a, b]", "2020", "", "true", "Ünï", "2020-01-01")
HEADINGS = (
    "C++ & C#", "1. Getting Started", "What's new? (v1.2.3)", "😀 emoji", "&amp; entity &copy;",
    "日本語の見出し", "中文-标题", "привет-мир", "multiple   spaces -- dashes", "Hello", "Hello",
    "With `code <b>`", "A [link](/x) here", "*emph* and **strong**", "Trailing hashes ##",
    "Explicit {#my-id}", "Explicit {#my-id}", "With <b>html</b> in", "a_b_c", "...dots...", "10 %",
    "Ünïcödé É", "e\u0301 NFD", "{{ 'x' }}", "A | B", "$math$", "tab\there", "# hash", "123", "!!!",
    "Foo `a` &lt;x&gt;", "<span id=\"raw\">x</span>", "Footnote[^1]", "“quotes” ‘single’", "\"q\" 'q'",
    "it's -- a --- b", "ΟΔΟΣ", "İ", "½ ² Ⅷ", "a\\_b \\*c", "![alt](/i.png) img", "<http://x.y/>",
    "http://bare.url/", "~~struck~~", "H~2~O", "A:B;C", "(a)[b]{c}", "Straße", "🇩🇪 flag",
    "zero\u200bwidth", "no\u00a0break", "Classed {: .cls}", "Both {#bid .cls}", "C#", "F# {#f-sharp}",
    "@mention", "a/b\\c", "=equals=", "+1", "--", "section",
)  # fmt: skip
