"""The recipes of docs/editors.md: run in the editor where it is installed, and read as what they are."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[2] / "docs" / "editors.md"
TEXT = "---\nlayout: post\ntitle: x\ndate: 2021-12-29 22:29:56 +0800\n---\n股票 😀 [x]()\n"
BESIDE = Path(sys.executable).parent
"""Where `postlint` is, and an `nvim` that pip has installed."""


def blocks(heading: str, language: str) -> list[str]:
    """The fenced blocks of a language under a heading."""
    _, _, rest = DOCS.read_text("utf-8").partition(f"\n## {heading}\n")
    section = rest.partition("\n## ")[0]
    return re.findall(rf"^```{language}\n(.*?)^```", section, re.DOTALL | re.MULTILINE)


@pytest.fixture
def post(tmp_path: Path) -> Path:
    """A post with one fault, in a site."""
    pytest.importorskip("pygls")
    (tmp_path / "_config.yml").write_text("title: x\n", "utf-8")
    path = tmp_path / "_posts" / "2021-12-29-日本.md"
    path.parent.mkdir()
    path.write_text(TEXT, "utf-8")
    return path


def run(command: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    home = folder / "home"
    home.mkdir(exist_ok=True)
    environment = {
        **os.environ,
        "PATH": os.pathsep.join((str(BESIDE), os.environ.get("PATH", ""))),
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home),
        "XDG_STATE_HOME": str(home),
        "XDG_DATA_HOME": str(home),
        "LC_ALL": "C.UTF-8",
    }
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, timeout=120, check=False
    )


def neovims() -> Iterator[tuple[str, tuple[int, int]]]:
    """Every Neovim that is here, with its version."""
    for name in dict.fromkeys(shutil.which("nvim", path=path) for path in (str(BESIDE), os.environ["PATH"])):
        if name:
            said = subprocess.run([name, "--version"], capture_output=True, text=True, check=False).stdout
            match = re.search(r"v(\d+)\.(\d+)", said)
            if match:
                yield name, (int(match[1]), int(match[2]))


WATCH = """
local function found()
  local list = {}
  for _, one in ipairs(vim.diagnostic.get(0)) do
    table.insert(list, { one.code, one.lnum, one.col, one.source })
  end
  return list
end
vim.wait(60000, function() return #found() > 0 end, 50)
io.stdout:write("FOUND " .. (vim.json and vim.json.encode or vim.fn.json_encode)(found()) .. "\\n")
"""


@pytest.mark.parametrize("modern", [True, False], ids=["from 0.11", "before 0.11"])
def test_neovim(post: Path, modern: bool) -> None:
    editors = [name for name, version in neovims() if (version >= (0, 11)) is modern]
    if not editors:
        pytest.skip("no such Neovim here")
    recipe = blocks("Neovim", "lua")[0 if modern else 1]
    folder = post.parents[1]
    (folder / "init.lua").write_text(recipe, "utf-8")
    (folder / "watch.lua").write_text(WATCH, "utf-8")
    command = [editors[0], "--headless", "-n", "-i", "NONE", "-u", "init.lua", str(post)]
    done = run([*command, "-c", "luafile watch.lua", "-c", "qall!"], folder)
    line = next((line for line in done.stdout.splitlines() if "FOUND" in line), "")
    assert line, done.stdout + done.stderr
    # Neovim counts bytes: 股票 are six, the emoji is four.
    assert json.loads(line.partition("FOUND ")[2]) == [["link/empty-link", 5, 16, "postlint"]]


EMACS = """
(setq eglot-sync-connect 60)
(find-file "POST")
(unless (derived-mode-p 'html-mode 'mhtml-mode) (html-mode))
(flymake-mode 1)
(eglot-ensure)
(run-hooks 'post-command-hook)
(let ((limit (+ (float-time) 60)))
  (while (and (null (flymake-diagnostics)) (< (float-time) limit))
    (when (eglot-current-server) (flymake-start))
    (accept-process-output nil 0.2)))
(dolist (one (flymake-diagnostics))
  (princ (format "FOUND %s %s\\n" (line-number-at-pos (flymake-diagnostic-beg one))
                 (flymake-diagnostic-text one))))
"""


def test_emacs(post: Path) -> None:
    if shutil.which("emacs") is None:
        pytest.skip("no Emacs here")
    if run(["emacs", "--batch", "-l", "eglot"], post.parent).returncode:
        pytest.skip("this Emacs has no eglot")
    page = post.with_suffix(".html")
    page.write_text(TEXT.replace("[x]()", '<a href="">x</a>'), "utf-8")
    (recipe,) = blocks("Emacs", "elisp")
    # markdown-mode is a package of its own: the post is an HTML one here.
    (post.parent / "init.el").write_text(recipe + EMACS.replace("POST", str(page)), "utf-8")
    done = run(["emacs", "--batch", "-l", "init.el"], post.parent)
    assert "FOUND 6 " in done.stdout, done.stdout + done.stderr


def test_helix() -> None:
    (recipe,) = blocks("Helix", "toml")
    settings = tomllib.loads(recipe)
    server = settings["language-server"]["postlint"]
    assert (server["command"], server["args"]) == ("postlint", ["server"])
    assert all("postlint" in language["language-servers"] for language in settings["language"])
    assert {language["name"] for language in settings["language"]} == {"markdown", "html"}


@pytest.mark.parametrize(
    ("heading", "path"),
    [
        ("Zed", (0, "command")),
        ("Sublime Text", ("clients", "postlint", "command")),
        ("Kate", ("servers", "markdown", "command")),
    ],
)
def test_json_recipes(heading: str, path: tuple[object, ...]) -> None:
    (recipe,) = blocks(heading, "json")
    value = json.loads(recipe)
    for step in path:
        value = value[step]
    assert value in ("postlint", ["postlint", "server"])


PARTS = "[v:val.lnum, v:val.col, v:val.type, v:val.valid]"
WRITE_LIST = f"call writefile([json_encode(map(getqflist(), '{PARTS}'))], 'list')"


def test_vim_reads_the_concise_format(post: Path) -> None:
    vim = shutil.which("vim") or next((name for name, _ in neovims()), None)
    if vim is None:
        pytest.skip("no Vim here")
    folder = post.parents[1]
    (recipe,) = blocks("Without a language client", "vim")
    (folder / "vimrc").write_text(recipe, "utf-8")
    quick = [
        "-c", "silent make",
        "-c", WRITE_LIST,
        "-c", "qall!",
    ]  # fmt: skip
    start = ["--headless"] if "nvim" in vim else ["-es", "-N"]
    run([vim, *start, "-n", "-i", "NONE", "-u", "vimrc", *quick], folder)
    listed = json.loads((folder / "list").read_text("utf-8"))
    assert [5 + 1, 10, "e", 1] in listed
