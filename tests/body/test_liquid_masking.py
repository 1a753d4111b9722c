"""Templates: found as Liquid cuts them, and masked without moving anything."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postlint.body import kramdown, liquid
from postlint.body.liquid_names import assigned, unbalanced, variable


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("{{ a }} {% b %}", [("output", "a", True, False), ("tag", "b", True, False)]),
        ("{% raw %}{{ a }}{% endraw %}", [("tag", "raw", True, False), ("output", "a", True, True),
                                          ("tag", "endraw", True, False)]),
        ("{{ a } b", [("output", "a", False, False)]),
        ("{% a", [("tag", "", False, False)]),
        ("{ { a } }", []),
    ],
)  # fmt: skip
def test_pieces(text: str, found: list[tuple[str, str, bool, bool]]) -> None:
    assert [(t.kind, t.name, t.closed, t.raw) for t in liquid.find(text, 0)] == found


@pytest.mark.parametrize("generator", ["jekyll", "hugo", "hexo", "zola", "eleventy"])
def test_masks_keep_lengths(generator: str) -> None:
    text = "a {{ b }} {% if c %}\n{{< d\n>}} {% comment %} x\n y {% endcomment %} e"
    masked = liquid.mask(text, "a.md", generator, True).text  # type: ignore[arg-type]
    assert len(masked) == len(text)
    assert masked.startswith("a ")
    assert masked.endswith(" e")


SHORTCODES = {
    "hugo": r"\{\{<.*?>\}\}|\{\{%.*?%\}\}",
    "hexo": r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}",
    "zola": r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}",
    "eleventy": r"\{\{.*?\}\}|\{%.*?%\}",
}
"""As expressions that say the same, but look for what is not there again and again."""


@pytest.mark.parametrize("generator", SHORTCODES)
@given(text=st.text("{}%<>#x\n", max_size=20))
def test_shortcodes_end_at_the_nearest_closing(generator: str, text: str) -> None:
    expected = [match.span() for match in re.finditer(SHORTCODES[generator], text, re.DOTALL)]
    # Eleventy's Liquid has a reader of its own, but in files that are not Liquid's.
    assert [tuple(hole) for hole in liquid.mask(text, "a.txt", generator, True).holes] == expected  # type: ignore[arg-type]


@pytest.mark.parametrize("generator", SHORTCODES)
@pytest.mark.parametrize("opening", ["{{", "{%", "{#", "{{<", "{{%"])
def test_openings_without_an_end_cost_little(generator: str, opening: str) -> None:
    began = time.process_time()
    assert liquid.mask(opening * 100_000, "a.txt", generator, True).holes == ()  # type: ignore[arg-type]
    assert time.process_time() - began < 5


def test_nothing_is_masked_where_liquid_does_not_run() -> None:
    text = "{{ a }}"
    assert liquid.mask(text, "a.md", "jekyll", False).text == text
    assert liquid.mask(text, "a.md", "folder", True).text == text


def test_outputs_do_not_become_equal() -> None:
    masked = liquid.mask('<a id="{{ a }}"><a id="{{ b }}">', "a.html", "jekyll", True).text
    first, second = masked.split("><")
    assert first.split('"')[1] != second.split('"')[1]


def test_blocks_without_their_ends() -> None:
    tags = liquid.find("{% if a %}{% for b in c %}{% endif %}{% endfor %}", 0)
    assert [(found.tag.name, found.wanted) for found in unbalanced(tags)] == [
        ("endif", "if"),
        ("if", "endif"),
    ]


def test_variables() -> None:
    assert assigned(["{% assign a = 1 %}", "{%- for b in c -%}"]) == {"a", "b"}
    outputs = ("{{ page.title | upcase }}", '{{ "a" }}', "{{- x -}}", "{{ 5 }}")
    assert [variable(text) for text in outputs] == [
        "page", "", "x", "",
    ]  # fmt: skip


def test_highlighted_code_is_no_markdown() -> None:
    text = "a\n\n{% highlight ruby %}\n*b* <c> {{ d }}\n\n[e](f)\n{% endhighlight %}\n\n*g*\n"
    masked = liquid.mask(text, "_posts/a.md", "jekyll", True).text
    assert len(masked) == len(text)
    html = kramdown.render(masked, kramdown.Options.of({}))[0].html()
    assert "[e](f)" in html
    assert html.count("<em>") == 1


@pytest.mark.parametrize(
    ("generator", "text", "masked"),
    [
        ("jekyll", "a {{ b }} {% if c %}d{% endif %} {{ e }}", "a x000xxx           d            x003xxx"),
        ("jekyll", "{% comment %}\nx {{ y }}\n{% endcomment %} z", f"{' ' * 13}\n         \n{' ' * 17}z"),
        ("jekyll", "{% include x.html %} {%- assign a = 1 -%}", "x000xxxxxxxxxxxxxxxx" + " " * 21),
        ("jekyll", "{% raw %}{{ a }}{% endraw %}", "         {{ a }}            "),
        ("jekyll", "{{ a } b {% c", "{{ a } b {% c"),
        ("jekyll", "{{\na\n}} {%\nif x\n%}", "x000xxx   \n    \n  "),
        ("jekyll", "{% highlight ruby %}\n<a> & b\n{% endhighlight %}",
         "<figure><pre>       \nxax x b\n</pre></figure>   "),
        ("jekyll", "{% if x %}{% highlight a %}b{% endhighlight %}{% endhighlight %}{{ y }}",
         "          <figure><pre>    b</pre></figure>   x003xxxxxxxxxxxxxxx004xxx"),
        ("eleventy", "{% highlight ruby %}\n<a> & b\n{% endhighlight %}",
         "<pre>               \nxax x b\n</pre>            "),
        ("eleventy", "{{ a }}{% b %}x", "x000xxxx001xxxx"),
        ("hugo", 'a {{< b c="d" >}}e{{< /b >}} {{% f %}} {{ g }}',
         "a x000xxxxxxxxxxxex001xxxxxx x002xxxxx {{ g }}"),
        ("hugo", "{{<\na\n>}}", "x000xxxxx"),
        ("hexo", "{{ a }}{% b %}{# c #}{{ d }}", "x000xxxx001xxxx002xxxx003xxx"),
        ("zola", "{{ a() }}{% b() %}{# c #}", "x000xxxxxx001xxxxxx002xxx"),
        ("folder", "{{ a }}", "{{ a }}"),
    ],
)  # fmt: skip
def test_what_stands_in_the_place_of_templates(generator: str, text: str, masked: str) -> None:
    assert liquid.mask(text, "a.md", generator, True).text == masked  # type: ignore[arg-type]


def test_holes_are_what_was_masked() -> None:
    text = "{% comment %}{{ y }}{% endcomment %}{{ a }}{% raw %}{{ b }}{% endraw %}{{ c }"
    masked = liquid.mask(text, "a.md", "jekyll", True)
    assert [text[hole.start : hole.end] for hole in masked.holes] == [
        "{% comment %}{{ y }}{% endcomment %}", "{{ a }}", "{% raw %}", "{% endraw %}",
    ]  # fmt: skip
    assert liquid.is_filler("ax000xb")
    assert not liquid.is_filler("x00x")
