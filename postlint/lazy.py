"""Attributes that are computed when they are first asked for.

`functools.cached_property` does the same, and takes a lock each time before Python 3.12: a clean post has a
dozen of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from functools import cached_property as lazy
else:
    from collections.abc import Callable
    from typing import Any

    class lazy:
        """A method that becomes an attribute of the object, once it was asked for."""

        def __init__(self, make: Callable[[Any], Any]) -> None:
            self._make = make
            self._name = make.__name__
            self.__doc__ = make.__doc__

        def __get__(self, instance: Any, owner: type | None = None) -> Any:
            if instance is None:
                return self
            value = instance.__dict__[self._name] = self._make(instance)
            return value


__all__ = ["lazy"]
