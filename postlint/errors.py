"""What a user asked for and cannot have."""

from __future__ import annotations


class UserError(ValueError):
    """Words of a user (a path, a name, a file) that cannot be followed.

    The message is one sentence for that user: it names the place, and the nearest name.
    """
