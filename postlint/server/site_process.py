"""The process that knows whole sites: it answers the server's questions on stdin and stdout."""

from __future__ import annotations

import gc
import os
import sys
from typing import Any

from postlint import plugins
from postlint.server.frames import Failed, frame, read_frame
from postlint.server.questions import Question
from postlint.server.sites import Sites


def main() -> None:
    """Answer questions until the server is gone."""
    questions, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    # Whatever prints must not get between the answers.
    os.dup2(2, 1)
    if hasattr(os, "nice"):
        os.nice(5)
    gc.set_threshold(20_000, 20, 20)
    asked, rules = read_frame(questions)
    if rules:
        plugins.enable(rules)
    sites = Sites(asked)
    while True:
        try:
            question = read_frame(questions)
        except EOFError:
            return
        answers.write(frame(_answer(sites, question)))
        answers.flush()


def _answer(sites: Sites, question: Question) -> Any:
    try:
        return sites.answer(question)
    except Exception as error:
        return Failed(f"{type(error).__name__}: {error}")
