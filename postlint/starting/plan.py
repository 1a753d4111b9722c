"""The plan of `postlint init`: a step for each file, and its making."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias

from postlint.files import holds_settings
from postlint.starting import texts
from postlint.starting.place import Place

Hook: TypeAlias = Literal["git", "pre-commit", "none"]
Ci: TypeAlias = Literal["github", "gitlab", "none"]
Editor: TypeAlias = Literal["vscode", "none"]


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the user asked for; None is found by what the project has."""

    schema: str
    hook: Hook | None = None
    ci: Ci | None = None
    editor: Editor = "vscode"


@dataclass(frozen=True, slots=True)
class Step:
    """One file: `text` is written where nothing is; what is there gets `addition` by hand, if anything.

    `then` is a command that makes the file work.
    """

    path: Path
    text: str
    state: Literal["missing", "lacking", "done"] = "missing"
    addition: str = ""
    executable: bool = False
    then: str = ""


def plan(place: Place, wishes: Wishes) -> list[Step]:
    """All files that a project with postlint has, in the order in which they matter."""
    return [
        _settings(place, wishes.schema),
        *_hooks(place, wishes.hook),
        *_ci(place, wishes.ci),
        *_editor(place, wishes.editor),
    ]


def write(step: Step) -> None:
    """Make a file that is not there; raises FileExistsError where it is by now, and OSError."""
    step.path.parent.mkdir(parents=True, exist_ok=True)
    with step.path.open("x", encoding="utf-8", newline="\n") as file:
        file.write(step.text)
    if step.executable:
        step.path.chmod(0o755)


def _settings(place: Place, schema: str) -> Step:
    text = texts.settings(schema)
    project = place.site / "pyproject.toml"
    if project.is_file() and holds_settings(project):
        return Step(project, text, "done")
    return _step(place.site / "postlint.toml", text, "", "")


def _step(path: Path, text: str, sign: str, addition: str, then: str = "") -> Step:
    """A step by what is there: nothing, a file with a sign of postlint, or one without."""
    if not path.exists() and not path.is_symlink():
        return Step(path, text, then=then)
    try:
        there = path.read_text("utf-8", errors="replace")
    except OSError:
        there = ""
    return Step(path, text, "done" if sign in there else "lacking", addition, then=then)


def _hooks(place: Place, wish: Hook | None) -> Iterator[Step]:
    if place.top is None or place.hooks is None or wish == "none":
        return
    config = place.top / ".pre-commit-config.yaml"
    if wish == "pre-commit" or (wish is None and config.exists()):
        then = "pip install pre-commit && pre-commit install -t pre-commit -t pre-push"
        yield _step(config, texts.pre_commit_file(), "id: postlint", texts.pre_commit(), then)
        return
    text = texts.git_hook(place.inside)
    command = next(line.strip() for line in text.splitlines() if line.startswith("exec "))
    step = _step(place.hooks / "pre-commit", text, "postlint", command.removeprefix("exec ") + " || exit 1\n")
    yield Step(step.path, step.text, step.state, step.addition, executable=True)


def _ci(place: Place, wish: Ci | None) -> Iterator[Step]:
    gitlab = place.base / ".gitlab-ci.yml"
    found: Ci = "gitlab" if "gitlab" in place.remote or gitlab.exists() else "github"
    if wish is None and place.top is None:
        return
    wish = wish or found
    if wish == "gitlab":
        text = texts.gitlab(place.inside)
        yield _step(gitlab, text, "postlint", text)
    elif wish == "github":
        workflows = place.base / ".github" / "workflows"
        for path in sorted(workflows.glob("*.y*ml")) if workflows.is_dir() else ():
            if "postlint" in path.read_text("utf-8", errors="replace"):
                yield Step(path, "", "done")
                return
        yield _step(workflows / "postlint.yml", texts.github(place.inside), "postlint", "")


def _editor(place: Place, wish: Editor) -> Iterator[Step]:
    if wish == "vscode":
        path = place.base / ".vscode" / "extensions.json"
        yield _step(path, texts.vscode_extensions(), "postlint.postlint", '"postlint.postlint"\n')
