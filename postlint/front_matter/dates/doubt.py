"""The ordinary date, of which no rule has anything to say: one question instead of a dozen."""

from __future__ import annotations

from postlint.front_matter.dates import date_value
from postlint.front_matter.dates.reading import Dated
from postlint.front_matter.tree import Timestamp


def is_doubtful(post: Dated) -> bool:
    """Whether a post's date may be worth a finding; False only for a full time with its zone.

    Such a date has a day that exists, is that of the file's name, has come already, and stays the same
    in the site's zone.
    """
    context = post.context
    if context.generator not in ("jekyll", "folder"):
        return True
    value = post.once(date_value)
    if value is None or value.scalar.value.__class__ is not Timestamp:
        return True
    instant, written, zone, zone_name, _, rolled, guessed, error, *_ = value.reading
    if instant is None or written is None or zone != "given" or zone_name or rolled or guessed or error:
        return True
    name = post.path.rpartition("/")[2]
    return not (name.startswith(written.isoformat()) and instant.date() == written and instant <= context.now)
