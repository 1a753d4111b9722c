"""The values of a tree with the types that the generator gives them: dates stay dates."""

from __future__ import annotations

from typing import Any

from postlint.front_matter import tree


def typed(node: tree.Node) -> Any:
    """The value of a node: a dict, a list or a `tree.Value`; what an alias stands for is shared."""
    return _Typed().value(node)


class _Typed:
    """One conversion: `made` holds what the aliases stand for."""

    def __init__(self) -> None:
        self.made: dict[int, object] = {}

    def value(self, node: tree.Node) -> object:
        if isinstance(node, tree.Alias):
            node = tree.resolved(node)
            if id(node) not in self.made:
                # Set first: a node that holds an alias to itself ends here.
                self.made[id(node)] = None
                self.made[id(node)] = self.value(node)
            return self.made[id(node)]
        if isinstance(node, tree.Scalar):
            return node.value
        if isinstance(node, tree.Sequence):
            return [self.value(item) for item in node.items]
        return self._mapping(node)

    def _mapping(self, node: tree.Mapping) -> dict[str, object]:
        result: dict[str, object] = {}
        for key, value in node.entries:
            plain = self.value(value)
            if key.text == "<<" and key.style == "plain" and isinstance(plain, dict):
                result = {**plain, **result}
            else:
                result[key.text] = plain
        return result
