"""One small class for every registry in the house."""

from collections.abc import Iterator
from typing import Generic, TypeVar

Item = TypeVar("Item")


class Registry(Generic[Item]):
    """Named items in the order in which they were registered.

    A higher room registers in its AppConfig.ready() what a lower room must know of it, so that
    imports keep pointing down.
    """

    def __init__(self, what: str) -> None:
        self.what = what
        self._items: dict[str, Item] = {}

    def register(self, name: str, item: Item) -> Item:
        """Add item under name and return it; a second item under one name raises ValueError."""
        if name in self._items:
            raise ValueError(f"{self.what} {name!r} is registered already: choose another name.")
        self._items[name] = item
        return item

    def __getitem__(self, name: str) -> Item:
        return self._items[name]

    def __contains__(self, name: str) -> bool:
        return name in self._items

    def __iter__(self) -> Iterator[str]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def get(self, name: str) -> Item | None:
        """Return the item under name, or None."""
        return self._items.get(name)

    def items(self) -> list[tuple[str, Item]]:
        """Return (name, item) pairs in order of registration."""
        return list(self._items.items())

    def values(self) -> list[Item]:
        """Return the items in order of registration."""
        return list(self._items.values())
