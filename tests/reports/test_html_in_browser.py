"""The HTML report in a real Chromium: what a reader does, sees, and hears from a screen reader."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest
from sample import report
from test_html_report import hostile

from postlint.diagnostic import Diagnostic, Edit, Fix, Severity
from postlint.report import Report, renderer
from postlint.text import Source, Span
from tools.browser import NoBrowser, Page, start

RULES = ("html/duplicate-id", "link/insecure", "security/script")
LINE = '管制 <a href="http://example.com/">股票</a> day'


def many(count: int) -> Report:
    """A report of `count` findings, ten to a post, over three years, three folders and three rules."""
    text = "\n".join([LINE] * 10)
    flagged = Span(LINE.index("http:"), LINE.index("http:") + 5)
    fix = Fix("write `https:`", (Edit(flagged, "https:"),))

    def found() -> Iterator[Diagnostic]:
        for post in range(count // 10):
            path = f"_posts/{'abc'[post % 3]}/{2020 + post % 3}-{post % 12 + 1:02}-07-post-{post:05}.md"
            for line in range(10):
                kind = (post + line) % 3
                span = flagged.shift(line * (len(LINE) + 1))
                message = f"finding {line} of post {post:05} `says` so"
                yield Diagnostic(path, RULES[kind], list(Severity)[kind], span, message, "mend it", fix)

    ordered = sorted(found(), key=lambda d: d.order)
    return Report(ordered, lambda path: Source.decode(path, text.encode()), files=count // 10)


def written(folder: Path, of: Report) -> Path:
    path = folder / "report.html"
    path.write_text("".join(renderer("html")(of)), "utf-8")
    return path


@pytest.fixture(scope="module")
def driver() -> Iterator[object]:
    """A browser; the tests skip where there is none."""
    try:
        browser = start()
    except NoBrowser as missing:
        pytest.skip(str(missing))
    yield browser
    browser.quit()


@pytest.fixture
def page(driver: object) -> Page:
    return Page(driver)


@pytest.fixture(scope="module")
def hundred(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report of 120 findings."""
    return written(tmp_path_factory.mktemp("report"), many(120))


def status(page: Page) -> str:
    return page.text("#status")


def shown(page: Page) -> list[str]:
    return page.texts("#rows .message")


def test_first_look(page: Page, hundred: Path) -> None:
    page.open(hundred)
    assert status(page) == "120 findings"
    assert page.texts(".tile .count") == ["40", "40", "40"]
    assert shown(page)[0] == "finding 0 of post 00000 says so"
    assert page.text("#detail h3") == "finding 0 of post 00000 says so"
    assert page.text("#detail mark") == "http:"
    assert page.js("[...document.querySelectorAll('#detail .plus')].map(e => e.textContent)") == [
        "added: " + LINE.replace("http:", "https:")
    ]
    assert page.texts("#rules-list .name") == list(RULES)
    assert page.texts("#folders-list .name") == ["_posts/a/", "_posts/b/", "_posts/c/"]
    assert page.js("document.querySelectorAll('#time .column').length") == 36
    assert page.complaints() == []


def test_filters(page: Page, hundred: Path) -> None:
    page.open(hundred)
    page.click("#text")
    page.keys("POST 00003 day")
    page.until("document.querySelector('#status').innerText === '10 of 120 findings'")
    assert len(shown(page)) == 10
    page.click("[data-severity='0']")
    assert status(page) == "6 of 120 findings"
    page.click("#clear")
    assert status(page) == "120 findings"
    page.js("(document.querySelector('#rule').focus(), 1)")
    page.keys("link")
    assert status(page) == "40 of 120 findings"
    assert page.texts("#rules-list [aria-pressed='true'] .name") == ["link/insecure"]
    (folder,) = page.texts("#folders-list li:nth-child(2) .name")
    page.click("#folders-list li:nth-child(2) button")
    assert status(page) == "12 of 120 findings"
    assert page.js("document.querySelector('#folder').selectedOptions[0].text") == folder
    page.click("#time [data-period='1'] .hit")
    assert status(page) == "0 of 120 findings"
    assert page.text("#empty") == "Nothing matches these filters."
    assert page.js("document.querySelector('#detail').hidden")
    assert page.complaints() == []


def test_sorting(page: Page, hundred: Path) -> None:
    page.open(hundred)
    page.click("[data-sort='place']")
    places = page.texts("#rows .place")
    assert places == sorted(places, key=lambda text: (text.split(":")[0], int(text.split(":")[1])))
    page.click("[data-sort='message']")
    assert shown(page)[0] == "finding 0 of post 00000 says so"
    page.click("[data-sort='message']")
    assert shown(page)[0] == "finding 9 of post 00011 says so"
    page.click("[data-sort='date']")
    assert page.texts("#rows .date")[0] == "2020-01-07"
    page.click("[data-sort='severity']")
    page.click("[data-sort='severity']")
    assert page.texts("#rows .severity")[0] == "info"
    assert page.js("[...document.querySelectorAll('[aria-sort]')].map(e => e.ariaSort)") == [
        "descending",
        *["none"] * 4,
    ]
    assert page.complaints() == []


def test_keyboard_alone(page: Page, hundred: Path) -> None:
    page.open(hundred)
    where = (
        "document.activeElement.id || document.activeElement.dataset.sort || document.activeElement.tagName"
    )
    order = []
    for _ in range(80):
        page.keys("TAB")
        order.append(page.js(where))
        if order[-1] == "detail":
            break
        if order[-1] == "grid":
            page.keys("ARROW_DOWN", "ARROW_DOWN", "END", "PAGE_UP", "HOME", "ARROW_DOWN")
            assert page.js("document.querySelector('#rows [aria-selected=true]').ariaRowIndex") == "3"
            active = page.js("document.getElementById('grid').getAttribute('aria-activedescendant')")
            assert page.js(f"document.getElementById('{active}').ariaSelected") == "true"
            page.keys("ENTER")
            assert page.js(where) == "detail"
            page.keys("ESCAPE")
            assert page.js(where) == "grid"
    wanted = [
        "theme",
        "INPUT",
        "INPUT",
        "INPUT",
        "BUTTON",
        "text",
        "rule",
        "folder",
        "period",
        "grid",
        "severity",
    ]
    found = [order.index(name) for name in dict.fromkeys(wanted)]
    assert found == sorted(found), order
    assert page.complaints() == []


def test_screen_reader(page: Page, hundred: Path) -> None:
    page.open(hundred)
    tree = page.tree()
    roles = {role for role, _ in tree}
    assert {"grid", "row", "columnheader", "gridcell", "searchbox", "status", "main", "banner"} <= roles
    assert page.js("document.querySelector('#grid').ariaRowCount") == "121"
    assert all(name for role, name in tree if role in ("button", "combobox", "searchbox", "image", "grid"))
    assert ("searchbox", "Search") in tree
    assert ("heading", "By rule") in tree
    assert any(role == "image" and name.startswith("Findings by date, 2020-01 to") for role, name in tree)
    assert any("link/insecure" in name and "40 warning" in name for role, name in tree if role == "button")


def test_themes(page: Page, hundred: Path) -> None:
    ground = "getComputedStyle(document.body).backgroundColor"
    page.open(hundred)
    light = page.js(ground)
    page.open(hundred, dark=True)
    dark = page.js(ground)
    assert light != dark
    page.click("#theme")
    assert page.js(ground) == light
    page.open(hundred, dark=True)
    assert page.js(ground) == light, "the choice is kept"
    page.click("#theme")
    assert page.js(ground) == dark
    page.js("(localStorage.clear(), 1)")


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [400, 1400])
def test_nothing_that_axe_would_complain_about(page: Page, hundred: Path, width: int, dark: bool) -> None:
    axe = files("axe_core_python").joinpath("axe.min.js").read_text("utf-8")
    page.open(hundred, width=width, dark=dark)
    if width == 400:
        page.click("#rows .row")
    ask = "axe.run({resultTypes: ['violations']}).then(arguments[0])"
    found = page.run(f"{axe}; {ask}")
    assert {one["id"]: [node["target"] for node in one["nodes"]] for one in found["violations"]} == {}
    assert len(found["passes"]) > 20


def contrasts(page: Page) -> dict[str, float]:
    """The contrast (WCAG 2) of the text of kinds of elements with what lies behind it."""
    return dict(
        page.js(
            """(() => {
              const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
              const light = (color, on) => {
                for (const fill of [on, color]) { canvas.fillStyle = fill; canvas.fillRect(0, 0, 1, 1); }
                const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].map(
                  v => v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4);
                return 0.2126 * r + 0.7152 * g + 0.0722 * b;
              };
              const behind = (e) => {
                for (; e; e = e.parentElement) {
                  const color = getComputedStyle(e).backgroundColor;
                  if (!/, 0\\)$|transparent/.test(color)) return color;
                }
                return 'white';
              };
              const kinds = 'p, h2, h3, .cell, .sign, .name, .count, button, mark, .text, .number';
              return [...document.querySelectorAll(kinds)]
                .filter(e => e.checkVisibility() && e.textContent.trim() && !e.disabled)
                .map(e => {
                  const [a, b] = [light(getComputedStyle(e).color, 'white'), light(behind(e), 'white')];
                  return [`${e.tagName}.${e.className}`, (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)];
                });
            })()"""
        )
    )


@pytest.mark.parametrize("dark", [False, True])
def test_text_can_be_read(page: Page, hundred: Path, dark: bool) -> None:
    page.open(hundred, dark=dark)
    found = contrasts(page)
    assert len(found) > 15
    assert {name: ratio for name, ratio in found.items() if ratio < 4.5} == {}


@pytest.mark.parametrize(("width", "dark"), [(400, False), (400, True), (1400, False), (1400, True)])
def test_fits_the_window(page: Page, hundred: Path, width: int, dark: bool, tmp_path: Path) -> None:
    page.open(hundred, width=width, dark=dark)
    assert page.js("innerWidth") == width
    assert page.js("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    if width == 400:
        assert page.js("document.querySelector('#detail').hidden")
        page.click("#rows .row")
        assert page.text("#detail mark") == "http:"
        page.click("#detail .close")
        assert page.js("document.querySelector('#detail').hidden")
    assert page.picture().startswith(b"\x89PNG")
    assert page.complaints() == []


def test_hostile_posts_stay_text(page: Page, tmp_path: Path) -> None:
    page.open(written(tmp_path, hostile()))
    assert page.js("window.hacked === undefined")
    assert "</script><script>window.hacked = 1</script>" in page.text("#detail h3")
    assert "\u2028" not in page.js("document.body.textContent")
    assert page.js("document.querySelectorAll('script:not([type])').length") == 1
    assert page.complaints() == []


def test_every_kind_of_finding(page: Page, tmp_path: Path) -> None:
    page.open(written(tmp_path, report()))
    for _ in range(4):
        page.js("(document.querySelector('#grid').focus(), 1)")
        page.keys("ARROW_DOWN")
    assert status(page) == "4 findings"
    assert page.complaints() == []


def test_nothing_found(page: Page, tmp_path: Path) -> None:
    page.open(written(tmp_path, report([])))
    assert status(page) == "0 findings"
    assert page.text(".summary") == "All clear: 3 posts."
    assert page.complaints() == []


TIMED = """
  const done = arguments[arguments.length - 1];
  const [selector, event, value, wanted] = arguments;
  const start = performance.now();
  const node = document.querySelector(selector);
  if (value !== null) node.value = value;
  node.dispatchEvent(new Event(event, {bubbles: true}));
  (function wait() {
    const ready = document.querySelector('#status').innerText === wanted;
    if (ready || performance.now() - start > 20000) {
      requestAnimationFrame(() => setTimeout(() => done(ready ? performance.now() - start : -1)));
    } else setTimeout(wait, 1);
  })();
"""


def test_a_hundred_thousand_findings(page: Page, tmp_path: Path) -> None:
    page.open(written(tmp_path, many(100_000)))
    assert status(page) == "100,000 findings"
    assert page.js("document.querySelectorAll('#rows .row').length") < 60
    # By the page's own clock: a driver's would count its own steps.
    run = page.run
    times = {
        "text": run(TIMED, "#text", "input", "post 0999 9", "110 of 100,000 findings"),
        "text again": run(TIMED, "#text", "input", "", "100,000 findings"),
        "rule": run(TIMED, "#rule", "change", "1", "33,333 of 100,000 findings"),
        "no rule": run(TIMED, "#rule", "change", "-1", "100,000 findings"),
        "sort": run(TIMED, "[data-sort=message]", "click", None, "100,000 findings"),
        "sort back": run(TIMED, "[data-sort=message]", "click", None, "100,000 findings"),
    }
    print(times)
    assert all(0 <= time < 3000 for time in times.values()), times
    page.js("(document.querySelector('#grid').focus(), 1)")
    page.keys("END")
    assert page.js("document.querySelector('#rows [aria-selected=true]').ariaRowIndex") == "100001"
    assert page.text("#rows [aria-selected=true] .message") == "finding 0 of post 00000 says so"
    page.js("(document.querySelector('#grid').scrollTop = 0, 1)")
    page.until(
        "document.querySelector('#rows .row .message').innerText === 'finding 9 of post 09999 says so'"
    )
    assert page.complaints() == []
