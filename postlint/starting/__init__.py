"""What a project lacks to use postlint every day: settings, a hook, a step of CI, editor settings.

A plan is made first and shown; only then files are written, and none that is there is touched.
"""

from __future__ import annotations

from postlint.starting.place import Place
from postlint.starting.plan import Ci, Editor, Hook, Step, Wishes, plan, write

__all__ = ["Ci", "Editor", "Hook", "Place", "Step", "Wishes", "plan", "write"]
