"""Items and scored pairs in, clusters out: best pair first, and never across what cannot be one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence


class Clusters:
    """A partition that only grows coarser: items are joined; pairs that are barred stay apart for good."""

    def __init__(self, items: Iterable[str]) -> None:
        """Every item alone."""
        self._parent = {item: item for item in items}
        self._members = {item: [item] for item in self._parent}
        self._barred: dict[str, set[str]] = {}

    def find(self, item: str) -> str:
        """The item that stands for the cluster of `item`: its smallest member."""
        root = item
        while self._parent[root] != root:
            root = self._parent[root]
        while self._parent[item] != root:
            self._parent[item], item = root, self._parent[item]
        return root

    def members(self, item: str) -> Sequence[str]:
        """All members of the cluster of `item`."""
        return self._members[self.find(item)]

    def together(self, a: str, b: str) -> bool:
        """Whether the two are in one cluster."""
        return self.find(a) == self.find(b)

    def barred(self, a: str, b: str) -> bool:
        """Whether the clusters of the two must stay apart."""
        return self.find(b) in self._barred.get(self.find(a), ())

    def bar(self, a: str, b: str) -> None:
        """Keep the clusters of the two apart from now on; without effect once they are one."""
        x, y = self.find(a), self.find(b)
        if x != y:
            self._barred.setdefault(x, set()).add(y)
            self._barred.setdefault(y, set()).add(x)

    def join(self, a: str, b: str) -> bool:
        """Make the clusters of the two one, unless they are barred; whether the two are now together."""
        x, y = sorted((self.find(a), self.find(b)))
        if x == y:
            return True
        if y in self._barred.get(x, ()):
            return False
        self._parent[y] = x
        self._members[x] += self._members.pop(y)
        for other in self._barred.pop(y, set()):
            self._barred[other].discard(y)
            self._barred[other].add(x)
            self._barred.setdefault(x, set()).add(other)
        return True

    def groups(self) -> list[list[str]]:
        """The clusters, each sorted, in the order of their smallest members."""
        return [sorted(self._members[root]) for root in sorted(self._members)]


def agglomerate(
    clusters: Clusters, pairs: Iterable[tuple[float, str, str]], clash: Callable[[str, str], bool]
) -> list[tuple[str, str]]:
    """Join the pairs, highest score first, unless a member of one side clashes with one of the other.

    Returns the pairs that joined two clusters, in that order. Equal scores go by the items' ids, so the
    outcome does not depend on the order of `pairs`.
    """
    joined = []
    for _, a, b in sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if clusters.together(a, b) or clusters.barred(a, b):
            continue
        if any(clash(x, y) for x in clusters.members(a) for y in clusters.members(b)):
            clusters.bar(a, b)
        elif clusters.join(a, b):
            joined.append((a, b))
    return joined
